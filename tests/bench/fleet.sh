#!/bin/sh
# A fleet of 100 generated repositories, each with a history of its own, beside
# `git log --numstat` of all of them: fresh, with --jobs 2, unchanged, with the
# report, and with a commit more in three. Time, processor time and peak memory; a fleet of 25
# beside shows that memory stays flat. ASSAY_BENCH_REPOSITORIES makes another.
# Fails where an unchanged fleet takes more than five seconds of a processor, or
# four times the repositories take more than half again the memory.
set -eu
build=$1
count=${ASSAY_BENCH_REPOSITORIES:-100}
command -v python3 >/dev/null 2>&1 || {
	echo 'skipped: python3 is not installed'
	exit 0
}
root=$(cd "$(dirname "$0")/../.." && pwd)
assay=$(cd "$build" && pwd)/assay
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
cd "$place"
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
mkdir fleet quarter
for i in $(seq "$count"); do
	git init -q -b main --bare "fleet/r$i"
	python3 "$root/tests/git/random_history.py" "$i" |
	    git -C "fleet/r$i" fast-import --quiet
	[ $((i % 4)) != 0 ] || cp -R "fleet/r$i" quarter
done
echo "$count repositories, $(for i in fleet/*; do
	git -C "$i" rev-list --count --all
done | awk '{ n += $1 } END { print n }') commits"

# NAME COMMAND...: what it took; $seconds of processors, $kilobytes
measure() {
	name=$1
	shift
	/usr/bin/time -q -f '%e %U %S %M' -o time "$@" >log 2>&1 || {
		cat log >&2
		echo "$name failed" >&2
		exit 1
	}
	awk -v name="$name" '{ printf "%-10s %7.2f s  %7.2f s of processors  " \
	    "%7.1f MB\n", name, $1, $2 + $3, $4 / 1024 }' time
	read -r wall user system kilobytes <time
	seconds=$(echo "$user $system" | awk '{ print $1 + $2 }')
}
measure 'git log' sh -c 'for i in fleet/*; do
	git -C "$i" log --all --no-renames --numstat
done'
measure quarter "$assay" import quarter --db quarter.db
quarter=$kilobytes
measure fresh "$assay" import fleet --db m.db
fresh=$kilobytes
measure 'jobs 2' "$assay" import fleet --db j.db --jobs 2
measure unchanged "$assay" import fleet --db m.db
unchanged=$seconds
measure report "$assay" report fleet --db m.db -o out
for i in 1 2 3; do
	head=$(git -C "fleet/r$i" rev-parse HEAD)
	new=$(GIT_AUTHOR_DATE='2030-01-01T00:00:00Z' GIT_AUTHOR_NAME=a \
	    GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a \
	    GIT_COMMITTER_EMAIL=a@example.com \
	    GIT_COMMITTER_DATE='2030-01-01T00:00:00Z' git -C "fleet/r$i" \
	    commit-tree "$head^{tree}" -p "$head" -m more)
	git -C "fleet/r$i" update-ref HEAD "$new"
done
measure 'three grew' "$assay" import fleet --db m.db
status=0
awk -v s="$unchanged" 'BEGIN { exit s > 5 }' || {
	echo 'the unchanged fleet took too long'
	status=1
}
[ "$((fresh * 2))" -lt "$((quarter * 3))" ] || {
	echo 'memory grows with the fleet'
	status=1
}
exit $status
