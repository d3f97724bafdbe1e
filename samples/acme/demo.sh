#!/bin/sh
# Builds the sample organisation below BUILD, audits it, and says where the
# reports lie. The program is $ASSAY, else BUILD/assay.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
build=${1:?usage: demo.sh BUILD}
assay=${ASSAY:-$build/assay}
acme=$build/acme

# made from nothing each time: another version of the program may have left one
rm -f "$acme/assay.db"
sh "$here/build.sh" "$acme"
"$assay" report -c "$acme/assay.yaml" -o "$acme/report"

echo
echo "The report of Acme Payments for the third quarter of 2026:"
for name in report.html report.pdf; do
	if [ -f "$acme/report/$name" ]; then
		echo "  $acme/report/$name"
	fi
done
echo "What is true of it is written in samples/acme/TRUTH.md."
