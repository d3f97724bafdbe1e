#!/bin/sh
# assay check says of every file of the large corpus what tests/corpus/
# reports.expected holds: the format with the records, severities, rules and
# CWEs that another reader counted, else the tool whose report is not read. The
# corpus is taken from $ASSAY_CORPUS; tests/corpus/SOURCES.md says how the table
# was made.
set -eu
if [ ! -d "${ASSAY_CORPUS:-}/sast" ]; then
	echo "$(wc -l <tests/corpus/reports.expected) reports of ASSAY_CORPUS skipped"
	exit 77
fi
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
root=$PWD
cd "$ASSAY_CORPUS/sast"
find . -type f ! -name SOURCES.md | sed 's,^\./,,' | LC_ALL=C sort >"$tmp/files"
# One that is refused ends the run; the next one begins behind it.
cp "$tmp/files" "$tmp/rest"
: >"$tmp/json"
while [ -s "$tmp/rest" ]; do
	before=$(wc -l <"$tmp/json")
	tr '\n' '\0' <"$tmp/rest" |
	    xargs -0 -x -n 1000 "$ASSAY" check --format json \
	    >>"$tmp/json" 2>"$tmp/err" || :
	[ "$(wc -l <"$tmp/json")" -gt "$before" ] || {
		echo "nothing is said of $(head -1 "$tmp/rest")"
		cat "$tmp/err"
		exit 1
	}
	done=$(grep -c '^  "path":' "$tmp/json")
	tail -n "+$((done + 1))" "$tmp/files" >"$tmp/rest"
done
jq -r 'def severities: .severity | "\(.critical) \(.high) \(.medium) \(.low) \(.info)";
def cwes: (.cwe | to_entries | map("\(.key):\(.value)") | join(" "))
    | if . == "" then "-" else . end;
.account as $a
| if $a.read != $a.imported + $a.duplicate + $a.rejected + $a.empty
  then "\(.path)\tthe account does not balance"
  elif .why | startswith("known and not read")
  then "\(.path)\tnot read\t\(.tools[0].name)"
  elif .rejects[0].code == "unreadable" then "\(.path)\t\(.format)\tbroken"
  elif .format == "sarif"
  then "\(.path)\tsarif\t\($a.read)\t\(severities)\t\(.rules)\t\(cwes)"
  else "\(.path)\tscan \(.why | sub("@.*"; "") | sub(".* "; ""))\t"
    + "\($a.read) \($a.imported) \($a.duplicate) \($a.rejected) \($a.empty)\t"
    + "\(severities)\t\(.rules_found) \(.suppressed)\t\(cwes)" end' \
    "$tmp/json" | LC_ALL=C sort >"$tmp/own"
cd "$root"
LC_ALL=C sort tests/corpus/reports.expected >"$tmp/expected"
cmp -s "$tmp/expected" "$tmp/own" || {
	echo "what was counted apart (<) and the program (>) differ"
	diff "$tmp/expected" "$tmp/own" || exit 1
}
echo "compared $(wc -l <"$tmp/own") reports"
