#!/bin/sh
# Dates that go backwards, lie in the future or before git: nothing is dropped
# from the account, what lies after the day to speak of is in no figure of it,
# and a model read again and again stays the same.
set -eu
. tests/e2e/faults/small.sh
cd "$tmp/org"
commits() { # DAY
	"$ASSAY" query ai.commit_share --as-of "$1" --period 2026-Q3 \
	    --format json 2>"$tmp/err" | jq .n
}
run import
before=$(commits 2026-10-01)
for day in 2026-08-15 2025-01-01 2026-09-30; do # each older than its parent
	at $day
	commit shop "back-$day.c" 10
done
GIT_AUTHOR_DATE='@0 +0000' GIT_COMMITTER_DATE='@0 +0000' \
    git -C shop commit -q --allow-empty -m 'At the beginning'
run import
[ "$(commits 2026-10-01)" = $((before + 2)) ] ||
    fail "$(commits 2026-10-01) commits, before $before"
at 2031-01-01
commit shop future.c 500
printf '3,Cy,cy@example.com,Shop,2031-01-01\n' >>people.csv
run import
[ "$(commits 2026-10-01)" = $((before + 2)) ] || fail 'the future counts'
run report -o "$tmp/a" --edition summary --as-of 2026-10-01
[ $status = 0 ] || fail "$(cat "$tmp/err")"
grep -q 'future' "$tmp/err" ||
    fail "nothing says that a record lies in the future: $(cat "$tmp/err")"
"$ASSAY" query evidence.sources --format csv 2>/dev/null |
    grep -q '^shop,git,.*,8,8,0,0,0' || fail 'commits are lost'
rm -rf assay.db assay.db.cache
run report -o "$tmp/b" --edition summary --as-of 2026-10-01
diff -r "$tmp/a" "$tmp/b"
# without a day named, the newest record is the day: that is said, too
run report -o "$tmp/c" --edition summary
[ $status = 0 ] || fail "$(cat "$tmp/err")"
# a source alone has days as well
for source in spend own-tests survey training-scw; do
	"$ASSAY" report "$OLDPWD/samples/acme/inputs/$source.csv" \
	    --db "$tmp/$source.db" -o "$tmp/$source" --edition summary \
	    >"$tmp/out" 2>"$tmp/err" || fail "$source: $(cat "$tmp/err")"
	grep -q '202[56]' "$tmp/out" || fail "$source: $(cat "$tmp/out")"
done
