#!/bin/sh
# Every line of every text file of a revision: the commit that assay lines
# names beside the one that git blame names. Prints the share that agrees and
# the files that differ most; fails unless all agree.
#
#	sh tests/bench/lines.sh REPO [REV]
#
# As a bench: the repositories that $ASSAY_BENCH_REPOS names, at HEAD.
# $ASSAY: the program (build/assay). $EVERY: every how many-th file is looked
# at (1). $JOBS: how many git blame run at a time (2). $KEPT: a folder where what
# git blame says is kept, so that the next version of assay is compared at once.
set -u
here=$(cd "$(dirname "$0")" && pwd)
assay=${ASSAY:-$here/../../build/assay}
every=${EVERY:-1}
jobs=${JOBS:-2}
command -v python3 >/dev/null 2>&1 || {
	echo 'skipped: python3 is not installed'
	exit 77
}
compare() {
	ASSAY=$assay EVERY=$every JOBS=$jobs \
	    python3 "$here/compare-lines.py" "$1" "${2:-HEAD}"
}
if [ "$#" -ge 1 ] && git -C "$1" rev-parse --git-dir >/dev/null 2>&1; then
	compare "$@"
	exit
fi
[ -n "${1:-}" ] && assay=$1/assay
if [ -z "${ASSAY_BENCH_REPOS:-}" ]; then
	echo 'skipped: ASSAY_BENCH_REPOS names no repository'
	exit 0
fi
status=0
for repository in $ASSAY_BENCH_REPOS; do
	compare "$repository" || status=1
done
exit $status
