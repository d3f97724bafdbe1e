#!/bin/sh
# What two bags tell otherwise: as their reports do, and the same as two periods of
# the model that they were made from; a bag that does not hold tells nothing.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
sh samples/acme/build.sh "$tmp/acme"
for period in 2026-Q2 2026-Q3; do
	"$ASSAY" report -c "$tmp/acme/assay.yaml" --db "$tmp/assay.db" \
	    --period $period -o "$tmp/$period" --bag >/dev/null 2>&1
done
from=$(ls -d "$tmp"/2026-Q2/evidence-*[0-9a-f])
to=$(ls -d "$tmp"/2026-Q3/evidence-*[0-9a-f])

"$ASSAY" diff "$from" "$to.tar" >"$tmp/text"
"$ASSAY" diff --db "$tmp/assay.db" 2026-Q2 2026-Q3 >"$tmp/periods"
sed 1d "$tmp/text" >"$tmp/text.rest"
sed 1d "$tmp/periods" | diff "$tmp/text.rest" -
"$ASSAY" diff "$from" "$to" --format json >"$tmp/json"
python3 tests/e2e/diff.py "$tmp/json" "$from" "$to"

# nothing differs from itself
"$ASSAY" diff "$to" "$to" >"$tmp/same"
grep -q '^  found: 0$' "$tmp/same"
if grep -q 'higher\|lower' "$tmp/same"; then
	echo 'diff.sh: a bag differs from itself' >&2
	exit 1
fi

# another definition and other scanners are not compared
changed() { # FILE PATTERN: a bag made anew with that changed, and no seal
	rm -rf "$tmp/evidence-changed"
	cp -r "$to" "$tmp/evidence-changed"
	(
		cd "$tmp/evidence-changed"
		sed -i "$2" "data/$1"
		python3 - <<'END'
import hashlib, os
def digest(p):
    return hashlib.sha256(open(p, "rb").read()).hexdigest()
def manifest(name, paths):
    with open(name, "w") as file:
        for p in sorted(paths, key=str.encode):
            file.write(f"{digest(p)}  {p}\n")
data = [os.path.join(t, n) for t, _, ns in os.walk("data") for n in ns]
info = open("bag-info.txt").read().splitlines()
size = sum(os.path.getsize(p) for p in data)
info = [f"Payload-Oxum: {size}.{len(data)}" if l.startswith("Payload-Oxum")
        else l for l in info]
open("bag-info.txt", "w").write("\n".join(info) + "\n")
manifest("manifest-sha256.txt", data)
manifest("tagmanifest-sha256.txt", ["VERIFY.txt", "bag-info.txt", "bagit.txt",
                                    "manifest-sha256.txt"])
END
	)
	id=$(sha256sum "$tmp/evidence-changed/tagmanifest-sha256.txt" | cut -c1-8)
	rm -rf "$tmp/evidence-$id"
	mv "$tmp/evidence-changed" "$tmp/evidence-$id"
	echo "$tmp/evidence-$id"
}
other=$(changed method/measures.csv '/^training.current,/s/[0-9a-f]\{64\}/0/')
"$ASSAY" diff "$from" "$other" >"$tmp/out"
grep -q 'course in date: .*; .*: not comparable, its definition is another$' \
    "$tmp/out"
other=$(changed method/scanners.csv 's/^CodeQL,/Another,/')
"$ASSAY" diff "$from" "$other" >"$tmp/out"
grep -q 'like for like: .*; .*: not comparable, other scanners looked$' \
    "$tmp/out"

# a printed number that no longer follows from its table is found, although every
# digest is right
table=$(basename "$to"/data/tables/T-26-*)
other=$(changed "tables/$table" '2s/0\.[0-9]*,/0.5,/')
status=0
"$ASSAY" verify "$other" >"$tmp/out" 2>/dev/null || status=$?
[ $status = 1 ]
grep -q "^FAIL number data/tables/$table: " "$tmp/out"

echo x >>"$to/data/log/inputs.csv"
status=0
"$ASSAY" diff "$from" "$to" >/dev/null 2>"$tmp/err" || status=$?
[ $status = 3 ]
grep -q 'assay verify' "$tmp/err"
