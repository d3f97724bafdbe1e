#!/bin/sh
# An export killed at points drawn by a seed: the folder is whole or not there, and
# the next run leaves its bytes and nothing else.
set -eu
. tests/e2e/faults/small.sh
cd "$tmp/org"
mkdir "$tmp/x"
export_to() { # FOLDER
	"$ASSAY" export "$tmp/$1" --db "$tmp/m.db" >/dev/null 2>&1
}
"$ASSAY" import --db "$tmp/m.db" >/dev/null 2>&1
FAULT_COUNT=$tmp/count LD_PRELOAD=$FAULT export_to good
read -r changes rest <"$tmp/count"
# what another folder's run is writing, and what was never ours
mkdir "$tmp/x/.assay-export-other-abcdef" "$tmp/x/.out.backup"
mkdir "$tmp/kept"
touch "$tmp/kept/file"
others=$(ls -A "$tmp/x")
killed=0
rests=0
for point in $(points 12 "$changes") $(seq $((changes - 2)) "$changes"); do
	status=0
	FAULT_KILL=$point LD_PRELOAD=$FAULT export_to x/out || status=$?
	[ $status = 0 ] || killed=$((killed + 1))
	[ ! -e "$tmp/x/out" ] || diff -r "$tmp/good" "$tmp/x/out" ||
	    fail "killed at $point: not whole"
	[ "$others" = "$(ls -A "$tmp/x" | grep -vx out)" ] || rests=$((rests + 1))
	rm -rf "$tmp/x/out"
	ln -s ../kept "$tmp/x/.assay-export-out-abcdef"
	export_to x/out
	diff -r "$tmp/good" "$tmp/x/out" || fail "killed at $point"
	[ "$others" = "$(ls -A "$tmp/x" | grep -vx out)" ] ||
	    fail "killed at $point: a rest: $(ls -A "$tmp/x")"
	rm -rf "$tmp/x/out"
done
[ -e "$tmp/kept/file" ] || fail 'a link was followed'
[ $killed -ge 14 ] || fail "only $killed of 15 were killed"
[ $rests -gt 5 ] || fail "only $rests left something to take away"
echo "killed $killed times at $changes changes"
