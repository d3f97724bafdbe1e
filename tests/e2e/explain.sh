#!/bin/sh
# assay explain with a model: the same figure as assay query, as many records as
# it lists, and digests that sha256sum gives.
set -eu
: "${ASSAY:?}"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$(dirname "$0")/../.."
cp tests/corpus/tables/benchmarks.csv tests/corpus/tables/spend.csv "$tmp"
mkdir "$tmp/data"
cp data/controls.csv "$tmp/data"
cd "$tmp"
fail() {
	echo "explain.sh: $1" >&2
	exit 1
}

# the definition alone needs no model, and makes none
"$ASSAY" explain bench.secure >definition
grep -q '^Method: share' definition || fail "no definition"
grep -q 'In this model' definition && fail "a figure without a model"
test ! -e assay-report || fail "a model where none was asked for"

"$ASSAY" import --db m.db benchmarks.csv spend.csv >out 2>&1
"$ASSAY" explain bench.secure --db m.db --as-of 2026-10-01 --by model \
	--records >text
grep -qx 'Numerator: 33' text || fail "numerator"
grep -qx 'Denominator: 36 working samples' text || fail "denominator"
grep -q '^95% interval: 0.78.* to 0.97' text || fail "interval"
grep -qx 'Records: 1' text || fail "records"
digest=$(sha256sum benchmarks.csv | cut -d ' ' -f 1)
grep -q "^benchmarks.csv .* $digest\$" text || fail "digest of the input"

# JSON says what assay query says
"$ASSAY" explain bench.secure --db m.db --as-of 2026-10-01 --format json >json
"$ASSAY" query bench.secure --db m.db --as-of 2026-10-01 --format json >query
python3 - json query <<'PY'
import json, sys
told, asked = (json.load(open(name)) for name in sys.argv[1:])
figure = told["figure"]
assert figure == asked, (figure, asked)
assert told["id"] == "bench.secure" and "SELECT" in told["sql"]
assert told["records"] == {"count": 1, "listed": []}, told["records"]
assert [i["path"] for i in told["inputs"]] == ["benchmarks.csv"]
assert len(told["made_from_sha256"]) == 64
PY

# what is not there is not assessed, and has no record
"$ASSAY" explain training.current --db m.db --as-of 2026-10-01 >none
grep -q '^Not assessed: it needs' none || fail "not assessed"

# checks, and what nothing measures
"$ASSAY" explain finding.gap1_auth >check
grep -q '^Readiness items: RD-101, ' check || fail "items of a check"
grep -q '^Strength: indirect' check || fail "strength of a check"
grep -q '^WITH looked AS' check || fail "query of a check"
"$ASSAY" explain attest.waf --format json | grep -q '"controls": "PCI-DSS' ||
	fail "controls of a statement"
"$ASSAY" explain policy.acknowledged >why
grep -q '^Not measured: who acknowledged' why || fail "reason"
for control in $(sed 1d data/controls.csv | grep -oE \
	'(^|[,; "])[a-z]+\.[a-z0-9_]+' | tr -d ',; "' | sort -u); do
	"$ASSAY" explain "$control" >out 2>&1 || fail "$control is not explained"
done
"$ASSAY" explain attest.nonsense 2>err && fail "a statement nobody asks for"

# wrong questions
"$ASSAY" explain --db m.db 2>err && fail "no id"
test $? -eq 2
"$ASSAY" explain bench.secure --by team --db m.db 2>err && fail "wrong key"
grep -q 'has no key "team"' err || fail "message of a wrong key"
"$ASSAY" explain bench.secure --format markdown --db m.db 2>err &&
	fail "markdown"
"$ASSAY" explain bench.secure --limit 0 --db m.db 2>err && fail "limit"
grep -q 'from 1 to 1000' err || fail "message of a wrong limit"
