#!/bin/sh
# report.json keeps its schema, recomputes from its own tables, and every example
# of docs/report-json.md runs and says something.
set -eu
python3 -c 'import jsonschema' 2>/dev/null ||
    { echo "python3-jsonschema is not installed"; exit 77; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
sh samples/acme/build.sh "$work/acme" >/dev/null
sed 's/^output:/output:\n  language: de/' "$work/acme/assay.yaml" \
    >"$work/acme/de.yaml"
for name in assay de; do
	"$ASSAY" report -c "$work/acme/$name.yaml" -o "$work/$name" \
	    >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
done
mkdir "$work/empty"
git init -q "$work/empty/none"
"$ASSAY" report "$work/empty/none" --as-of 2026-10-01 -o "$work/none" \
    >"$work/log" 2>&1 || :
set -- "$work/assay/report.json" "$work/de/report.json"
[ ! -f "$work/none/report.json" ] || set -- "$work/none/report.json" "$@"
for edition in summary; do
	"$ASSAY" report -c "$work/acme/assay.yaml" --edition $edition \
	    -o "$work/$edition" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
	set -- "$work/$edition/report.json" "$@"
done
python3 tests/e2e/report_json.py docs/report.schema.json "$@"

sed -n 's/^    \(jq .*\)/\1/p' docs/report-json.md >"$work/examples"
[ "$(wc -l <"$work/examples")" -ge 10 ]
cd "$work/assay"
while IFS= read -r example; do
	# 1 of jq -e is an answer: no
	sh -c "$example" >"$work/said" 2>&1 || [ $? -eq 1 ] ||
	    { cat "$work/said"; echo "does not run: $example"; exit 1; }
	[ -s "$work/said" ] || { echo "says nothing: $example"; exit 1; }
done <"$work/examples"
