#!/bin/sh
# Time and peak memory beside a peer, as ratios: runs each tests/bench/*.sh with
# the build folder; simulate.sh is no race but a test of the statistics.
# ASSAY_BENCH_REPOS names repositories for the git import.
# measures.sh asks all measures of a large generated model, beside SQLite's check
# of its file. organisation.sh has no peer: it
# reports on 200 repositories and 2,000 people.
# blame.sh, lines.sh, past.sh and findings.sh are run by hand: git blame takes
# its time.
set -u
build=$1
only=${2:-}
status=0
for bench in tests/bench/*.sh; do
	case $bench in *"$only"*) ;; *) continue ;; esac
	case $(basename "$bench") in
	blame* | findings* | grow* | lines* | past*) continue ;;
	esac
	echo "== $(basename "$bench" .sh)"
	sh "$bench" "$build" || status=1
done
exit $status
