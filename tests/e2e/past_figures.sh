#!/bin/sh
# Figures of a past quarter are those that were told at its end: the sample is
# imported once with the scans of all quarters, and once without those that came
# later. Each measure of findings must give the same figure for the quarter, and
# the same records but for what became of them since.
set -eu
command -v python3 >/dev/null || { echo "python3 is not there"; exit 77; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
measures=$PWD/analysis/measures
compare=$PWD/tests/e2e/past_figures.py
sh samples/acme/build.sh "$work/acme"
cd "$work"
load() { # DATABASE
	"$ASSAY" import -c acme/assay.yaml --db "$1" >log 2>&1 ||
	    { cat log; exit 1; }
}
ask() { # DATABASE FOLDER
	mkdir "$2"
	for file in "$measures"/finding/*.sql "$measures"/secrets/*.sql \
	    "$measures"/incident/incident.escape.sql; do
		id=$(basename "$file" .sql)
		"$ASSAY" query "$id" --db "$1" --period 2026-Q1 --format json \
		    --as-of 2026-10-10 >"$2/$id.json"
		"$ASSAY" query "$id" --db "$1" --period 2026-Q1 --records \
		    --format csv --as-of 2026-10-10 >"$2/$id.csv"
	done
}
load now.db
rm -r acme/inputs/scans/2026-Q2 acme/inputs/scans/2026-Q3 \
    acme/inputs/scans/ledger-semgrep-2026-09.sarif
sed '/ledger-semgrep-2026-09/,/time:/d' acme/assay.yaml >acme/less.yaml
mv acme/less.yaml acme/assay.yaml
load then.db
ask now.db now
ask then.db then
# the sample has findings that are another thing today
changed=$(sqlite3 now.db "SELECT count(*) FROM finding_span WHERE to_time > 0")
[ "$changed" -gt 0 ] || { echo "no finding changed"; exit 1; }
python3 "$compare" then now
