#!/bin/sh
# No memory, at drawn pieces of it and under limits: never a crash, never a
# report that differs, but a word, exit status 4, and a next run that goes on.
set -eu
. tests/e2e/faults/small.sh
[ -z "$sanitizer" ] || {
	echo 'AddressSanitizer gives memory its own way'
	exit 77
}
cd "$tmp/org"
FAULT_COUNT=$tmp/count LD_PRELOAD=$FAULT "$ASSAY" report --db "$tmp/m.db" \
    -o "$tmp/good" --edition summary >/dev/null 2>&1
read -r changes writes pieces undrawn <"$tmp/count"
[ "$undrawn" -gt 2000 ] || fail "nothing was drawn: $(cat "$tmp/count")"
told=0
# half of them where text is set and drawn: what lacks there could be left out
for point in 4000 8000 16000 $(points 48 "$pieces") \
    $(points 49 $((pieces - undrawn)) | awk "{ print \$1 + $undrawn }"); do
	rm -rf "$tmp/x" "$tmp/x.db"*
	export FAULT_MEMORY="$point"
	LD_PRELOAD=$FAULT run report --db "$tmp/x.db" -o "$tmp/x" \
	    --edition summary
	unset FAULT_MEMORY
	if [ $status = 0 ]; then
		diff -r "$tmp/good" "$tmp/x" || fail "another report at $point"
	else
		told=$((told + 1))
		says 4 'out of memory'
	fi
done
# threads may leave the last pieces out, and the first are before any of ours
[ $told -ge 95 ] || fail "only $told of 100 were told"
run report --db "$tmp/x.db" -o "$tmp/x" --edition summary
diff -r "$tmp/good" "$tmp/x"

told=0
for kilobytes in 60000 90000 120000 150000 200000; do
	rm -rf "$tmp/x" "$tmp/x.db"*
	status=0
	(
		ulimit -v $kilobytes
		exec "$ASSAY" report --db "$tmp/x.db" -o "$tmp/x" \
		    --edition summary
	) >"$tmp/out" 2>"$tmp/err" || status=$?
	case $status in
	0) diff -r "$tmp/good" "$tmp/x" ;;
	127) grep -q 'shared libraries' "$tmp/err" ;; # it did not even start
	*)
		told=$((told + 1))
		says 4 'out of memory'
		;;
	esac
done
echo "limits that were told: $told"
run report --db "$tmp/x.db" -o "$tmp/x" --edition summary
diff -r "$tmp/good" "$tmp/x"
