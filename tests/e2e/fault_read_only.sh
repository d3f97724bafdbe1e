#!/bin/sh
# What cannot be written to is told with its path and how to go on; a folder of
# reports stays as it was.
set -eu
. tests/e2e/faults/small.sh
give_user "$tmp/org"
cd "$tmp/org"
mkdir "$tmp/out" "$tmp/closed"
give_user "$tmp/out"
user_run() {
	status=0
	as_user "$ASSAY" "$@" >"$tmp/log" 2>"$tmp/err" || status=$?
}
user_run report -o "$tmp/out/a" --edition summary
[ $status = 0 ] || fail "$(cat "$tmp/err")"
cp -R "$tmp/out/a" "$tmp/before"

# the folder of the report
chmod 555 "$tmp/out/a" "$tmp/out/a/tables" "$tmp/closed"
user_run report -o "$tmp/out/a" --edition summary --as-of 2026-11-01
says 4 "cannot write .*out/a.*Permission denied"
diff -r "$tmp/before" "$tmp/out/a"
user_run report -o "$tmp/closed/a" --edition summary
says 4 "cannot make folder $tmp/closed/a: Permission denied"
user_run report -o people.csv --edition summary
says 4 "people.csv"

# the model, its folder
user_run import --db "$tmp/closed/m.db"
says 4 "cannot open $tmp/closed/m.db: Permission denied"
says 4 'fix: .*--db'
chmod 444 assay.db
user_run report -o "$tmp/out/b" --edition summary
says 4 'cannot open assay.db: Permission denied'
chmod 600 assay.db

# the cache alone is nothing that a report needs
chmod 000 assay.db.cache
user_run import
[ $status = 0 ] || fail "$(cat "$tmp/err")"
chmod 755 assay.db.cache

# open again, it is as if nothing had been
chmod 755 "$tmp/out/a" "$tmp/out/a/tables"
user_run report -o "$tmp/out/a" --edition summary
diff -r "$tmp/before" "$tmp/out/a"
