#!/bin/sh
# Import killed at sixty points, at a write, rename or sync drawn by a seed, half of
# them of a new model, half of one whose sources have grown: the store stays whole,
# and the next run holds what an undisturbed one does.
set -eu
. tests/e2e/faults/small.sh
cd "$tmp/org"
import() {
	"$ASSAY" import --db "$tmp/$1/m.db" >/dev/null 2>&1
}
is_whole() { # DATABASE: as SQLite finds it
	python3 -c 'import sqlite3, sys
found = sqlite3.connect(sys.argv[1]).execute("PRAGMA integrity_check").fetchone()
sys.exit(found != ("ok",))' "$1"
}
killed=0
kill_import() { # FOLDER CHANGES: what a run begins with, how many it makes at least
	FAULT_COUNT=$tmp/count LD_PRELOAD=$FAULT import good
	read -r changes rest <"$tmp/count"
	[ "$changes" -gt "$2" ] || fail "only $changes changes"
	dump "$tmp/good/m.db" >"$tmp/good.sql"
	for point in $(points 30 "$changes"); do
		rm -rf "$tmp/x"
		cp -R "$1" "$tmp/x"
		status=0
		FAULT_KILL=$point LD_PRELOAD=$FAULT import x || status=$?
		[ $status = 0 ] || killed=$((killed + 1))
		is_whole "$tmp/x/m.db" || fail "killed at $point, it is damaged"
		import x || fail "the run after one killed at $point failed"
		dump "$tmp/x/m.db" >"$tmp/x.sql"
		cmp "$tmp/good.sql" "$tmp/x.sql" ||
		    fail "killed at $point, the next run holds something else"
		[ -z "$(ls -A "$tmp/x" "$tmp/x/m.db.cache" | grep '^\.assay-')" ] ||
		    fail "killed at $point, something was left behind"
	done
	echo "$changes changes"
}
mkdir "$tmp/none" "$tmp/good"
kill_import "$tmp/none" 500
cp -R "$tmp/good" "$tmp/yesterday"
at 2026-09-20
commit shop news.c 30 "$mark"
git -C bank rm -q bank.py
git -C bank commit -qm 'Remove bank.py'
printf '3,Cy,cy@example.com,Shop,2026-09-01\n' >>people.csv
kill_import "$tmp/yesterday" 200
# threads write in another order now and then, so a late point may not come
[ $killed -ge 57 ] || fail "only $killed of 60 were killed"
