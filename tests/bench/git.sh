#!/bin/sh
# The import of git repositories, with whose each living line is, beside
# `git log --no-merges --numstat`, on the repositories that $ASSAY_BENCH_REPOS
# names (blank-separated): processor time (user and system, all threads) and
# peak memory, medians of $ASSAY_BENCH_RUNS runs (3) that take turns. "warm"
# makes a new model with the cache of the first, "grown" adds the newest commit
# to a model of all others, "unchanged" finds nothing new. Where perf counts them
# or $ASSAY_BENCH_COUNT is set (valgrind, 50 times as long), instructions stand
# beside: they are the same on a busy machine.
# Fails where the first takes more than 0.6 of the time of git or more memory,
# or one without news more than a tenth of the first; a history that git reads
# in less than half a second is too short to be judged.
set -u
build=$1
runs=${ASSAY_BENCH_RUNS:-3}
if [ -z "${ASSAY_BENCH_REPOS:-}" ]; then
	echo "skipped: ASSAY_BENCH_REPOS names no repository"
	exit 0
fi
if ! command -v /usr/bin/time >/dev/null 2>&1; then
	echo "skipped: /usr/bin/time is not installed"
	exit 0
fi
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
status=0

# measure NAME COMMAND...: one more line of seconds and KB into NAME
measure() {
	name=$1
	shift
	/usr/bin/time -o "$folder/time" -f '%U %S %M' "$@" \
	    >/dev/null 2>"$folder/$name.err" || return 1
	awk '{ print $1 + $2, $3 }' "$folder/time" >>"$folder/$name"
}

# median NAME: its seconds and KB; nothing when it was not run
median() {
	[ -s "$folder/$1" ] || { echo "- -" && return; }
	sort -n "$folder/$1" | awk '{ line[NR] = $0 }
	    END { print line[int((NR + 1) / 2)] }'
}

# perf_counts COMMAND...: runs it; its instructions, when perf can tell
perf_counts() {
	perf stat -x, -e instructions:u -o "$folder/perf" "$@" \
	    >/dev/null 2>&1 &&
	    awk -F, '/instructions/ && $1 + 0 { print int($1 / 1e6) }' \
	        "$folder/perf"
}

# instructions COMMAND...: in millions, nothing when nobody counts them
instructions() {
	if [ -n "$(perf_counts ls /)" ]; then
		perf_counts "$@"
	elif [ -n "${ASSAY_BENCH_COUNT:-}" ]; then
		valgrind --tool=callgrind \
		    --callgrind-out-file=/dev/null "$@" \
		    2>&1 >/dev/null | awk '/Collected/ {
		        print int($NF / 1000000) }'
	fi
}

# counted REPOSITORY: instructions of git and of the first import
counted() {
	of_git=$(instructions git -C "$1" log --no-merges --numstat)
	[ -n "$of_git" ] || return 0
	rm -rf "$folder"/bench.db*
	of_import=$(instructions "$build/assay" import "$1" \
	    --db "$folder/bench.db")
	echo "$of_git $of_import" | awk '{ printf "  instructions %d M, git" \
	    " %d M: %.2f\n", $2, $1, $2 / $1 }'
}

import() {
	measure "$1" "$build/assay" import "$2" --db "$folder/bench.db"
}

for repository in $ASSAY_BENCH_REPOS; do
	rm -f "$folder"/git "$folder"/first "$folder"/warm \
	    "$folder"/unchanged "$folder"/grown
	rm -rf "$folder/repo" && git clone -q --bare --shared "$repository" \
	    "$folder/repo" 2>/dev/null || continue
	tip=$(git -C "$folder/repo" rev-parse HEAD)
	run=0
	while [ $((run += 1)) -le "$runs" ]; do
		git=yes
		measure git git -C "$repository" log --no-merges --numstat ||
		    git=no
		rm -rf "$folder"/bench.db*
		import first "$repository" && import unchanged "$repository" &&
		    rm "$folder/bench.db" && import warm "$repository" || {
			cat "$folder/first.err"
			status=1
			break
		}
	done
	[ $git = yes ] || echo "$repository: git log fails, no comparison" \
	    "($(tail -n 1 "$folder/git.err" | head -c 60))"
	if git -C "$folder/repo" update-ref HEAD HEAD~1 2>/dev/null; then
		rm -rf "$folder"/bench.db*
		import before "$folder/repo"
		git -C "$folder/repo" update-ref HEAD "$tip"
		import grown "$folder/repo"
	fi
	commits=$(git -C "$repository" rev-list --count HEAD)
	for name in git first warm grown unchanged; do
		echo "$name $(median $name)"
	done | awk -v name="$repository" -v commits="$commits" '
		function ratio(a, b) {
			return b + 0 ? sprintf("%5.2f", a / b) : "    -"
		}
		BEGIN { printf "%s: %d commits\n", name, commits }
		$2 == "-" { next }
		{ cpu[$1] = $2; kb[$1] = $3 }
		{ printf "  %-10s %7.2f s %5.0f MB  of git: %s time, %s " \
			"memory  of first: %s\n", $1, $2, $3 / 1024,
			ratio($2, cpu["git"]), ratio($3, kb["git"]),
			ratio($2, cpu["first"]) }
		END {
			judged = cpu["git"] >= 0.5
			if (judged && cpu["first"] > 0.6 * cpu["git"])
				bad = "more than 0.6 of the time of git log"
			if (judged && kb["first"] > kb["git"])
				bad = "more memory than git log"
			if (judged && cpu["unchanged"] > 0.1 * cpu["first"])
				bad = "without news, more than a tenth"
			if (bad)
				printf "  FAILED: %s\n", bad
			exit bad != ""
		}' || status=1
	[ $git = no ] || counted "$repository"
done
exit $status
