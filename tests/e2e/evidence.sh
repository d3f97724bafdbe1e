#!/bin/sh
# What is in an evidence bag: the sample organisation, a repository without
# anything else, inputs whose names are markup and worse, a scan alone, and the
# edition with people. OSCAL, CycloneDX and in-toto are valid against their
# schemas (tests/schemas), control totals add up, every printed number is traced,
# and nobody's name, login or folder is told.
set -eu
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

bag() { # NAME ARGUMENT...: makes a report with a bag below $work/NAME
	name=$1
	shift
	"$ASSAY" report "$@" --bag -o "$work/$name" >"$work/log" 2>&1 ||
	    { cat "$work/log"; exit 1; }
	for folder in "$work/$name"/evidence-*/; do
		mv "$folder" "$work/$name/bag"
	done
}

sh samples/acme/build.sh "$work/home/acme" >/dev/null
bag acme -c "$work/home/acme/assay.yaml"
sed '1d' "$work/home/acme/inputs/directory.csv" | tr -d '\r' |
    awk -F, '{ print $2; print $5; print $6 }' >"$work/people"
set -- "$work" /home/ /tmp/ "$(uname -n)"
while read -r word; do
	set -- "$@" "$word"
done <"$work/people"
python3 tests/e2e/evidence.py "$work/acme/bag" "$work/acme/report.txt" "$@"
bag restricted -c "$work/home/acme/assay.yaml" --restricted
python3 tests/e2e/evidence.py "$work/restricted/bag" \
    "$work/restricted/report.txt" "$@"

# the folder above that of the configuration is nobody's business
mkdir "$work/home/else"
cp "$work/home/acme/inputs/jira.csv" "$work/home/else"
printf 'version: 1\nrepositories:\n  - path: ../acme/repositories/ledger.git
inputs:\n  - path: ../acme/inputs/jira.csv\n  - path: %s\n' \
    "$work/home/acme/inputs/training-lms.csv" >"$work/home/else/assay.yaml"
printf 'privacy:\n  key: key\ncontrols:\n  not_applicable:\n    - list: HIPAA
      who: Head of security\n      why: No data of patients\n' \
    >>"$work/home/else/assay.yaml"
printf '%064d\n' 7 >"$work/home/else/key"
chmod 600 "$work/home/else/key"
bag else -c "$work/home/else/assay.yaml"
python3 tests/e2e/evidence.py "$work/else/bag" "$work/else/report.txt" \
    "$work" ../acme acme/inputs "$(cat "$work/home/else/key")"
# with a key commits have names that the organisation alone can look up
grep -q '^commit-[0-9a-f]\{12\},' \
    "$work/else/bag/data/trace/records/ai.commit-share.csv"

sh tests/git/markup.sh "$work/<b>evil<script>"
bag evil "$work/<b>evil<script>" --as-of 2026-10-01
mkdir "$work/names"
python3 tests/e2e/security/hostile.py "$work/names"
bag hostile -c "$work/names/assay.yaml" --as-of 2026-10-01
bag scan "$work"/home/acme/inputs/scans/2026-Q3/*.sarif --as-of 2026-10-01
for name in evil hostile scan; do
	python3 tests/e2e/evidence.py "$work/$name/bag" \
	    "$work/$name/report.txt" "$work"
done
if [ -n "$(find "$work/restricted/bag" -type f -perm /077)" ]; then
	echo "others may read files of the restricted bag"
	exit 1
fi
grep -q 'expected a date' "$work/restricted/bag/data/population/rejects.csv"

# the same inputs in another folder, zone and language give the same bytes
mkdir "$work/again"
cp -r "$work/home/acme" "$work/again/acme"
TZ=Pacific/Auckland LC_ALL=C HOME=/nonexistent bag second \
    -c "$work/again/acme/assay.yaml"
diff -r "$work/acme/bag" "$work/second/bag"

. tests/npm.sh
npm_packages schemas
node "$BUILD/schemas/validate.mjs" tests/schemas "$work/acme/bag" \
    "$work/else/bag" "$work/evil/bag" "$work/hostile/bag" "$work/scan/bag" \
    "$work/restricted/bag"
