#!/bin/sh
# Paths that lead out, wherever an input can have one: results of scans, coverage,
# entries of manifests and of records beside commits, CODEOWNERS, links and files of
# repositories, bags, models, tables. They all point to one file outside, which is
# never opened, and nothing is written beside what was asked for. What the caller
# names on the command line or in the configuration may lie anywhere.
set -eu
command -v strace >/dev/null 2>&1 || {
	echo 'strace is not installed'
	exit 77
}
. tests/e2e/faults/small.sh
root=$PWD
mkdir "$tmp/outside"
echo canary-content >"$tmp/outside/canary"
cd "$tmp/org"
up=../../../../../../../../../../..$tmp/outside/canary

# ---------------------------------------------------------------- inputs --

mkdir shop/deep
(
	cd shop
	printf '%s\n' "-r $up" "-c $tmp/outside/canary" "x @ file://$tmp/outside/canary" \
	    "-e $up" >requirements.txt
	printf '{"name": "x", "workspaces": ["%s"], "dependencies": {"y": "file:%s"}}\n' \
	    "$up" "$up" >package.json
	printf '<project><parent><relativePath>%s</relativePath></parent><modules><module>%s</module></modules></project>\n' \
	    "$up" "$up" >pom.xml
	printf 'module x\nreplace y => %s\n' "$up" >go.mod
	printf 'gem "x", path: "%s"\neval_gemfile "%s"\n' "$up" "$up" >Gemfile
	printf '[dependencies]\nx = { path = "%s" }\n' "$up" >Cargo.toml
	printf '* @all\n%s @out\n../../../outside/canary @out\n' "$up" >CODEOWNERS
	printf '{"mcpServers": {"x": {"command": "%s", "args": ["%s"], "envFile": "%s"}}}\n' \
	    "$up" "$up" "$up" >.mcp.json
	ln -s "$up" .mailmap
	ln -s "$tmp/outside/canary" package-lock.json
	ln -s "$tmp/outside" deep/way
	ln -s "$up" AGENTS.md
)
at 2026-09-05
git -C shop add -A
git -C shop commit -qm "Lead out

Co-authored-by: Claude <noreply@anthropic.com>
Source: $up"
for ref in ai agent-trace refs/ai-blame; do
	printf '%s\n  abcd 1-3\n---\n{"files": {"%s": {}}, "base_commit_sha": "%s"}\n' \
	    "$up" "$up" "$up" | git -C shop notes --ref "$ref" add -f -F - HEAD
done
python3 - "$up" "$tmp/outside/canary" <<'PY'
import json
import sys

up, absolute = sys.argv[1:]
uris = [up, absolute, "file://" + absolute, "file:///" + up, "%2e%2e/" * 12 +
        absolute[1:], "..\\" * 12 + absolute[1:], "shop.py\0" + up, "/proc/self/root" + absolute]
json.dump({"version": "2.1.0", "runs": [{
    "tool": {"driver": {"name": "T", "rules": [{"id": "r", "helpUri": "file://" + absolute}]}},
    "originalUriBaseIds": {"B": {"uri": "file://" + absolute + "/../"}},
    "invocations": [{"executionSuccessful": True, "endTimeUtc": "2026-09-06T00:00:00Z",
                     "responseFiles": [{"uri": absolute}]}],
    "externalPropertyFileReferences": {"results": [
        {"location": {"uri": "file://" + absolute}}]},
    "artifacts": [{"location": {"uri": uri}} for uri in uris],
    "results": [{"ruleId": "r", "message": {"text": "m"}, "locations": [
        {"physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": base},
                              "region": {"startLine": 1}}}]}
        for uri in uris for base in ("B", "%SRCROOT%")]}]}, open("out.sarif", "w"))
with open("out.xml", "w") as file:
    file.write('<coverage line-rate="1" version="1" timestamp="1"><sources><source>'
               f'{absolute}</source></sources><packages><package name="p"><classes>'
               + "".join(f'<class name="c" filename="{uri}"><lines><line number="1" '
                         'hits="1"/></lines></class>' for uri in uris if "\0" not in uri)
               + "</classes></package></packages></coverage>")
with open("lcov.info", "w") as file:
    for uri in uris:
        file.write(f"SF:{uri}\nDA:1,1\nend_of_record\n")
with open("training.csv", "w") as file:
    file.write("employee_id,name,course,completed\n")
    for uri in uris:
        file.write(f'"{uri}","{uri}","{uri}",2026-09-01\n')
PY
cat >>assay.yaml <<END
  - path: out.sarif
    repository: shop
  - path: out.xml
    repository: shop
  - path: lcov.info
    repository: shop
  - path: training.csv
overrides:
  - {commit: $(git -C shop rev-parse HEAD), path: "$up", origin: ai, tool: aider, who: w, why: y}
END

# ------------------------------------------------------------------ runs --

looks() { # ARGUMENT...: opens the file outside never
	status=0
	$TRACE -s 512 -e trace=openat,open,execve,rename,renameat2,link,symlink \
	    -o "$tmp/trace" "$ASSAY" "$@" >"$tmp/said" 2>"$tmp/err" || status=$?
	[ $status -lt 128 ] || fail "assay $*: status $status"
	! grep -v 'execve("[^"]*/assay"' "$tmp/trace" | grep 'outside' ||
	    fail "assay $* went out"
	rm "$tmp/trace"
}
looks import --db "$tmp/x.db"
[ $status = 0 ] || [ $status = 3 ] || fail "$(cat "$tmp/err")"
looks report --db "$tmp/x.db" -o "$tmp/report" --bag --edition summary
bag=$(ls -d "$tmp"/report/evidence-*[0-9a-f]) || fail "$(cat "$tmp/err")"
looks lines shop
looks trace --tool claude-code --db "$tmp/x.db" --revert --write-patches "$tmp/patches"
for path in out.sarif out.xml lcov.info training.csv; do
	looks check $path
done
for name in paths links; do
	looks verify "$root/tests/corpus/bags/$name.tar"
	[ $status != 0 ] || fail "the bag $name holds"
done
cp -R "$bag" "$tmp/linked"
first=$(cd "$tmp/linked" && find . -name '*.csv' | head -1)
rm "$tmp/linked/$first"
ln -s "$tmp/outside/canary" "$tmp/linked/$first"
looks verify "$tmp/linked"
[ $status != 0 ] || fail 'a bag with a link holds'
! grep -r -a -q canary-content "$tmp/report" "$tmp/x.db" || fail 'it was read'

# a model from elsewhere that names a repository outside
cp "$tmp/x.db" "$tmp/theirs.db"
sqlite3 "$tmp/theirs.db" "UPDATE repository SET path = '$tmp/outside';
    UPDATE source SET path = '$up' || id WHERE importer <> 'git'"
looks merge "$tmp/merged.db" "$tmp/theirs.db"

# the name of an edition is no path
mkdir "$tmp/templates"
for name in "$up" /etc/passwd ../outside/canary; do
	looks report --db "$tmp/x.db" -o "$tmp/other" --edition "$name" \
	    --templates "$tmp/templates"
	[ $status != 0 ] || fail "an edition $name"
done
[ "$(cat "$tmp/outside/canary")" = canary-content ] || fail 'it was written'
[ "$(ls "$tmp/outside")" = canary ] || fail "there is more: $(ls "$tmp/outside")"
