#!/bin/sh
# Models made apart are merged: the order, the grouping and merging twice change
# nothing that a model holds, and the report is, byte for byte, that of one
# import of all. Forks, the same repository twice, shared people, scans; drawn
# by seeds. What cannot be merged is refused, and what was there stays.
set -eu
. tests/e2e/faults/small.sh
root=$PWD
cd "$tmp/org"
git clone -q bank fork # sorts after bank, as it is read after it
at 2026-09-10
commit fork own.c 5
cp -R shop twin
for seed in 1 2 3; do
	git init -q -b main "drawn$seed"
	python3 "$root/tests/git/random_history.py" "$seed" |
	    git -C "drawn$seed" fast-import --quiet
done
sources='bank drawn1 drawn2 drawn3 fork shop twin people.csv scan.sarif'
facts() {
	python3 "$root/tests/e2e/merge.py" "$1" >"$2"
}
# shellcheck disable=SC2086
run import $sources --db "$tmp/all.db"
for source in $sources; do
	run import "$PWD/$source" --db "$tmp/$source.db"
	[ $status = 0 ] || fail "$(cat "$tmp/err")"
done
merge() {
	run merge "$@"
	[ $status = 0 ] || fail "$(cat "$tmp/err")"
}
one=$(for source in $sources; do echo "$tmp/$source.db"; done)
# shellcheck disable=SC2086
merge "$tmp/m.db" $one
facts "$tmp/m.db" "$tmp/m"
[ "$(wc -l <"$tmp/m")" -gt 500 ]
for seed in 1 2 3 4; do
	# commutative
	draw() {
		echo "$one" | awk -v seed="$1" 'BEGIN { srand(seed) }
		    { print rand(), $1 }' | sort | cut -d' ' -f2
	}
	# shellcheck disable=SC2046
	merge "$tmp/x.db" $(draw $seed)
	facts "$tmp/x.db" "$tmp/x"
	cmp "$tmp/m" "$tmp/x" || fail "another order of seed $seed"
	# associative, and idempotent: parts that overlap, one of them twice
	# shellcheck disable=SC2046
	merge "$tmp/p.db" $(draw $seed | head -5)
	# shellcheck disable=SC2046
	merge "$tmp/q.db" $(draw $seed | tail -6)
	merge "$tmp/x.db" "$tmp/q.db" "$tmp/p.db" "$tmp/q.db"
	facts "$tmp/x.db" "$tmp/x"
	cmp "$tmp/m" "$tmp/x" || fail "another grouping of seed $seed"
done
for db in all m; do
	run report --db "$tmp/$db.db" -o "$tmp/of-$db" --edition summary
	[ $status = 0 ] || fail "$(cat "$tmp/err")"
done
diff -r "$tmp/of-all" "$tmp/of-m"

# a target is replaced whole, or stays
cp "$tmp/m.db" "$tmp/before.db"
run merge "$tmp/m.db" "$tmp/shop.db" "$tmp/none.db"
says 3 'none.db: error: there is no such model'
at 2026-09-20
commit shop later.c 7
run import "$PWD/shop" --db "$tmp/later.db"
run merge "$tmp/m.db" "$tmp/shop.db" "$tmp/later.db"
says 3 'later.db: error: it has another content of shop than a model before it'
run merge "$tmp/m.db" people.csv
says 3 'people.csv: error: expected a model of assay'
cmp "$tmp/before.db" "$tmp/m.db"
cp people.csv "$tmp/people.copy"
run merge people.csv "$tmp/shop.db"
says 3 'people.csv: error: expected a model of assay'
cmp people.csv "$tmp/people.copy"
run merge "$tmp/m.db"
says 2 'expected the model to make, then those to merge'
