#!/bin/sh
# assay export: every table of the model, twice the same bytes, whole or not at
# all. Without --restricted nobody's name, address or login is in it, nor a small
# team. PostgreSQL, started here, loads it and gives back the same files.
set -eu
tmp=$(mktemp -d) || exit 1
server=
lacks() { # COMMAND: that it fails
	if "$@"; then
		echo "expected to fail: $*"
		exit 1
	fi
}
cleanup() {
	[ -z "$server" ] || kill "$server" 2>/dev/null || :
	[ -z "$server" ] || wait "$server" 2>/dev/null || :
	rm -rf "$tmp"
}
trap cleanup EXIT
chmod 755 "$tmp"
sh samples/acme/build.sh "$tmp/acme"
set -- -c "$tmp/acme/assay.yaml" --db "$tmp/acme.db"
"$ASSAY" import "$@" >"$tmp/log" 2>&1 || { cat "$tmp/log"; exit 1; }
sqlite3 "$tmp/acme.db" "INSERT INTO tool (id, name) VALUES (9001, '=cmd()'),
    (9002, 'a \"b\" \\N, ''c''' || char(13, 10) || '\\. ' || char(27)),
    (9003, ''), (9004, '-1'), (9005, 'Zürich 木')"

"$ASSAY" export "$tmp/all" --restricted "$@" | grep -q 'all: [0-9]* tables, [0-9]* rows$'
mkdir "$tmp/again"
"$ASSAY" export "$tmp/again/" --restricted "$@" >/dev/null
diff -r "$tmp/all" "$tmp/again"
"$ASSAY" export "$tmp/public" "$@" >/dev/null
[ "$(stat -c %a "$tmp/all" "$tmp/all/person.csv" "$tmp/public" | tr '\n' ' ')" = \
    '700 600 755 ' ]

# ------------------------------------------------------ every table and row --
sqlite3 "$tmp/acme.db" "SELECT name FROM sqlite_schema WHERE type = 'table'
    AND name NOT LIKE 'sqlite%' AND name NOT GLOB 'filled_*' ORDER BY name" >"$tmp/tables"
(cd "$tmp/all" && ls -- *.csv | sed 's/\.csv$//' | LC_ALL=C sort) >"$tmp/files"
LC_ALL=C sort "$tmp/tables" | diff - "$tmp/files"
cat >"$tmp/rows.py" <<'END'
import csv, sqlite3, sys
folder, database = sys.argv[1:]
db = sqlite3.connect(database)
for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' "
                        "AND name NOT LIKE 'sqlite%' AND name NOT GLOB 'filled_*'"):
    with open(f"{folder}/{name}.csv", newline="") as file:
        count = sum(1 for _ in csv.reader(file)) - 1
    wanted = db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
    if count != wanted:
        sys.exit(f"{name}: {count} rows, {wanted} in the model")
END
python3 "$tmp/rows.py" "$tmp/all" "$tmp/acme.db"

# ----------------------------------------------------------------- nobody --
sqlite3 "$tmp/acme.db" "SELECT DISTINCT word FROM (
    SELECT a.name AS word, i.person_id FROM alias a
        JOIN identity i ON i.alias_id = a.id
    UNION ALL SELECT a.email, i.person_id FROM alias a
        JOIN identity i ON i.alias_id = a.id
    UNION ALL SELECT a.login, i.person_id FROM alias a
        JOIN identity i ON i.alias_id = a.id
    UNION ALL SELECT name, id FROM person
    UNION ALL SELECT email, id FROM person)
    JOIN person p ON p.id = person_id
    WHERE p.kind = 'human' AND length(word) > 3 AND word <> 'build'" >"$tmp/names"
[ "$(wc -l <"$tmp/names")" -gt 50 ]
grep -qF -f "$tmp/names" "$tmp/all/alias.csv"
if grep -rlwF -f "$tmp/names" "$tmp/public"; then
	echo "the export without --restricted names people"
	exit 1
fi
lacks grep -rE 'alias_id|person_id' "$tmp/public" --include='*.csv'
small=$(sqlite3 "$tmp/acme.db" 'SELECT name FROM team WHERE people < 5')
[ -n "$small" ]
lacks grep -F "$small" "$tmp/public/team.csv"
grep -qF "$small" "$tmp/all/team.csv"
small=$(sqlite3 "$tmp/acme.db" 'SELECT id FROM team WHERE people < 5')
python3 - "$tmp" "$small" <<'END'
import csv, glob, sys
tmp, small = sys.argv[1], set(sys.argv[2].split())
def teams(folder):
    found = set()
    for name in glob.glob(f"{tmp}/{folder}/*.csv"):
        for row in csv.DictReader(open(name, newline="")):
            found |= {row[k] for k in row if k.endswith("team_id")}
    return found
assert teams("all") & small and not teams("public") & small
END

# ------------------------------------------------------------ whole or none --
lacks "$ASSAY" export "$tmp/all" "$@" 2>"$tmp/log"
grep -q 'all is there already' "$tmp/log"
(trap '' XFSZ; ulimit -f 64; lacks "$ASSAY" export "$tmp/full" --restricted "$@" 2>"$tmp/log")
grep -q 'cannot write .*csv: File too large' "$tmp/log"
[ -z "$(find "$tmp" -maxdepth 1 -name 'full*')" ]

# -------------------------------------------------------------- PostgreSQL --
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1)
if [ ! -x "$bin/initdb" ] || ! command -v psql >/dev/null 2>&1; then
	echo "loading into PostgreSQL needs its server (Debian: postgresql)"
	exit 77
fi
# its server refuses to run for root
as=
if [ "$(id -u)" = 0 ]; then
	as='setpriv --reuid=nobody --regid=nogroup --clear-groups'
fi
mkdir -m 777 "$tmp/pg"
$as "$bin/initdb" -D "$tmp/pg/data" -U assay --locale=C -E UTF8 \
    --no-sync >"$tmp/log"
$as "$bin/postgres" -D "$tmp/pg/data" -k "$tmp/pg" -c listen_addresses= \
    -c fsync=off >"$tmp/server.log" 2>&1 &
server=$!
export PGHOST="$tmp/pg" PGUSER=assay PGDATABASE=postgres
i=0
until psql -qc 'SELECT 1' >/dev/null 2>&1; do
	i=$((i + 1))
	[ $i -lt 100 ] || { cat "$tmp/server.log"; exit 1; }
	sleep 0.1
done
# each field as it is: quotes, lines, empty and not known
cat >"$tmp/same.py" <<'END'
import re, sys
field = re.compile(r'"((?:[^"]|"")*)"|([^,\r\n]*)')
def rows(path, null):
    text, at, row, found = open(path, newline="").read(), 0, [], []
    while at < len(text):
        match = field.match(text, at)
        quoted, bare = match.groups()
        row.append(None if quoted is None and bare == null else
                   bare if quoted is None else quoted.replace('""', '"'))
        at = match.end()
        if text[at] != ",":
            at += 2 if text.startswith("\r\n", at) else 1
            found.append(tuple(row))
            row = []
        else:
            at += 1
    return found
tmp, folder, tables = sys.argv[1], sys.argv[2], sys.argv[3:]
assert tables
for name in tables:
    there = rows(f"{tmp}/{folder}/{name}.csv", "")[1:]
    back = rows(f"{tmp}/back/{name}.csv", "NULLNULL")
    key = lambda row: [(value is None, value or "") for value in row]
    if sorted(there, key=key) != sorted(back, key=key):
        sys.exit(f"{folder}: {name} is not what was loaded")
END
for folder in all public; do
	(cd "$tmp/$folder" && psql -qX -v schema="of_$folder" -f load-postgresql.sql)
	rm -rf "$tmp/back"
	mkdir "$tmp/back"
	tables=$(cd "$tmp/$folder" && ls -- *.csv | sed 's/\.csv$//')
	(cd "$tmp/back" && for table in $tables; do
		printf "%s\n" "\\copy of_$folder.\"$table\" TO '$table.csv' WITH (FORMAT csv, NULL 'NULLNULL')"
	done | psql -qX)
	# shellcheck disable=SC2086
	python3 "$tmp/same.py" "$tmp" "$folder" $tables
done
ask() {
	psql -qXAt -c "$1"
}
[ "$(ask "SELECT obj_description('of_all.source'::regclass)")" = \
    'one input file or repository' ]
[ "$(ask "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND
    connamespace = 'of_all'::regnamespace")" -gt 50 ]
[ "$(ask "SELECT count(*) FROM pg_constraint WHERE contype = 'p' AND
    connamespace = 'of_all'::regnamespace")" -gt 100 ]
# a schema that is there stays as it is
lacks psql -qX -v schema=of_all -f "$tmp/all/load-postgresql.sql" 2>"$tmp/log"
grep -q 'already exists' "$tmp/log"
