#!/bin/sh
# A report killed at forty points: each file in the folder is the old or the
# new one, whole, and the next run leaves the bytes of an undisturbed one and
# nothing else. Points are drawn by a seed, most of them while files are written.
set -eu
. tests/e2e/faults/small.sh
cd "$tmp/org"
report() { # FOLDER DAY
	"$ASSAY" report --db "$tmp/m.db" -o "$tmp/$1" --as-of "$2" --edition summary \
	    >/dev/null 2>&1
}
"$ASSAY" import --db "$tmp/m.db" >/dev/null 2>&1
report old 2026-10-01
FAULT_COUNT=$tmp/count LD_PRELOAD=$FAULT report new 2026-11-01
read -r changes rest <"$tmp/count"
killed=0
whole() {
	find "$tmp/x" -type f ! -name '.assay-*' | while read -r file; do
		name=${file#"$tmp/x/"}
		cmp -s "$file" "$tmp/old/$name" ||
		    cmp -s "$file" "$tmp/new/$name" || echo "$name"
	done
}
for point in $(points 40 "$changes"); do
	rm -rf "$tmp/x"
	cp -R "$tmp/old" "$tmp/x"
	status=0
	FAULT_KILL=$point LD_PRELOAD=$FAULT report x 2026-11-01 || status=$?
	[ $status = 0 ] || killed=$((killed + 1))
	[ -z "$(whole)" ] || fail "killed at $point: $(whole)"
	report x 2026-11-01
	diff -r "$tmp/new" "$tmp/x" || fail "killed at $point"
done
[ $killed -ge 37 ] || fail "only $killed of 40 were killed"
echo "killed $killed times at $changes changes"
