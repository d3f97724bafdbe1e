#!/bin/sh
# assay init finds what lies around, and assay report uses what it wrote.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
sh samples/acme/build.sh "$tmp/src"
rm "$tmp/src/assay.yaml"
mkdir "$tmp/work"
cd "$tmp/work"
"$ASSAY" init ../src >out
grep -q '3 repositories' out
grep -qF 'directory: "../src/inputs/directory.csv"' assay.yaml
for path in repositories/ledger.git 'inputs/scans/2026-Q3/*.sarif' \
    inputs/incidents.csv; do
	grep -qF "path: \"../src/$path\"" assay.yaml || {
		echo "assay.yaml lacks $path"
		cat assay.yaml
		exit 1
	}
done
[ "$(stat -c '%a %s' assay.key)" = '600 65' ]
grep -qx '  key: assay.key' assay.yaml
cp assay.key key
status=0
"$ASSAY" init ../src 2>err || status=$?
[ $status = 2 ]
grep -q 'is there already' err
cmp assay.key key
"$ASSAY" report >out 2>err
[ -s assay-report/report.pdf ]
[ -s assay-report/report.html ]
[ -s assay.db ]
"$ASSAY" query ai.commit_share --period 2026-Q3 --format json >out
grep -q '"hit": 7[0-9]' out
