#!/bin/sh
# A source that is read anew, because other heads of it are asked for, while a clone
# has the same commits: its facts go, those that the clone shares come back, and the
# report is that of a model made at once. What goes with a source is found by index,
# or the time would be the product of two tables.
set -eu
. tests/e2e/faults/small.sh
cd "$tmp/org"
git clone -q --bare shop copy
for heads in HEAD HEAD~1; do
	cat >$heads.yaml <<-YAML
	version: 1
	repositories:
	  - path: shop
	    heads: $heads
	  - path: copy
	YAML
done
run import -c HEAD.yaml --db "$tmp/a.db"
run import -c HEAD~1.yaml --db "$tmp/a.db"
[ $status = 0 ] || fail "$(cat "$tmp/err")"
for model in a b; do
	run report -c HEAD~1.yaml --db "$tmp/$model.db" -o "$tmp/$model" --edition summary
	[ $status = 0 ] || fail "$(cat "$tmp/err")"
done
diff -r "$tmp/a" "$tmp/b"

# without the clone in the run, whose its lines are is not known, but not wrong
run import -c HEAD.yaml --db "$tmp/a.db"
printf 'version: 1\nrepositories:\n  - path: shop\n    heads: HEAD~2\n' >one.yaml
run import -c one.yaml --db "$tmp/a.db"
[ $status = 0 ] || fail "$(cat "$tmp/err")"
python3 - "$tmp/a.db" <<'END'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
wrong = db.execute("PRAGMA foreign_key_check").fetchall()
assert not wrong, wrong
keys, indices = {}, {}
for table, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
    quoted = f'"{table}"'
    keys[table] = [(row[2], row[3], row[6]) for row in
                   db.execute(f"PRAGMA foreign_key_list({quoted})")]
    columns = db.execute(f"PRAGMA table_info({quoted})").fetchall()
    indices[table] = {row[1] for row in columns if row[5] == 1}
    for index in db.execute(f"PRAGMA index_list({quoted})").fetchall():
        if not index[4]:
            indices[table].add(db.execute(
                f'PRAGMA index_info("{index[1]}")').fetchone()[2])
going = {"source"}
while True:
    more = {t for t in keys for to, _, on in keys[t] if to in going and on == "CASCADE"}
    if more <= going:
        break
    going |= more
assert len(going) > 50
few = {"source", "repository"}  # of which one goes at a time
missing = [(t, column) for t in keys for to, column, _ in keys[t]
           if to in going - few and column not in indices[t]]
assert not missing, missing
stay = [(t, column) for t in keys for to, column, on in keys[t]
        if to in going and on == "NO ACTION"]
assert not stay, stay
END
