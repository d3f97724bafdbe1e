#!/bin/sh
# Import killed at sixty points, at a write, rename or sync drawn by a seed:
# the store stays whole, and the next run holds what an undisturbed one does.
set -eu
. tests/e2e/faults/small.sh
cd "$tmp/org"
import() {
	"$ASSAY" import --db "$tmp/$1/m.db" >/dev/null 2>&1
}
mkdir "$tmp/good"
FAULT_COUNT=$tmp/count LD_PRELOAD=$FAULT import good
read -r changes rest <"$tmp/count"
[ "$changes" -gt 500 ]
dump "$tmp/good/m.db" >"$tmp/good.sql"
killed=0
for point in $(points 60 "$changes"); do
	rm -rf "$tmp/x"
	mkdir "$tmp/x"
	status=0
	FAULT_KILL=$point LD_PRELOAD=$FAULT import x || status=$?
	[ $status = 0 ] || killed=$((killed + 1))
	import x || fail "the run after one killed at $point failed"
	dump "$tmp/x/m.db" >"$tmp/x.sql"
	cmp "$tmp/good.sql" "$tmp/x.sql" ||
	    fail "killed at $point, the next run holds something else"
	[ -z "$(ls -A "$tmp/x" "$tmp/x/m.db.cache" | grep '^\.assay-')" ] ||
	    fail "killed at $point, something was left behind"
done
# threads write in another order now and then, so a late point may not come
[ $killed -ge 57 ] || fail "only $killed of 60 were killed"
echo "killed $killed times at $changes changes"
