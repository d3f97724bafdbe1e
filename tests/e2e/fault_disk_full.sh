#!/bin/sh
# No room on the disk, from a drawn write on or in a small file system: it is
# said with the path and what to do, the old report stays whole, and once there
# is room the next run leaves what an undisturbed one does. Of a bag neither
# folder nor tar is there.
set -eu
. tests/e2e/faults/small.sh
cd "$tmp/org"
run report --db "$tmp/old.db" -o "$tmp/old" --edition summary --as-of 2026-10-01
FAULT_COUNT=$tmp/count LD_PRELOAD=$FAULT "$ASSAY" report --db "$tmp/m.db" \
    -o "$tmp/new" --edition summary --as-of 2026-11-01 >/dev/null 2>&1
read -r changes writes rest <"$tmp/count"
full=0
for point in $(points 15 "$writes") $((writes - 2)) $((writes - 9)); do
	rm -rf "$tmp/x" "$tmp/x.db"*
	cp -R "$tmp/old" "$tmp/x"
	export FAULT_FULL="$point"
	LD_PRELOAD=$FAULT run report --db "$tmp/x.db" -o "$tmp/x" \
	    --edition summary --as-of 2026-11-01
	unset FAULT_FULL
	if [ $status != 0 ]; then
		full=$((full + 1))
		says 4 'room is left\|No space left'
		for file in report.html report.pdf report.json; do
			cmp -s "$tmp/x/$file" "$tmp/old/$file" ||
			    cmp -s "$tmp/x/$file" "$tmp/new/$file" ||
			    fail "full at $point: half of $file"
		done
	fi
	run report --db "$tmp/x.db" -o "$tmp/x" --edition summary \
	    --as-of 2026-11-01
	diff -r "$tmp/new" "$tmp/x" || fail "full at $point"
done
# what is only a cache may be lost without a word
[ $full -ge 12 ] || fail "only $full of 17 were told"

mkdir "$tmp/small"
if [ "$(id -u)" = 0 ] &&
    mount -t tmpfs -o size=400k tmpfs "$tmp/small" 2>/dev/null; then
	trap 'umount "$tmp/small"; rm -rf "$tmp"' EXIT
	run report --db "$tmp/small/m.db" -o "$tmp/small/out"
	says 4 "no room is left for $tmp/small/m.db"
	says 4 'fix: make room on that disk, or name a place with --db'
	run report --db "$tmp/m.db" -o "$tmp/small/out" --edition board
	says 4 'No space left'
	mount -o remount,size=64m "$tmp/small"
	run report --db "$tmp/small/m.db" -o "$tmp/small/out" \
	    --edition summary --as-of 2026-11-01
	diff -r "$tmp/new" "$tmp/small/out"

	# a bag, beside one that is there, with ever more room
	bag() { # FOLDER DAY
		run report --db "$tmp/m.db" -o "$1" --edition summary \
		    --as-of "$2" --bag
	}
	bag "$tmp/bags" 2026-10-01
	old=$(du -sk "$tmp/bags" | cut -f1)
	cp -R "$tmp/bags" "$tmp/whole"
	bag "$tmp/whole" 2026-11-01
	[ $status = 0 ] || fail "$(cat "$tmp/err")"
	more=$(($(du -sk "$tmp/whole" | cut -f1) - old))
	for tenth in 1 2 3 4 5 6 7 8 9; do
		rm -rf "$tmp/small/"*
		mount -o "remount,size=$((old + more * tenth / 10 + 100))k" \
		    "$tmp/small"
		cp -R "$tmp/bags/." "$tmp/small"
		bag "$tmp/small" 2026-11-01
		says 4 'No space left on device'
		says 4 'fix: make room on that disk, then run it again'
		[ "$(ls -d "$tmp/small"/evidence-* | wc -l)" = 2 ] &&
		    [ -z "$(find "$tmp/small" -name '.*')" ] ||
		    fail "$tenth tenths: $(ls -A "$tmp/small")"
		"$ASSAY" verify "$tmp/small"/evidence-*.tar >/dev/null
	done
	mount -o remount,size=64m "$tmp/small"
	bag "$tmp/small" 2026-11-01
	diff -r "$tmp/whole" "$tmp/small"
else
	echo "no small file system could be mounted here"
fi
