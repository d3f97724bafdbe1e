#!/bin/sh
# Models that somebody else made, to be merged: what they would run, other schemas,
# texts and numbers that no importer stores, rows that refer to nothing, damaged
# pages. Each is refused by its name, and the target and the model stay as they were;
# one whose derived part is another is taken, for its facts.
set -eu
command -v sqlite3 >/dev/null 2>&1 || {
	echo 'sqlite3 is not installed'
	exit 77
}
. tests/e2e/faults/small.sh
cd "$tmp/org"
run import shop bank scan.sarif --db "$tmp/good.db"
run merge "$tmp/target.db" "$tmp/good.db"
[ $status = 0 ] || fail "$(cat "$tmp/err")"
cp "$tmp/target.db" "$tmp/before.db"
theirs() { # SQL: a model in which it was run
	rm -f "$tmp"/theirs.db*
	cp "$tmp/good.db" "$tmp/theirs.db"
	sqlite3 -cmd '.dbconfig defensive off' "$tmp/theirs.db" \
	    "PRAGMA foreign_keys = OFF; PRAGMA writable_schema = ON; $1" >/dev/null
}
refused() { # WORDS
	cp "$tmp/theirs.db" "$tmp/kept.db"
	run merge "$tmp/target.db" "$tmp/good.db" "$tmp/theirs.db"
	says 3 'theirs.db: error: expected a model as assay makes it, found '
	says 3 "$1"
	cmp "$tmp/before.db" "$tmp/target.db" || fail "the target is another: $1"
	cmp "$tmp/kept.db" "$tmp/theirs.db" || fail "the model is another: $1"
}
theirs 'CREATE TRIGGER evil AFTER INSERT ON alias BEGIN DELETE FROM source; END'
refused 'the trigger evil'
theirs 'DROP TABLE mailmap; CREATE VIEW mailmap AS WITH RECURSIVE n (i) AS
    (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, 1 AS source_id FROM n'
refused 'another table mailmap'
theirs 'CREATE VIRTUAL TABLE words USING fts5(text)'
refused 'the table words'
theirs 'ALTER TABLE alias ADD COLUMN more TEXT'
refused 'another table alias'
theirs 'DROP INDEX reject_source; CREATE INDEX reject_source ON reject (hex(zeroblob(1000)))'
refused 'another index reject_source'
theirs "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema
    WHERE name = 'alias') WHERE name = 'result'"
refused 'in table result'
theirs "INSERT INTO alias (name, email, login) VALUES (CAST(x'ff41' AS TEXT), '', '')"
refused 'a text that is no UTF-8 as name in table alias'
theirs "INSERT INTO alias (name, email, login) VALUES ('a' || char(0) || 'b', '', '')"
refused 'a text that is no UTF-8 as name in table alias'
theirs "INSERT INTO alias (name, email, login) VALUES (CAST(zeroblob(20000000) AS TEXT), '', '')"
refused 'too big in table alias'
theirs 'UPDATE "commit" SET commit_time = 9223372036854775807'
refused 'a number that is none of commit_time in table commit'
theirs 'UPDATE result SET line = -5'
refused 'a number that is none of line in table result'
theirs 'UPDATE "commit" SET author_alias_id = 123456'
refused 'NOT NULL constraint failed: commit.author_alias_id'

# what is not taken may be anything
theirs "DROP VIEW IF EXISTS line_run; CREATE VIEW line_run AS SELECT 1 AS x;
    DELETE FROM finding; CREATE TABLE theirs (x)"
run merge "$tmp/x.db" "$tmp/theirs.db"
[ $status = 0 ] || fail "$(cat "$tmp/err")"
sqlite3 "$tmp/x.db" 'SELECT count(*) FROM finding' | grep -q '^1$'
! sqlite3 "$tmp/x.db" .tables | grep -q theirs || fail 'their table was taken'

# the name of a model is a path, whatever it looks like
cp "$tmp/good.db" "file:x.db?mode=memory"
run merge "$tmp/y.db" "file:x.db?mode=memory"
[ $status = 0 ] || fail "$(cat "$tmp/err")"
[ ! -e x.db ] || fail 'a path was taken as a URI'
