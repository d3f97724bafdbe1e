#!/bin/sh
# One of many sources may not be read: it is told with its path, the others are
# done, what was known of it stays, and the next run that may read it has all.
set -eu
. tests/e2e/faults/small.sh
give_user "$tmp/org"
cd "$tmp/org"
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
	user_run import --db "$tmp/out/file.db"
	says 3 "$closed.*Permission denied"
	chmod 644 "$closed"
done
user_run report -o "$tmp/out/again" --edition summary
[ $status = 0 ] || fail "$(cat "$tmp/err")"
diff -r "$tmp/out/good" "$tmp/out/again"
