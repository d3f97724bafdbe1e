#!/bin/sh
# What stands on shaky ground is said plainly, and credits nobody: repositories
# of others, without their alternates, with deep folders or lost contents, alone
# in a run; corrections that meet or name no tool; scans of other repositories.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null HOME="$tmp" \
    GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@x.example \
    GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@x.example \
    GIT_AUTHOR_DATE=2026-07-01T00:00:00Z GIT_COMMITTER_DATE=2026-07-01T00:00:00Z
git init -q -b main shop
seq 10 >shop/a.txt
echo lost >shop/b.txt
git -C shop add .
git -C shop commit -qm one
commit=$(git -C shop rev-parse HEAD)

# refused LINE COMMAND...: it ends with status 3 and says LINE
refused() {
	expected=$1
	shift
	status=0
	"$@" >out 2>err || status=$?
	[ $status = 3 ]
	grep -q "$expected" err
}

# the objects that a clone borrows are gone: also alone it is told and counted
git clone -q --shared shop borrowed
mv shop/.git/objects gone
mkdir shop/.git/objects
refused 'the commit of HEAD is not in this clone' \
    "$ASSAY" import borrowed --db alone.db --format csv
grep -q '^borrowed,none,1,0,0,1,0' out
grep -q 'objects/info/alternates' err
refused 'the commit of HEAD is not in this clone' \
    "$ASSAY" report borrowed --as-of 2026-10-04 -o alone
grep -q '^Too little is known to judge' alone/report.txt
grep -A2 '^borrowed' alone/report.txt | grep -q 'none'
rmdir shop/.git/objects
mv gone shop/.git/objects

# what is no repository is a mistake in the name, and nothing is written
mkdir nothing
refused 'expected a git repository, found a folder' \
    "$ASSAY" report nothing --as-of 2026-10-04 -o wrong
[ ! -e wrong/report.txt ]

# folders as deep as git reads them
path=$(printf 'd/%.0s' $(seq 900))f
printf '%s\n' 'commit refs/heads/main' 'committer t <t@x.example> 1782864000 +0000' \
    'data 0' "M 644 inline $path" 'data 2' x '' >stream
git init -q -b main deep
git -C deep fast-import --quiet <stream
"$ASSAY" import deep --db deep.db >out 2>err
[ ! -s err ]
"$ASSAY" lines deep >out 2>err
[ "$(tail -n +2 out | cut -f 2,3)" = "1	1" ]

# a merge of 80 parents that brings something of its own
awk 'function commit(mark, time) {
	print "commit refs/heads/main"
	print "mark :" mark
	print "committer t <t@x.example> " time " +0000"
	text = "m\n\nCo-authored-by: Claude <noreply@anthropic.com>"
	print "data " length(text)
	print text
	if (mark > 1)
		print "from :1"
}
function file(path, text) {
	print "M 644 inline " path
	print "data " length(text)
	print text
}
BEGIN {
	for (i = 1; i <= 80; i++) {
		commit(i, 1782864000)
		file("f", i)
	}
	commit(i, 1782864001)
	for (i = 2; i <= 80; i++)
		print "merge :" i
	file("requirements.txt", "x==1.2.3")
}' >stream
git init -q --bare -b main wide
git -C wide fast-import --quiet --force <stream
[ "$(git -C wide rev-list --parents -1 main | wc -w)" = 81 ]
"$ASSAY" import wide --db wide.db >out 2>err
[ ! -s err ]
"$ASSAY" query deps.ai_inventory --db wide.db --format csv >out 2>err
grep '^x,' out | grep -q "$(git -C wide rev-parse main)"

# contents that a merge brought, of which no commit counts lines
git clone -q --bare shop damaged
blob=$(echo merged | git -C damaged hash-object -w --stdin)
tree=$(printf '100644 blob %s\ta.txt\n100644 blob %s\tm.txt\n' \
    "$(git -C damaged rev-parse HEAD:a.txt)" "$blob" | git -C damaged mktree)
other=$(git -C damaged commit-tree -m other "$commit^{tree}")
git -C damaged update-ref HEAD "$(
	git -C damaged commit-tree -p "$commit" -p "$other" -m merge "$tree")"
rm -f "damaged/objects/$(echo "$blob" | sed 's,^..,&/,')"
"$ASSAY" import damaged --db damaged.db >out 2>err
grep -q 'the contents of 1 file of the audited revision are not in this' err

# corrections that meet, and a tool that nobody knows
cat >assay.yaml <<YAML
version: 1
repositories:
  - path: shop
overrides:
  - {commit: $commit, path: a.txt, lines: 2-6, origin: ai, tool: curser, who: w, why: y}
  - {commit: $(echo "$commit" | cut -c 1-8), path: a.txt, lines: 5-9, origin: human, who: w, why: y}
YAML
"$ASSAY" import --db corrected.db >out 2>err
grep -q '^assay.yaml:6: warning: lines 5-6 of "a.txt" are corrected by line 5 ' err
grep -q '^assay.yaml:5: warning: no table knows a tool "curser".*did you mean "cursor"' err
"$ASSAY" lines shop a.txt >out 2>err
cut -f 2,3,5 out | grep -q '^5	5	human$'
# of what a person wrote there is no tool to know
"$ASSAY" query evidence.corrections --db corrected.db >out 2>err
grep 'human' out | grep -qv 'not known'

# every report says that it counts them
for edition in board summary; do
	"$ASSAY" report --db corrected.db -o corrected --edition $edition \
	    --period 2026-Q3 --as-of 2026-10-04 >out 2>err
	tr -s ' \n' '  ' <corrected/report.txt |
	    grep -q 'Origins corrected by hand: 2'
done
"$ASSAY" trace --tool curser --db corrected.db -o corrected >out 2>err
tr -s ' \n' '  ' <corrected/report.txt |
    grep -q 'Corrections by hand that concern these'

# a scan says whose it is, and nobody audits that
cat >assay.yaml <<'YAML'
version: 1
repositories:
  - path: shop
inputs:
  - path: other.sarif
    repository: shop
YAML
cat >other.sarif <<'JSON'
{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Semgrep"}},
 "versionControlProvenance": [{"repositoryUri": "https://github.com/o/other"}],
 "invocations": [{"executionSuccessful": true,
  "endTimeUtc": "2026-07-02T00:00:00Z"}],
 "results": [{"ruleId": "a", "message": {"text": "b"}, "locations": [
  {"physicalLocation": {"artifactLocation": {"uri": "a.txt"},
   "region": {"startLine": 3}}}]}]}]}
JSON
"$ASSAY" report --db scan.db -o scan --period 2026-Q3 --as-of 2026-10-04 \
    >out 2>err
grep -q '^other.sarif:1: note: .* it is of github.com/o/other, which is not' err
grep -q 'name that repository under repositories:' err
grep -q '^note .*Scan not placed .*other.sarif' scan/report.txt
rm assay.yaml

# a repository of another user is read when git would read it
if [ "$(id -u)" != 0 ]; then
	echo 'skipped: only root can make a repository of another user'
	exit 0
fi
unset GIT_CONFIG_GLOBAL
chown -R 12345 shop
for trusted in shop ''; do
	printf '[safe]\n\tdirectory = %s\n' "$trusted" >.gitconfig
	refused "safe.directory $PWD/shop" "$ASSAY" import shop --db foreign.db
done
printf '[safe]\n\tdirectory = *\n\tdirectory =\n' >.gitconfig
refused 'belongs to another user' "$ASSAY" import shop --db foreign.db
for trusted in '*' "$PWD/shop"; do
	printf '[safe]\n\tdirectory = %s\n' "$trusted" >.gitconfig
	rm -rf foreign.db*
	"$ASSAY" import shop --db foreign.db --format csv >out 2>err
	grep -q '^shop,git,1,1,0,0,0' out
done
