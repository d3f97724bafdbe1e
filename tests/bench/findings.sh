#!/bin/sh
# Every line that the findings of a scanner's report stand on: the commit that
# assay names beside the one that git blame names at the scanned revision, and
# whose it is beside what assay lines says of that revision. Fails unless all
# agree.
#
#	sh tests/bench/findings.sh REPO SCAN [REV]
#
# REV (HEAD) is what was scanned. $ASSAY: the program (build/assay). $LIST: how
# many findings are printed, to be looked at by hand (0).
set -u
here=$(cd "$(dirname "$0")" && pwd)
command -v python3 >/dev/null 2>&1 || {
	echo 'skipped: python3 is not installed'
	exit 77
}
if [ "$#" -lt 2 ] || ! git -C "$1" rev-parse --git-dir >/dev/null 2>&1; then
	echo 'skipped: no repository and scan are named'
	exit 0
fi
ASSAY=${ASSAY:-$here/../../build/assay} \
    python3 "$here/compare-findings.py" "$1" "$2" "${3:-HEAD}" "${LIST:-0}"
