#!/bin/sh
# No team of fewer than five can be had by subtracting one table from another: all
# measures by team, and by team and another key, in periods that hold one another.
set -eu
command -v python3 >/dev/null || {
	echo 'python3 is not installed'
	exit 77
}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
here=$PWD
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
python3 tests/e2e/subtract.py grow "$tmp"
cd "$tmp"
"$ASSAY" import >log 2>&1 || {
	cat log
	exit 1
}
python3 "$here/tests/e2e/subtract.py" attack "$tmp"
"$ASSAY" export out >log 2>&1
grep -E 'Tiny|Shrunk' out/team.csv && {
	echo 'FAIL: an export tells of small teams'
	exit 1
}
grep -q Gamma out/team.csv
