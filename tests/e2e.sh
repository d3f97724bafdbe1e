#!/bin/sh
# The program as its user runs it: each tests/e2e/*.sh is one test, run from
# the root with $ASSAY and $BUILD; 0 is a pass, 77 a skip, which says why.
set -u
BUILD=$1
only=${2:-}
ASSAY=$PWD/$BUILD/assay
export ASSAY BUILD
export LC_ALL=C.UTF-8
# libraries that keep caches to the end of the program
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
passed=0
failed=0
skipped=0
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
for test in tests/e2e/*.sh; do
	[ -e "$test" ] || continue
	case $test in *"$only"*) ;; *) continue ;; esac
	sh "$test" >"$log" 2>&1 </dev/null
	status=$?
	case $status in
	0) passed=$((passed + 1)) ;;
	77)
		skipped=$((skipped + 1))
		echo "skip $test: $(tail -1 "$log")"
		;;
	*)
		failed=$((failed + 1))
		echo "FAIL $test (status $status)"
		tail -60 "$log"
		;;
	esac
done
printf '%s %s %s\n' $passed $failed $skipped >"$BUILD/e2e.count"
echo "e2e: $passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ]
