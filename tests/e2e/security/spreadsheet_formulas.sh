#!/bin/sh
# Names that a spreadsheet would run, in every table that people open in one: the
# files of a report and of a bag, the answers of commands as CSV, rejected rows.
# No cell begins as a formula does, unless it is a number.
set -eu
. tests/e2e/faults/small.sh
mkdir "$tmp/names"
python3 tests/e2e/security/hostile.py "$tmp/names"
cd "$tmp/names"
printf 'employee_id,name,email,team,from\n=1+1,@SUM(1),-2+3,+4+4,never\n' >bad.csv
run check bad.csv --rejects "$tmp/rejects.csv"
[ -s "$tmp/rejects.csv" ] || fail "no rejects: $(cat "$tmp/err")"
run report --as-of 2026-10-01 -o "$tmp/report" --bag
[ $status = 0 ] || fail "$(cat "$tmp/err")"
mkdir "$tmp/answers"
answer() { # NAME ARGUMENT...
	name=$1
	shift
	run "$@" --format csv --as-of 2026-10-01
	[ -s "$tmp/out" ] || fail "assay $*: $(cat "$tmp/err")"
	cp "$tmp/out" "$tmp/answers/$name.csv"
}
answer all query --all --restricted
answer teams query ai.commit_share --by team --restricted
answer tools query ai.tools_inventory --records
answer trace trace --tool aider
run people --restricted --format csv
cp "$tmp/out" "$tmp/answers/people.csv"
python3 - "$tmp/rejects.csv" "$tmp/report" "$tmp/answers" <<'PY'
import csv
import re
import sys
from pathlib import Path

NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*(e[-+]?[0-9]+)?%?$", re.I)
csv.field_size_limit(1 << 24)
files = cells = disarmed = bad = 0
for place in map(Path, sys.argv[1:]):
    for path in [place] if place.is_file() else sorted(place.rglob("*.csv")):
        files += 1
        with open(path, newline="", encoding="utf-8-sig") as file:
            for row in csv.reader(file):
                for cell in row:
                    cells += 1
                    disarmed += cell[:2] in ("'=", "'+", "'-", "'@")
                    if cell[:1] in tuple("=+-@\t\r") + ("\uff1d", "\uff0b",
                            "\uff0d", "\uff20") and cell and not (
                            NUMBER.match(cell) or cell == "-"):
                        bad += 1
                        print(f"{path}: {cell[:60]!r}")
print(files, "files", cells, "cells", disarmed, "disarmed")
sys.exit(bad > 0 or files < 30 or disarmed < 10)
PY
