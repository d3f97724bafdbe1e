#!/bin/sh
# assay gate on the sample organisation: a line an item, the same figures in
# every format, an exit status that no unknown passes, waivers with an end, and
# a baseline that tells only what got worse. ASSAY_SARIF_SCHEMA names the JSON
# schema of SARIF 2.1.0; without it the form is checked by hand alone.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
sh samples/acme/build.sh "$tmp/acme" >/dev/null 2>&1
cd "$tmp/acme"

fails() { # STATUS COMMAND...: ends with that status
	expected=$1
	shift
	status=0
	"$@" || status=$?
	[ "$status" = "$expected" ] || {
		echo "expected status $expected, found $status: $*"
		exit 1
	}
}
gate() { "$ASSAY" gate "$@" 2>err; }

fails 1 gate >text
[ "$(grep -c ' RD-' text)" = 66 ]
[ "$(wc -l <text)" = 67 ]
tail -1 text | grep -q '^gate: fail: '
grep -q '^FAIL  *RD-601 .* tools/package.json:5: csv-parse has no owner' text

# JSON holds what the text says, and counts add up
fails 1 gate --format json >a.json
jq -e '(.items | length) == .of and .of == 66 and .passed == false and
    .status == "fail" and ([.items[].id] | unique | length) == 66 and
    ([.items[] | select(.status != "not_assessed")] | length) == .assessed and
    all(.items[]; .status as $s | ["pass", "fail", "waived", "not_assessed"] |
	index($s)) and
    all(.items[].repositories[]; .exceptions + .unknown <= .population) and
    all(.items[].repositories[]; .status == "fail" or .places == [])' \
    a.json >/dev/null || { echo "JSON does not add up"; exit 1; }
for status in pass fail waived not_assessed; do
	word=$(echo "$status" | sed 's/_/ /;s/fail/FAIL/')
	[ "$(jq "[.items[] | select(.status == \"$status\")] | length" a.json)" = \
	    "$(grep -c "^$word  *RD-" text)" ]
done
# the same run, the same bytes
fails 1 gate --format json >b.json
cmp a.json b.json

# SARIF: what keeps items from passing; nothing that passed, a place each
fails 1 gate --format sarif >a.sarif
jq -e '.version == "2.1.0" and (.runs | length) == 3 and
    all(.runs[].results[]; (.locations | length) == 1 and
	(.kind == "fail" or .level == "none")) and
    all(.runs[]; . as $run | all(.results[];
	$run.tool.driver.rules[.ruleIndex].id == .ruleId))' a.sarif >/dev/null
[ "$(jq '[.runs[].results[] | select(.kind == "fail")] | length' a.sarif)" = \
    "$(jq '[.items[].repositories[] | select(.status == "fail") |
	if .places == [] then 1 else (.places | length) end] | add' a.json)" ]
"$ASSAY" check a.sarif | grep -q SARIF
if [ -n "${ASSAY_SARIF_SCHEMA:-}" ] && python3 -c 'import jsonschema' \
    2>/dev/null; then
	python3 - "$ASSAY_SARIF_SCHEMA" a.sarif <<'PYTHON'
import json, sys, jsonschema
schema, found = (json.load(open(name)) for name in sys.argv[1:])
jsonschema.validate(found, schema)
PYTHON
else
	echo "skipped: the schema of SARIF (ASSAY_SARIF_SCHEMA)"
fi

# JUnit: as many failures, read by our own reader too
fails 1 gate --format junit >a.xml
python3 - a.xml a.json <<'PYTHON'
import json, sys, xml.etree.ElementTree as tree
top = tree.parse(sys.argv[1]).getroot()
rows = [(item, row) for item in json.load(open(sys.argv[2]))["items"]
        for row in item["repositories"]]
count = lambda name: sum(1 for _ in top.iter(name))
assert count("testcase") == len(rows) == int(top.get("tests"))
failed = sum(row["status"] == "fail" for _, row in rows)
open_ones = sum(row["status"] == "not_assessed" and item["required"]
                for item, row in rows)
assert count("failure") == failed == int(top.get("failures")), "failures"
assert count("error") == open_ones == int(top.get("errors")), "errors"
PYTHON
"$ASSAY" check a.xml | grep -qi junit

# a baseline of now: nothing got worse; of an earlier quarter: something did
gate --baseline a.json >text
[ "$(wc -l <text)" = 1 ]
grep -q 'nothing got worse' text
jq '(.items[] | select(.id == "RD-106") | .repositories[]) |=
    (.status = "pass" | .places = [] | .places_count = 0)' a.json >old.json
fails 1 gate --baseline old.json >text
[ "$(grep -c ' RD-' text)" = 1 ]
grep -q '^FAIL  *RD-106 ' text
# one more place of what fails already
jq '(.items[] | select(.id == "RD-601") | .repositories[] |
    select(.repository == "storefront")) |=
    (.places |= .[1:] | .places_count -= 1)' a.json >old.json
gate --baseline old.json --format json >more.json
jq -e '[.items[].id] == ["RD-601"] and .passed and .status == "conditional"' \
    more.json >/dev/null
echo '{"items": 3}' >wrong.json
fails 3 gate --baseline wrong.json >text
grep -q 'wrong.json:1:1: error: expected a list "items"' err

# waivers hold until their last day; unknown items, and waivers without an end,
# are refused
sed -i 's/^privacy:/gate:\n  required:\n    - item: RD-603\n  waivers:\n    - item: RD-603\n      scope: ledger\n      to: 2026-12-31\n      approved_by: Head of ledger\n      why: Locked with the next release\nprivacy:/' assay.yaml
fails 1 gate --format json >w.json
jq -e '.items[] | select(.id == "RD-603") | .required and
    (.repositories[] | select(.repository == "ledger") |
	.status == "waived" and .waiver.approved_by == "Head of ledger" and
	.waiver.until == "2026-12-31" and .waiver.waives == "fail") and
    .status == "fail"' w.json >/dev/null
fails 1 gate --format sarif >w.sarif
jq -e '[.runs[].results[] | select(.suppressions)] | length == 1 and
    (.[0].suppressions[0].justification | test("Head of ledger"))' \
    w.sarif >/dev/null
sed -i 's/to: 2026-12-31/to: 2026-07-01/' assay.yaml
fails 1 gate >text
grep '^FAIL  *RD-603 ' text | grep -q 'a waiver ended on 2026-07-01'
sed -i 's/item: RD-603/item: RD-630/' assay.yaml
fails 3 gate >text
grep -q 'found "RD-630"' err
grep -q 'did you mean' err

# controls: evidence, never more than it shows; a sample is drawn again alike
sed -i 's/item: RD-630/item: RD-603/' assay.yaml
"$ASSAY" query control.results --format json >controls.json 2>err
jq -e '[.rows[] | select(.result == "met") | .strength] | all(. != "" and
    . != "statement" and . != "indirect")' controls.json >/dev/null || {
	echo "a control is met by statements or indirect evidence alone"
	exit 1
}
jq -e 'all(.rows[]; .result != "not assessed" or .since == "")' \
    controls.json >/dev/null
draw() {
	"$ASSAY" query review.validated_ai_commits --records --format csv \
	    --sample "$1" --seed "$2" 2>/dev/null
}
draw 5 a >a.csv
draw 5 a | cmp - a.csv
[ "$(wc -l <a.csv)" = 6 ]
draw 5 b | cmp -s - a.csv && { echo "another seed draws the same"; exit 1; }
# a larger sample of one seed holds the smaller one
draw 9 a >b.csv
[ "$(grep -cxFf a.csv b.csv)" = 6 ]

# a list of the organisation's own
mkdir data
printf '%s\n' 'framework,name,version,control,title,evidence,gap,source' \
    'ACME,Acme rules,1,A-1,Logs are kept,attest.log_retention,,Acme' \
    'ACME,Acme rules,1,A-2,Nobody asked,attest.waf,,Acme' \
    >data/controls-own.csv
"$ASSAY" query control.results --data data --where framework=ACME \
    --format csv 2>err | cut -d, -f2-4 | tr -d '\r' >own
printf '%s\n' 'control,title,result' 'A-1,Logs are kept,attested' \
    'A-2,Nobody asked,not assessed' | cmp - own

# what does not apply says who says so and why, and is in no share
cp assay.yaml kept.yaml
printf '%s\n' 'controls:' '  not_applicable:' '    - list: HIPAA' \
    '      who: Head of legal' '      why: No health data is touched' \
    '    - list: PCI-DSS' '      control: 1.2.4' '      who: Head of legal' \
    '      why: No cards' >>assay.yaml
"$ASSAY" import -c assay.yaml >/dev/null 2>err
"$ASSAY" query control.results -c assay.yaml --format json >na.json 2>err
jq -e '([.rows[] | select(.framework == "HIPAA" or
      .framework == "PCI-DSS" and .control == "1.2.4")] | length > 1 and
    all(.[]; .result == "not applicable" and .population == "" and
      (.limits | test("Head of legal")))) and
    ([.rows[] | select(.framework == "PCI-DSS" and .control != "1.2.4")] |
    all(.[]; .result != "not applicable"))' na.json >/dev/null || {
	echo "what does not apply is not told"
	exit 1
}
"$ASSAY" query control.met -c assay.yaml --records --format csv 2>err |
    grep -q HIPAA && { echo "what does not apply counts"; exit 1; }
sed -i 's/list: HIPAA/list: HIPPA/' assay.yaml
"$ASSAY" import -c assay.yaml >out 2>err && exit 1
grep -q 'expected a list of controls, found "HIPPA"' err
grep -q HIPAA err
mv kept.yaml assay.yaml
