#!/bin/sh
# Unit tests, the corpora of the fuzz targets and golden cases, in parallel.
# tests/check.sh BUILD [ONLY]: ONLY keeps the tests whose name contains it.
# A golden case is a folder tests/golden/<case>/ with cmd (a shell command, run
# from the root with $ASSAY), expected.out and expected.err where they are not
# empty, and expected.status where it is not 0. BLESS=1 rewrites them.
# It calls itself for each test: tests/check.sh --one KIND TEST.
set -u
if [ "$1" != --one ]; then
	build=$1
	only=${2:-}
	results=$(mktemp -d) || exit 1
	trap 'rm -rf "$results"' EXIT
	ASSAY=$PWD/$build/assay
	export ASSAY build results
	RUN_UNDER=${RUN_UNDER:-}
	ASSAY="${RUN_UNDER:+$RUN_UNDER }$ASSAY"
	export RUN_UNDER BLESS="${BLESS:-}"
	export LC_ALL=C.UTF-8
	# libraries that keep caches to the end of the program
	LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
	export LSAN_OPTIONS
fi

run_unit() {
	name=$(basename "$1")
	if $RUN_UNDER "$1" >"$results/$name.log" 2>&1; then
		grep -c '^\[       OK \]' "$results/$name.log" \
		    >"$results/$name.pass"
		grep -c '^\[  SKIPPED \] test' "$results/$name.log" \
		    >"$results/$name.skip"
	else
		echo "FAIL unit $name"
		grep -v '^\[ RUN\|^\[       OK' "$results/$name.log" | head -40
		grep -c '^\[       OK \]' "$results/$name.log" \
		    >"$results/$name.pass"
		echo 1 >"$results/$name.fail"
	fi
}

run_fuzz() {
	name=$(basename "$1")
	corpus=$(sed -n 's/^.*corpus: *\([^*]*\).*$/\1/p' \
	    "tests/fuzz/$name.c" | head -1)
	# shellcheck disable=SC2086
	if $RUN_UNDER "$1" $corpus >"$results/$name.log" 2>&1; then
		echo 1 >"$results/$name.pass"
	else
		echo "FAIL fuzz $name"
		tail -20 "$results/$name.log"
		echo 1 >"$results/$name.fail"
	fi
}

run_golden() {
	case=$1
	name=golden-$(basename "$case")
	place=$(mktemp -d "$results/case.XXXXXX") || exit 1
	TMP=$place sh "$case/cmd" >"$results/$name.out" \
	    2>"$results/$name.err" </dev/null
	echo $? >"$results/$name.status"
	# what takes over a second says so, here as well; valgrind does not know
	# the calls of base/sandbox.c
	sed -i '/^--[0-9]*-- /d
	    /^\(reading\|joining\|measuring\|writing\) .*, [0-9.]* s$/d
	    /^\(joining\|measuring\|writing\)[a-z ]*: [0-9.]* s$/d
	    /^reading .*: [0-9.]* s$/d' "$results/$name.err"
	bad=
	for part in out err status; do
		expected=$case/expected.$part
		got=$results/$name.$part
		if [ -n "$BLESS" ]; then
			default=
			[ $part = status ] && default=0
			if [ "$(cat "$got")" = "$default" ]; then
				rm -f "$expected"
			else
				cp "$got" "$expected"
			fi
			continue
		fi
		if [ ! -e "$expected" ]; then
			expected=$results/$name.default
			if [ $part = status ]; then
				echo 0 >"$expected"
			else
				: >"$expected"
			fi
		fi
		diff -u "$expected" "$got" >"$results/$name.diff" || {
			bad=1
			echo "FAIL $name ($part)"
			head -40 "$results/$name.diff"
		}
	done
	if [ -z "$bad" ]; then
		echo 1 >"$results/$name.pass"
	else
		echo 1 >"$results/$name.fail"
	fi
}

case ${1:-} in
--one)
	shift
	"run_$1" "$2"
	exit
	;;
esac

list() {
	for test in "$build"/tests/unit/test_*; do
		case $test in *.o | *.d) continue ;; esac
		[ -x "$test" ] && echo "unit $test"
	done
	for test in "$build"/tests/fuzz/fuzz_*; do
		case $test in *.o | *.d) continue ;; esac
		[ -x "$test" ] && echo "fuzz $test"
	done
	for case in tests/golden/*/; do
		[ -e "$case/cmd" ] && echo "golden ${case%/}"
	done
}
chosen() {
	list | grep -F -- "$only"
}

jobs=$(nproc 2>/dev/null || echo 2)
chosen >/dev/null || {
	echo "check: no test has \"$only\" in its name" >&2
	exit 1
}
chosen | xargs -P "$jobs" -L 1 sh tests/check.sh --one

sum() {
	cat "$results"/*."$1" 2>/dev/null | awk '{ n += $1 } END { print n + 0 }'
}
rm -f "$results"/golden-*.status.tmp
passed=$(sum pass)
failed=$(sum fail)
skipped=$(sum skip)
printf '%s %s %s\n' "$passed" "$failed" "$skipped" >"$build/check.count"
echo "check: $passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
