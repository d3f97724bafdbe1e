#!/bin/sh
# The import of git repositories beside `git log --no-merges --numstat`, on the
# repositories that $ASSAY_BENCH_REPOS names (blank-separated): processor time
# and peak memory of both, and their ratios.
set -u
build=$1
if [ -z "${ASSAY_BENCH_REPOS:-}" ]; then
	echo "skipped: ASSAY_BENCH_REPOS names no repository"
	exit 0
fi
if ! command -v /usr/bin/time >/dev/null 2>&1; then
	echo "skipped: /usr/bin/time is not installed"
	exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
status=0

# measure NAME COMMAND...: user and system seconds, KB, into NAME
measure() {
	name=$1
	shift
	/usr/bin/time -o "$folder/$name" -f '%U %S %M' "$@" \
	    >/dev/null 2>"$folder/$name.err"
}

for repository in $ASSAY_BENCH_REPOS; do
	rm -f "$folder/bench.db"
	if ! measure git git -C "$repository" log --no-merges --numstat; then
		echo "$repository: git log fails, no comparison" \
		    "($(tail -n 1 "$folder/git.err" | head -c 60))"
		continue
	fi
	if ! measure import "$build/assay" import "$repository" \
	    --db "$folder/bench.db"; then
		cat "$folder/import.err"
		status=1
		continue
	fi
	measure again "$build/assay" import "$repository" \
	    --db "$folder/bench.db"
	commits=$(git -C "$repository" rev-list --count HEAD)
	tail -qn 1 "$folder/git" "$folder/import" "$folder/again" |
	    awk -v name="$repository" -v commits="$commits" '
		{ cpu[NR] = $1 + $2; kb[NR] = $3 }
		END {
			printf "%s: %d commits\n", name, commits
			printf "  git log   %7.2f s %7.0f MB\n", cpu[1],
			    kb[1] / 1024
			printf "  import    %7.2f s %7.0f MB  ratio %.2f time, " \
			    "%.2f memory\n", cpu[2], kb[2] / 1024,
			    cpu[2] / cpu[1], kb[2] / kb[1]
			printf "  unchanged %7.2f s\n", cpu[3]
			if (cpu[2] > 4 * cpu[1])
				exit 1
		}' || status=1
done
exit $status
