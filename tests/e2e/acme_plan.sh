#!/bin/sh
# The sample is what its plan makes, byte for byte, and TRUTH.md what follows
# from the plan alone. For those who change it; needs python3.
set -eu
command -v python3 >/dev/null || { echo "no python3"; exit 77; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
acme=samples/acme
python3 -B $acme/maintain/make-sample.py "$work" >"$work/said"
diff -r "$work/inputs" $acme/inputs
for name in storefront ledger gateway; do
	cmp "$work/repositories/$name.fi" $acme/repositories/$name.fi
done
sed 's/.* //' "$work/said" | while read -r id; do
	grep -q "$id" $acme/assay.yaml || { echo "assay.yaml lacks $id"; exit 1; }
done
python3 -B $acme/maintain/truth.py "$work/plan.json" >"$work/truth"
grep -E '^[a-z]+\.[a-z_]+  ' $acme/TRUTH.md | diff "$work/truth" -
