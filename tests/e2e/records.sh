#!/bin/sh
# Whoever counts the records of a measure gets its figure: of the sample each
# count and share, as a whole and by each of its keys that is a column.
set -eu
command -v python3 >/dev/null || { echo "python3 is not there"; exit 77; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
measures=$PWD/analysis/measures
compare=$PWD/tests/e2e/records.py
sh samples/acme/build.sh "$work/acme"
cd "$work"
"$ASSAY" import -c acme/assay.yaml --db acme.db >log 2>&1 ||
    { cat log; exit 1; }
python3 "$compare" "$ASSAY" acme.db "$measures"
