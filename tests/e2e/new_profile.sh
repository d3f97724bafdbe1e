#!/bin/sh
# The walk through "Adding one" of docs/formats.md, step by step as it stands
# there: its files are written, its commands are run.
set -eu
docs=$PWD/docs/formats.md
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
cd "$place"
mkdir bin
ln -s "$ASSAY" bin/assay
PATH=$place/bin:$PATH

# Block N of "Adding one", without its fences.
block() {
	awk -v wanted="$1" '/^### /{in_part = $0 == "### Adding one"}
		in_part && /^```./{n++; inside = 1; next}
		/^```$/{inside = 0; next}
		inside && n == wanted' "$docs"
}

block 1 >academy.csv
status=0
assay check academy.csv >out 2>err || status=$?
[ $status = 3 ]
grep -q 'expected the header of a known table' err

block 2 | grep -q -- '--save-profile academy'
status=0
sh -c "$(block 2)" >out 2>err || status=$?
grep -q '^# field ... learner mail$' academy.profile
block 3 >academy.profile
sh -eu -c "$(block 4)" >out
grep -q '"Passed on" -> completed, order DMY' out
grep -q '^account: 3 read = 3 imported' out
[ "$(sqlite3 academy.db "SELECT group_concat(course || ':' || status || ':' ||
	coalesce(score_e6 / 10000, '') || ':' || seconds, ' ') FROM
	(SELECT * FROM training ORDER BY locator)")" = \
    'SQL injection:completed:8500:4800 SQL injection:unknown::600 Cross-site scripting:completed:8550:2700' ]

# Twice the same profile under two names: an error that lists both.
sed 's/^profile .*/profile college@1/' data/profiles/academy.profile \
    >data/profiles/college.profile
status=0
assay check academy.csv --data data 2>err || status=$?
[ $status = 3 ]
grep -q 'found 2: academy .*, college ' err

# The same of JSON: a draft with the way to its records, and the profile.
cat >academy.json <<'END'
{"export": {"units": [{"learner": {"mail": "ann@example.org"}, "unit": "SQL",
"passed_on": "2026-07-13", "effort": {"min": 80}}]}}
END
assay check academy.json --save-profile units >out 2>err || true
grep -q '^records export.units\[\]$' units.profile
grep -q '^# field ... learner.mail$' units.profile
cat >data/profiles/units.profile <<'END'
profile units@1
title Our academy, as JSON
target training
source the administrator's guide of the academy
checked 2026-09-30
records export.units[]
require learner.mail
require unit
field email learner.mail
field course unit
field completed passed on
field seconds effort.min [min]
END
assay check academy.json --data data >out
grep -q 'its records (at export.units\[\]) are those of profile units@1' out
grep -q '^account: 1 read = 1 imported' out
