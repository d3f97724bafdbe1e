#!/bin/sh
# A repository that changes while it is read, by commits, repacking, pruning and
# a history written anew: each run ends well or says what went; afterwards the
# report is that of a new model.
set -eu
. tests/e2e/faults/small.sh
cd "$tmp/org"
(
	i=0
	while [ ! -e "$tmp/stop" ] && [ $i -lt 400 ]; do
		i=$((i + 1))
		at 2026-09-02
		commit shop more.c $i
		case $((i % 5)) in
		0) git -C shop gc -q --prune=now ;;
		3)
			git -C shop reset -q --hard HEAD~2
			git -C shop reflog expire --expire=now --all
			git -C shop prune --expire=now
			;;
		esac
	done
) >/dev/null 2>&1 &
changing=$!
told=0
for i in $(seq 1 12); do
	run import --db "$tmp/x.db"
	case $status in
	0) ;;
	3)
		told=$((told + 1))
		grep -q shop "$tmp/err" || fail "$(cat "$tmp/err")"
		;;
	*) fail "status $status: $(cat "$tmp/err")" ;;
	esac
	"$ASSAY" query evidence.sources --db "$tmp/x.db" --format csv 2>/dev/null |
	    grep -q '^bank,git,.*,3,3,0,0,0' || fail 'the other repository is lost'
done
: >"$tmp/stop"
wait $changing || :
run report --db "$tmp/x.db" -o "$tmp/x" --edition summary
[ $status = 0 ] || fail "$(cat "$tmp/err")"
run report --db "$tmp/y.db" -o "$tmp/y" --edition summary
diff -r "$tmp/x" "$tmp/y"
echo "told $told times of 12"
