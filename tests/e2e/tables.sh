#!/bin/sh
# Tables as a user handles them: look, save a profile, use it, mend, ask again.
set -eu
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
corpus=$PWD/tests/corpus/tables
broken=$PWD/samples/broken
cp tests/corpus/tables/training.csv "$place/export.csv"
cd "$place"

"$ASSAY" check export.csv --explain | grep -q '"Completed on" -> completed, order DMY'
"$ASSAY" check export.csv --save-profile our-lms
grep -q '^date-order DMY$' our-lms.profile

# A profile in the data folder stands beside the built-in ones.
mkdir -p data/profiles
sed 's/^profile .*/profile our-lms@2/' our-lms.profile >data/profiles/our-lms.profile
"$ASSAY" check export.csv --data data | grep -q 'profile our-lms@2'

# An import is idempotent, and a changed profile reads again.
"$ASSAY" import export.csv --data data --db assay.db >first
"$ASSAY" import export.csv --data data --db assay.db >second
count() {
	sqlite3 assay.db 'SELECT count(*), group_concat(DISTINCT platform) FROM training'
}
[ "$(count)" = '2|' ]
echo 'constant platform Our LMS' >>data/profiles/our-lms.profile
"$ASSAY" import export.csv --data data --db assay.db >third
[ "$(count)" = '2|Our LMS' ]

# Dates that no value decides ask for their order, and take it.
printf 'Name,Course,Completed\nAnn,SQL,1/2/2026\n' >dates.csv
status=0
"$ASSAY" check dates.csv 2>err || status=$?
[ $status = 3 ]
grep -q -- '--date-order DMY or MDY' err
"$ASSAY" check dates.csv --date-order MDY | grep -q '2026-01-02'

"$ASSAY" import dates.csv --date-order DMY --profile training --db dmy.db >out
[ "$(sqlite3 dmy.db "SELECT date(completed_time, 'unixepoch') FROM training")" = 2026-02-01 ]

# Rejected rows come back as a table, and can be read once mended.
printf 'Name,Course,Completed\nAnn,SQL,never\nBo,SQL,2026-01-02\n' >bad.csv
status=0
"$ASSAY" check bad.csv --rejects mend.csv >out 2>err || status=$?
[ $status = 1 ]
head -1 mend.csv | grep -q '^Name,Course,Completed,_line,_reason_code,_reason'
grep -q '^Ann,SQL,never,2,bad-date,' mend.csv
sed 's/,never,/,2026-01-03,/' mend.csv >mended.csv
"$ASSAY" check mended.csv | grep -q '^account: 1 read = 1 imported'
"$ASSAY" check mended.csv --rejects none.csv >out
[ ! -e none.csv ]

# What a spreadsheet would run is marked in that file, and read without the mark.
printf 'Name,Course,Completed\n=Ann,SQL,never\n' >formula.csv
"$ASSAY" check formula.csv --rejects mend.csv >out 2>err || true
grep -q "^\"'=Ann\",SQL" mend.csv
sed 's/,never,/,2026-01-03,/' mend.csv >mended.csv
"$ASSAY" import mended.csv --db mended.db >out
[ "$(sqlite3 mended.db 'SELECT name FROM alias')" = '=Ann' ]

# Rejected records of JSON and rows of a workbook come back as a table too.
"$ASSAY" check "$corpus/copilot-users.json" --rejects mend.csv >out 2>err || true
sed 's/^2026-04-02,1,1,,/2026-04-02,1,1,bo,/' mend.csv >mended.csv
"$ASSAY" check mended.csv | grep -q '^account: 1 read = 1 imported'
"$ASSAY" check "$broken/book-cells.xlsx" --rejects mend.csv >out 2>err || true
sed 's/#REF!/2026-01-02/' mend.csv >mended.csv
"$ASSAY" check mended.csv --limit 1 >out 2>err || true
grep -q '^account: 3 read = 1 imported' out
