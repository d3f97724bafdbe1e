#!/bin/sh
# query --all asks in several processes: the rows, and the first error, are those
# of one; a process that is killed is an error, and no rows are printed.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
sh samples/acme/build.sh "$tmp/acme"
"$ASSAY" import -c "$tmp/acme/assay.yaml" --db "$tmp/acme.db" >/dev/null
ask() { # JOBS [OPTION...]
	jobs=$1
	shift
	"$ASSAY" query --all -c "$tmp/acme/assay.yaml" --db "$tmp/acme.db" \
	    --jobs "$jobs" --format csv "$@"
}

ask 1 >"$tmp/one"
[ "$(wc -l <"$tmp/one")" -gt 150 ]
for jobs in 2 3 16; do
	ask $jobs --timings >"$tmp/more" 2>"$tmp/times"
	cmp "$tmp/one" "$tmp/more"
	[ "$(grep -c ' s  ' "$tmp/times")" = $(($(wc -l <"$tmp/one") - 1)) ]
done
ask 1 --restricted >"$tmp/one"
ask 4 --restricted | cmp - "$tmp/one"

# ------------------------------------------------------------------ errors --
measure() { # ID COLUMN FROM
	cat >"$tmp/own/$1.sql" <<END
-- title: Own
-- meaning: Of this test.
-- kind: count
-- basis: stock
-- direction: none
-- unit: rows
-- record: a row
-- sources: git
-- keys: kind
-- interval: none
SELECT id AS record, 1 AS n, $2 AS kind FROM $3
END
}
mkdir "$tmp/own"
measure aa.first nothing result
measure zz.last more result
for jobs in 1 2 16; do
	status=0
	ask $jobs --measures "$tmp/own" >"$tmp/out" 2>"$tmp/err" || status=$?
	[ "$status" = 3 ]
	[ ! -s "$tmp/out" ]
	grep -q 'aa.first.sql:[0-9]*: error: a query is wrong' "$tmp/err"
done

# ------------------------------------------------------------------ killed --
[ -r "/proc/$$/task/$$/children" ] || {
	echo 'this system does not list the children of a process'
	exit 77
}
rm "$tmp/own/"*
for id in ai finding usage; do
	measure "$id.slow" 1 "(WITH RECURSIVE k (id) AS (SELECT 1 UNION ALL
	    SELECT id + 1 FROM k WHERE id < 2000000) SELECT max(id) AS id FROM k)"
done
"$ASSAY" query --all --db "$tmp/acme.db" --measures "$tmp/own" \
    >"$tmp/out" 2>"$tmp/err" &
asks=$!
child=
until [ -n "$child" ]; do
	kill -0 $asks
	child=$(cat "/proc/$asks/task/$asks/children" 2>/dev/null) || :
done
kill -9 $child
status=0
wait $asks || status=$?
[ "$status" = 4 ]
[ ! -s "$tmp/out" ]
grep -q 'a process that asked some of the measures has ended early' "$tmp/err"
grep -q 'fix: ask with --jobs 1' "$tmp/err"
