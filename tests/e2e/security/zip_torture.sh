#!/bin/sh
# Archives that were made to hurt their reader (zip_torture.py): each is read or
# refused within little memory and time, nothing is unpacked beside its place, and
# no file is opened that one of them names.
set -eu
. tests/e2e/faults/small.sh
mkdir "$tmp/in" "$tmp/outside" "$tmp/temporary"
echo canary >"$tmp/outside/canary"
python3 tests/e2e/security/zip_torture.py "$tmp/in"
cd "$tmp/in"
export TMPDIR="$tmp/temporary"
trace=
! command -v strace >/dev/null 2>&1 || trace="$TRACE -e trace=openat -o $tmp/trace"
read_count=0
for path in *; do
	status=0
	# shellcheck disable=SC2086
	( addresses 2000000 && ulimit -f 200000 && exec timeout 60 $trace "$ASSAY" \
	    check "$path" ) >"$tmp/out" 2>"$tmp/err" || status=$?
	case $status in
	0 | 1) read_count=$((read_count + 1)) ;;
	3) grep -q 'error: ' "$tmp/err" || fail "$path: $(cat "$tmp/err")" ;;
	*) fail "$path: status $status, $(cat "$tmp/err")" ;;
	esac
	case $path in
	bomb.*) says 3 'unpacks to far more than' ;;
	plain.* | stored.* | bomb-beside.xlsx) [ $status -le 1 ] || fail "$path: $(cat "$tmp/err")" ;;
	esac
	[ -z "$trace" ] || ! grep -q 'outside\|made' "$tmp/trace" ||
	    fail "$path: $(grep 'outside\|made' "$tmp/trace")"
	[ -z "$(ls -A "$tmp/temporary")" ] || fail "$path left $(ls "$tmp/temporary")"
done
[ "$(ls "$tmp/outside")" = canary ] || fail "something was unpacked"
[ "$(find . -type f | wc -l)" = 46 ] || fail "$(find . -type f | wc -l) files"
echo "$read_count of 46 archives were read, the others refused"
