#!/bin/sh
# The program as its user runs it: each tests/e2e/*.sh is one test, and each
# tests/e2e/security/*.sh one of an attack, run from the root with $ASSAY and
# $BUILD; 0 is a pass, 77 a skip, which says why. As many run at once as there
# are processors, each in folders of its own.
# It calls itself for each test: tests/e2e.sh --one TEST.
set -u
if [ "$1" = --one ]; then
	log=$results/$(echo "${2#tests/e2e/}" | tr / -)
	sh "$2" >"$log" 2>&1 </dev/null
	status=$?
	case $status in
	0) : >"$log.passed" ;;
	77)
		: >"$log.skipped"
		echo "skip $2: $(tail -1 "$log")"
		;;
	*)
		: >"$log.failed"
		printf 'FAIL %s (status %s)\n%s\n' "$2" $status \
		    "$(tail -60 "$log")"
		;;
	esac
	exit 0
fi
BUILD=$1
only=${2:-}
ASSAY=$PWD/$BUILD/assay
results=$(mktemp -d) || exit 1
trap 'rm -rf "$results"' EXIT
export ASSAY BUILD results
export LC_ALL=C.UTF-8
# libraries that keep caches to the end of the program
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
list() {
	printf '%s\n' tests/e2e/*.sh tests/e2e/security/*.sh |
	    grep -F -- "$only"
}
list >/dev/null || {
	echo "e2e: no test has \"$only\" in its name" >&2
	exit 1
}
list | xargs -P "$(nproc 2>/dev/null || echo 2)" -n 1 sh tests/e2e.sh --one

count() {
	find "$results" -name "*.$1" | wc -l
}
passed=$(count passed)
failed=$(count failed)
skipped=$(count skipped)
printf '%s %s %s\n' "$passed" "$failed" "$skipped" >"$BUILD/e2e.count"
echo "e2e: $passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
