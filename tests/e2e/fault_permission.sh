#!/bin/sh
# One of many sources may not be read, by one process or by several: it is told
# with its path, the others are done, what was known of a repository stays, and
# the next run that may read it has all.
set -eu
. tests/e2e/faults/small.sh
cd "$tmp/org"
mkdir fleet
for day in 1 2 3 4 5; do
	git clone -q bank "fleet/r$day"
	at "2026-09-0$day"
	commit "fleet/r$day" own.c "$day"
done
mkdir -p scans/old
cp scan.sarif scans
sed 's|path: scan.sarif|path: scans/**/*.sarif|' assay.yaml >deep.yaml
sed 's|path: scan.sarif|path: scans/*.sarif|' assay.yaml >flat.yaml
give_user "$tmp/org"
user_run() {
	status=0
	as_user "$ASSAY" "$@" >"$tmp/log" 2>"$tmp/err" || status=$?
}
mkdir "$tmp/out"
give_user "$tmp/out"
user_run report -o "$tmp/out/good" --edition summary
[ $status = 0 ] || fail "$(cat "$tmp/err")"
sources() {
	as_user "$ASSAY" query evidence.sources --db "$1" --format csv 2>/dev/null
}
for closed in shop shop/.git/objects shop/.git/refs shop/.git/HEAD; do
	mode=$(stat -c %a "$closed")
	chmod 000 "$closed"
	rm -f "$tmp/out/new.db"
	user_run import --db "$tmp/out/new.db"
	says 3 'importing shop'
	grep -q 'cannot be read\|Permission denied' "$tmp/err" ||
	    fail "$(cat "$tmp/err")"
	sources "$tmp/out/new.db" | grep -q '^bank,git,.*,3,3,0,0,0' ||
	    fail "without $closed: $(cat "$tmp/err")"
	sources "$tmp/out/new.db" | grep -q '^people.csv,table,.*,2,2,0,0,0'
	# what was read before stays, and is said to be old
	user_run import
	says 3 'shop: warning: it could not be read: what is told of it is what'
	sources assay.db | grep -q '^shop,git,.*,3,3,0,0,0'
	chmod "$mode" "$closed"
done
for closed in scan.sarif people.csv; do
	chmod 000 "$closed"
	rm -f "$tmp/out/file.db"
	user_run import --db "$tmp/out/file.db"
	chmod 644 "$closed"
	says 3 "$closed.*Permission denied"
	sources "$tmp/out/file.db" | grep -q "^$closed,none,.*,1,0,0,1,0"
	[ "$(sources "$tmp/out/file.db" | grep -c ',git,.*,3,3,0,0,0')" = 2 ] ||
	    fail "without $closed: $(sources "$tmp/out/file.db")"
done
# what a closed folder on the way of a glob holds nobody knows
chmod 000 scans/old
user_run import -c deep.yaml --db "$tmp/out/deep.db"
says 3 'cannot read .*scans/old: Permission denied'
says 3 'fix: check its permissions'
user_run import -c flat.yaml --db "$tmp/out/flat.db"
[ $status = 0 ] || fail "$(cat "$tmp/err")"
chmod 755 scans/old
user_run report -o "$tmp/out/again" --edition summary
[ $status = 0 ] || fail "$(cat "$tmp/err")"
diff -r "$tmp/out/good" "$tmp/out/again"

# five named by one glob, a process each
sed -i 's|path: bank|path: fleet/*|' assay.yaml
fleet() { # DATABASE JOBS
	user_run import --db "$1" --jobs "$2"
}
fleet "$tmp/out/whole.db" 1
[ $status = 0 ] || fail "$(cat "$tmp/err")"
sources "$tmp/out/whole.db" >"$tmp/whole"
for closed in fleet/r3 fleet/r3/.git fleet/r3/.git/objects fleet/r3/.git/refs \
    fleet/r3/.git/HEAD fleet/r3/.git/packed-refs; do
	mode=$(stat -c %a "$closed")
	chmod 000 "$closed"
	rm -f "$tmp/out/fleet.db"
	fleet "$tmp/out/fleet.db" 3
	says 3 "$closed.*cannot be read"
	says 3 'importing fleet/r3'
	sources "$tmp/out/fleet.db" >"$tmp/part"
	grep -v '^fleet/r3' "$tmp/part" >"$tmp/others"
	grep -v '^fleet/r3' "$tmp/whole" | diff - "$tmp/others" ||
	    fail "without $closed"
	grep -q '^fleet/r3,none,0,,1,0,0,1,0' "$tmp/part" || fail "$(cat "$tmp/part")"
	chmod "$mode" "$closed"
	[ -z "$(find "$tmp/out" -name '*.part-*')" ] || fail 'a part was left'
	fleet "$tmp/out/fleet.db" 3
	[ $status = 0 ] || fail "$(cat "$tmp/err")"
	sources "$tmp/out/fleet.db" | diff "$tmp/whole" - || fail "after $closed"
done
