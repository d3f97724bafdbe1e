#!/bin/sh
# The statistics on thousands of random cases: against scipy where it is
# installed (Debian: python3-scipy), and from every compiler and level of
# optimisation the same bytes, on a machine with fused operations too.
set -u
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
bad=
sources="tests/peer/statistics.c analysis/special.c analysis/interval.c
analysis/ratio.c analysis/adjust.c analysis/control.c analysis/survival.c
analysis/adoption.c analysis/backtest.c analysis/capture.c
analysis/composite.c
base/arena.c base/memory.c base/str.c"

python3 tests/peer/statistics.py cases >"$tmp/cases" || exit 1

# answer NAME COMPILER FLAG...: what it says in NAME, as the Makefile builds
answer() {
	name=$1
	shift
	# shellcheck disable=SC2086
	"$@" -I. -D_POSIX_C_SOURCE=200809L -std=c17 -ffp-contract=off \
	    -o "$tmp/$name.run" $sources -lm || exit 1
	"$tmp/$name.run" <"$tmp/cases" >"$tmp/$name" || exit 1
}

grep -q '^CFLAGS = .*-ffp-contract=off' Makefile || {
	echo "FAIL: the build allows fused operations"
	bad=1
}
answer plain gcc -O2
answer slow gcc -O0
same='slow'
if grep -qw fma /proc/cpuinfo 2>/dev/null; then
	answer fused gcc -O2 -march=native
	same="$same fused"
fi
if command -v clang >/dev/null 2>&1; then
	answer clang clang -O2
	same="$same clang"
fi
for name in $same; do
	cmp -s "$tmp/plain" "$tmp/$name" && continue
	echo "FAIL: other digits ($name)"
	diff "$tmp/plain" "$tmp/$name" | head -4
	bad=1
done

[ -n "$bad" ] && exit 1
for python in python3 /usr/bin/python3; do
	"$python" -c 'import scipy' 2>/dev/null || continue
	"$python" tests/peer/statistics.py check "$tmp/cases" "$tmp/plain"
	exit
done
echo "same digits from all; skipped: python3-scipy is not installed"
exit 77
