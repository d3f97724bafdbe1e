#!/bin/sh
# The import of git repositories, with whose each living line is, beside
# `git log --no-merges --numstat`, on the repositories that $ASSAY_BENCH_REPOS
# names (blank-separated): processor time (user and system, all threads) and
# peak memory, medians of $ASSAY_BENCH_RUNS runs (3) that take turns. "warm"
# makes a new model with the cache of the first, "grown" adds the newest commit
# to a model of all others, "unchanged" finds nothing new.
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
		END { exit cpu["git"] && cpu["first"] > 1.5 * cpu["git"] }
		' || status=1
done
exit $status
