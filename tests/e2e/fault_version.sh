#!/bin/sh
# A model that another version wrote: a newer one is refused, untouched, with
# what to do; an older one is set aside and made anew from its sources, or
# refused where nothing says what those are. A lost one is made anew. Reports
# are the same, byte for byte.
set -eu
. tests/e2e/faults/small.sh
cd "$tmp/org"
version() { # FILE [NUMBER]
	python3 -c 'import sqlite3, sys
model = sqlite3.connect(sys.argv[1])
if len(sys.argv) > 2:
    model.execute("PRAGMA user_version = " + sys.argv[2])
print(model.execute("PRAGMA user_version").fetchone()[0])' "$@"
}
run report -o "$tmp/good" --edition summary
now=$(version assay.db)

version assay.db $((now + 1)) >/dev/null
cp assay.db "$tmp/newer.db"
run report -o "$tmp/x" --edition summary
says 3 "a model of schema $now, found schema $((now + 1)), of a newer version"
says 3 'fix: use the version of assay that wrote it'
cmp assay.db "$tmp/newer.db"

version assay.db $((now - 1)) >/dev/null
cp assay.db "$tmp/older.db"
run report -o "$tmp/x" --edition summary
says 0 "assay.db.schema-$((now - 1))"
diff -r "$tmp/good" "$tmp/x"
[ "$(version assay.db)" = "$now" ]
cmp "assay.db.schema-$((now - 1))" "$tmp/older.db"
(cd / && "$ASSAY" query ai.commit_share --db "$tmp/older.db") \
    >"$tmp/out" 2>"$tmp/err" && fail 'an older model was read'
grep -q "a model of schema $now, found schema $((now - 1)), of an older version" \
    "$tmp/err"

# lost, with its cache or without
for lost in "assay.db assay.db.cache" assay.db assay.db.cache; do
	# shellcheck disable=SC2086
	rm -rf $lost "$tmp/x"
	run report -o "$tmp/x" --edition summary
	diff -r "$tmp/good" "$tmp/x" || fail "without $lost"
done

# the same facts, joined by another version: a question joins them anew
(cd / && "$ASSAY" query ai.commit_share --db "$tmp/org/assay.db" >"$tmp/asked")
python3 -c 'import sqlite3, sys
model = sqlite3.connect(sys.argv[1])
model.executescript("UPDATE derivation SET digest = 0;"
    "DROP VIEW line_fact; DROP TABLE finding;")' assay.db
(cd / && "$ASSAY" query ai.commit_share --db "$tmp/org/assay.db" >"$tmp/out") ||
    fail 'a model that another version joined cannot be asked'
cmp "$tmp/asked" "$tmp/out"
run report -o "$tmp/x" --edition summary
diff -r "$tmp/good" "$tmp/x"
