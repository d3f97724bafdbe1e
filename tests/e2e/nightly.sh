#!/bin/sh
# A night that brings one commit, a scan of one finding, a table of one row and a
# row more in another: what is read is counted. Of a repository that is the commits
# it did not have; a file is read whole when its bytes are others, and not at all
# when they are the same.
set -eu
command -v sqlite3 >/dev/null 2>&1 || {
	echo 'sqlite3 is not installed'
	exit 77
}
. tests/e2e/faults/small.sh
cd "$tmp/org"
mkdir scans training
mv scan.sarif scans/a.sarif
head='email,course,completed'
printf '%s\n' "$head" ana@example.com,A,2026-08-01 bo@example.com,A,2026-08-02 \
    >training/a.csv
printf '%s\n' "$head" ana@example.com,B,2026-08-03 >training/b.csv
sed -i 's|path: scan.sarif|path: scans/*.sarif|' assay.yaml
echo '  - path: training/*.csv' >>assay.yaml
import() {
	run import --db "$tmp/x.db" --format csv
	[ $status = 0 ] || fail "$(cat "$tmp/err")"
}
ask() {
	sqlite3 "$tmp/x.db" "$1"
}
night() { # what came in it, and of which sources
	commits=$(ask 'SELECT max(id) FROM "commit"')
	sources=$(ask 'SELECT max(id) FROM source')
	import
	commits=$(ask "SELECT count(*) FROM \"commit\" WHERE id > $commits")
	results=$(ask "SELECT count(*) FROM result WHERE source_id > $sources")
	rows=$(ask "SELECT count(*) FROM training WHERE source_id > $sources")
	came="$commits commits, $results findings, $rows rows of training"
	ask "SELECT path FROM source WHERE id > $sources ORDER BY path" >"$tmp/read"
}
import
night
[ "$came" = '0 commits, 0 findings, 0 rows of training' ] || fail "no news: $came"
[ ! -s "$tmp/read" ] || fail "no news: $(cat "$tmp/read")"

at 2026-09-20
commit shop news.c 9 "$mark"
sed 's/"startLine": 3/"startLine": 7/' scans/a.sarif >scans/b.sarif
printf '%s\n' "$head" bo@example.com,C,2026-09-20 >training/c.csv
echo ana@example.com,C,2026-09-20 >>training/b.csv
night
# a row of the new table, and the two that the other has now
[ "$came" = '1 commits, 1 findings, 3 rows of training' ] || fail "$came"
printf '%s\n' scans/b.sarif training/b.csv training/c.csv | cmp - "$tmp/read"
grep -q '^shop,git,4,4,0,0,0' "$tmp/out" || fail "$(cat "$tmp/out")"

# it is what a model has that is made at once
run report --db "$tmp/x.db" -o "$tmp/night" --edition summary
run report --db "$tmp/y.db" -o "$tmp/once" --edition summary
diff -r "$tmp/night" "$tmp/once"
echo "$came"
