#!/bin/sh
# Many repositories, a process each: the report is that of one process, a crash
# of one is one reject, the others are read, and the next run has it all. An
# unchanged fleet is not read again: no object of a repository is opened.
set -eu
. tests/e2e/faults/small.sh
root=$PWD
cd "$tmp/org"
mkdir fleet
mv shop bank fleet
git clone -q fleet/bank fleet/fork
at 2026-09-10
commit fleet/fork own.c 5
for seed in 1 2 3 4 5 6; do
	git init -q -b main "fleet/drawn$seed"
	python3 "$root/tests/git/random_history.py" "$seed" |
	    git -C "fleet/drawn$seed" fast-import --quiet
done
sed -i 's|path: shop|path: fleet/*|; /path: bank/d; s|repository: shop|repository: fleet/shop|' assay.yaml
for jobs in 1 2 5; do
	run report --db "$tmp/$jobs.db" --jobs $jobs -o "$tmp/out$jobs" \
	    --edition summary
	[ $status = 0 ] || fail "$(cat "$tmp/err")"
	[ $jobs = 1 ] || diff -r "$tmp/out1" "$tmp/out$jobs"
	python3 "$root/tests/e2e/merge.py" "$tmp/$jobs.db" >"$tmp/facts$jobs"
	cmp "$tmp/facts1" "$tmp/facts$jobs"
	[ -z "$(find "$tmp" -name '*.part-*')" ] || fail 'a part was left'
done

export FAULT_CRASH=drawn3/.git/HEAD ASAN_OPTIONS=handle_segv=0
LD_PRELOAD=$FAULT run import --db "$tmp/x.db" --jobs 2 --format csv
unset FAULT_CRASH ASAN_OPTIONS
says 3 'fleet/drawn3: error: the process that read it crashed (Segmentation'
grep -q '^fleet/drawn3,none,1,0,0,1,0' "$tmp/out"
[ "$(grep -c '^fleet/.*,git,' "$tmp/out")" = 8 ] || fail "$(cat "$tmp/out")"
run report --db "$tmp/x.db" --jobs 2 -o "$tmp/x" --edition summary
[ $status = 0 ] || fail "$(cat "$tmp/err")"
diff -r "$tmp/out1" "$tmp/x"

# a night without news opens heads and packs, and reads no object of any commit
command -v strace >/dev/null 2>&1 || { echo 'without strace'; exit 0; }
opened() {
	$TRACE -e trace=openat -o "$tmp/trace" "$ASSAY" import \
	    --db "$tmp/x.db" >/dev/null 2>&1
	grep -v ENOENT "$tmp/trace" |
	    grep -o '"[^"]*/objects/[0-9a-f][0-9a-f]/[^"]*"' | sort -u
}
opened >"$tmp/quiet"
at 2026-09-21
commit fleet/shop news.c 9
opened >"$tmp/grown"
quiet=$(wc -l <"$tmp/quiet")
others=$(grep -vc fleet/shop "$tmp/grown" || :)
# the head of each of nine tells of its .mailmap: a commit and a tree
[ "$quiet" -le 18 ] || fail "$quiet objects were read: $(cat "$tmp/quiet")"
[ "$others" -le 16 ] || fail "$others of others: $(cat "$tmp/grown")"
echo "objects: $quiet on a quiet night, $(wc -l <"$tmp/grown") with news of one"
