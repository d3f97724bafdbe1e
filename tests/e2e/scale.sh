#!/bin/sh
# The examples of docs/scale: shares of a fleet give, merged, the report of one
# import, by shard.sh alone, by what the files of the other engines run (Slurm:
# scale_slurm.sh), and under GNU parallel, which is killed and started again.
set -eu
. tests/e2e/faults/small.sh
root=$PWD
scale=$root/docs/scale
cd "$tmp/org"
for seed in 1 2 3 4 5; do
	mkdir -p "group$((seed % 2))"
	git init -q -b main "group$((seed % 2))/app$((seed / 2))"
	python3 "$root/tests/git/random_history.py" "$seed" |
	    git -C "group$((seed % 2))/app$((seed / 2))" fast-import --quiet
done
printf '%s\n' bank group0/* group1/* shop >"$tmp/fleet.txt"
run import bank group0 group1 shop --db "$tmp/all.db" --root .
run report --db "$tmp/all.db" -o "$tmp/good" --edition summary
[ $status = 0 ] || fail "$(cat "$tmp/err")"
same() {
	run report --db "$1" -o "$tmp/of" --edition summary
	[ $status = 0 ] || fail "$(cat "$tmp/err")"
	diff -r "$tmp/good" "$tmp/of"
}
for n in 0 1 2; do
	sh "$scale/shard.sh" "$tmp/fleet.txt" $n 3 "$tmp/s$n.db" >/dev/null 2>&1
done
run merge "$tmp/m.db" "$tmp/s0.db" "$tmp/s1.db" "$tmp/s2.db"
same "$tmp/m.db"

# what the engines would run, a share after the other
if python3 -c 'import jsonschema, yaml' 2>/dev/null; then
	printf 'version: 1\norganisation:\n  name: Fleet\n' >"$tmp/assay.yaml"
	cd "$tmp"
	run import --root org --db plain.db org/bank org/group0 org/group1 org/shop
	run report --db plain.db -o named -c assay.yaml
	[ $status = 0 ] || fail "$(cat "$tmp/err")"
	python3 "$root/tests/e2e/scale.py" "$root" "$tmp" || fail 'an engine fails'
	for engine in kubernetes gitlab; do
		diff -r named $engine/report
	done
	# clones have a remote, which their digests tell
	diff -r -x 'T-*-account-of-every-input.csv' named/tables github/report/tables
fi

cd "$tmp/org"
command -v parallel >/dev/null 2>&1 || {
	echo 'GNU parallel is not installed'
	exit 0
}
# the import of one share hangs until all are killed; the next run has it whole
cat >"$tmp/slow" <<END
#!/bin/sh
case "\$*" in
*parallel.db.shards/1.db*) [ -e "$tmp/hangs" ] || { : >"$tmp/hangs"; exec sleep 300; } ;;
esac
exec "$ASSAY" "\$@"
END
chmod +x "$tmp/slow"
ASSAY=$tmp/slow setsid sh "$scale/parallel.sh" "$tmp/fleet.txt" 3 \
    "$tmp/parallel.db" >/dev/null 2>&1 &
group=$!
waited=0
until [ -e "$tmp/hangs" ] && [ -s "$tmp/parallel.db.shards/0.db" ]; do
	waited=$((waited + 1))
	[ $waited -lt 300 ] || fail 'no share was started'
	sleep 0.2
done
pkill -KILL -s $group # the session that it leads
wait $group 2>/dev/null || :
[ ! -e "$tmp/parallel.db" ] || fail 'a merge without a share'
sh "$scale/parallel.sh" "$tmp/fleet.txt" 3 "$tmp/parallel.db" >/dev/null 2>&1
same "$tmp/parallel.db"
