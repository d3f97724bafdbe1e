#!/bin/sh
# A bag killed at points drawn by a seed, in a folder that has the same bag and
# another: each bag there is whole or not there, and the next run leaves both,
# byte for byte, and nothing else.
set -eu
. tests/e2e/faults/small.sh
cd "$tmp/org"
report() { # FOLDER DAY
	"$ASSAY" report --db "$tmp/m.db" -o "$tmp/$1" --as-of "$2" --edition summary \
	    --bag >/dev/null 2>&1
}
"$ASSAY" import --db "$tmp/m.db" >/dev/null 2>&1
report good 2026-10-01
FAULT_COUNT=$tmp/count LD_PRELOAD=$FAULT report good 2026-11-01
[ "$(ls -d "$tmp"/good/evidence-*.tar | wc -l)" = 2 ] || fail 'no two bags'
read -r changes rest <"$tmp/count"
killed=0
# half of them at the end, where folders change places
for point in $(points 8 "$changes") $(seq $((changes - 8)) "$changes"); do
	rm -rf "$tmp/x"
	cp -R "$tmp/good" "$tmp/x"
	status=0
	FAULT_KILL=$point LD_PRELOAD=$FAULT report x 2026-11-01 || status=$?
	[ $status = 0 ] || killed=$((killed + 1))
	for bag in "$tmp"/x/evidence-*; do
		"$ASSAY" verify "$bag" >/dev/null ||
		    fail "killed at $point: $bag is not whole"
	done
	report x 2026-11-01
	diff -r "$tmp/good" "$tmp/x" || fail "killed at $point"
	[ -z "$(find "$tmp/x" -name '.*')" ] || fail "killed at $point: a rest"
done
[ $killed -ge 14 ] || fail "only $killed of 17 were killed"
# a link of that name is followed nowhere
mkdir "$tmp/other"
touch "$tmp/other/kept"
ln -s ../other "$tmp/x/.assay-bag-abcdef"
report x 2026-11-01
[ -e "$tmp/other/kept" ] || fail 'a link was followed'
echo "killed $killed times at $changes changes"
