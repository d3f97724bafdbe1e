#!/bin/sh
# DuckDB loads what assay export writes: every row, texts as they are, comments.
# Debian has no DuckDB: ASSAY_DUCKDB names a copy of tests/duckdb in which
# npm install was run (70 MB).
set -eu
if [ ! -d "${ASSAY_DUCKDB:-}/node_modules" ]; then
	echo "ASSAY_DUCKDB names no folder with DuckDB (tests/duckdb)"
	exit 77
fi
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
sh samples/acme/build.sh "$tmp/acme"
set -- -c "$tmp/acme/assay.yaml" --db "$tmp/acme.db"
"$ASSAY" import "$@" >"$tmp/log" 2>&1 || { cat "$tmp/log"; exit 1; }
sqlite3 "$tmp/acme.db" "INSERT INTO tool (id, name, vendor) VALUES
    (9001, '=cmd()', ''), (9002, 'a \"b\", ''c''' || char(13, 10) || '\\.', NULL)"
for wish in --restricted --no-cache; do
	rm -rf "$tmp/export"
	"$ASSAY" export "$tmp/export" $wish "$@" >"$tmp/log"
	cp tests/duckdb/load.mjs "$ASSAY_DUCKDB/"
	node "$ASSAY_DUCKDB/load.mjs" "$tmp/export" >"$tmp/loaded"
	head -2 "$tmp/loaded" >"$tmp/tools"
	diff - "$tmp/tools" <<'END'
tool "=cmd()" ""
tool "a \"b\", 'c'\r\n\\." null
END
	grep -q '^source [0-9]* one input file or repository$' "$tmp/loaded"
	tables=$(sed 's/.*: \([0-9]*\) tables, \([0-9]*\) rows.*/\1 \2/' "$tmp/log")
	[ "$(sed 1,2d "$tmp/loaded" | awk '{ n += $2 } END { print NR, n }')" = \
	    "$tables" ]
done
