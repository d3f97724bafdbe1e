#!/bin/sh
# The import of git repositories, with whose each living line is, beside git
# blame of every text file at HEAD, one process each: processor time (user and
# system), on the repositories that $ASSAY_BENCH_REPOS names (blank-separated),
# without a commit-graph and with one that knows the changed paths, which git
# blame makes use of. At least 50 times less where more than 2,000 files are
# text and there is no commit-graph. $EVERY: every how many-th file is blamed
# (1); the time is then that many times as long.
set -u
build=$1
every=${EVERY:-1}
if [ -z "${ASSAY_BENCH_REPOS:-}" ]; then
	echo "skipped: ASSAY_BENCH_REPOS names no repository"
	exit 0
fi
if ! command -v /usr/bin/time >/dev/null 2>&1; then
	echo "skipped: /usr/bin/time is not installed"
	exit 0
fi
GIT_CONFIG_GLOBAL=/dev/null
GIT_CONFIG_NOSYSTEM=1
GIT_NO_LAZY_FETCH=1
export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM GIT_NO_LAZY_FETCH
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
status=0

# seconds COMMAND...: user and system time of it and all that it starts
seconds() {
	/usr/bin/time -q -o "$folder/time" -f '%U %S' "$@" \
	    >/dev/null 2>"$folder/err"
	awk '{ print $1 + $2 }' "$folder/time"
}

blame_all() {
	seconds xargs -0 -n 1 -a "$folder/files" \
	    git -C "$folder/repo" blame HEAD --
}

for repository in $ASSAY_BENCH_REPOS; do
	rm -rf "$folder/repo" "$folder"/bench.db*
	git clone -q --bare --shared "$repository" "$folder/repo" \
	    2>/dev/null || continue
	git -C "$folder/repo" grep -I -z --name-only -e '' HEAD |
	    sed -z 's/^HEAD://' >"$folder/all"
	sed -z -n "1~${every}p" "$folder/all" >"$folder/files"
	files=$(tr -cd '\0' <"$folder/all" | wc -c)
	commits=$(git -C "$folder/repo" rev-list --count HEAD)
	ours=$(seconds "$build/assay" import "$folder/repo" \
	    --db "$folder/bench.db")
	echo "$repository: $commits commits, $files text files"
	none=$(blame_all)
	git -C "$folder/repo" commit-graph write --reachable --changed-paths \
	    2>/dev/null
	paths=$(blame_all)
	for graph in none paths; do
		[ $graph = none ] && theirs=$none || theirs=$paths
		awk -v ours="$ours" -v theirs="$theirs" -v every="$every" \
		    -v files="$files" -v graph="$graph" 'BEGIN {
			times = theirs * every / (ours > 0 ? ours : 0.01)
			printf "  commit-graph %-6s import %7.2f s, git blame " \
			    "%8.2f s: %.0f times\n", graph ":", ours,
			    theirs * every, times
			exit files > 2000 && graph == "none" && times < 50
		}' || status=1
	done
done
exit $status
