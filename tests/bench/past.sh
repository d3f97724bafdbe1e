#!/bin/sh
# Findings on every line of some files at some revisions of the past: the
# commit that their origin names beside the one that git blame REVISION names.
# Fails unless all agree.
#
#	sh tests/bench/past.sh REPO [REVISIONS [FILES]]
#
# REVISIONS (10) are picked from the history of HEAD, FILES (10) of each; the
# same ones every time. $ASSAY: the program (build/assay).
set -u
here=$(cd "$(dirname "$0")" && pwd)
command -v python3 >/dev/null 2>&1 || {
	echo 'skipped: python3 is not installed'
	exit 77
}
if [ "$#" -lt 1 ] || ! git -C "$1" rev-parse --git-dir >/dev/null 2>&1; then
	echo 'skipped: no repository is named'
	exit 0
fi
ASSAY=${ASSAY:-$here/../../build/assay} \
    python3 "$here/compare-past.py" "$1" "${2:-10}" "${3:-10}"
