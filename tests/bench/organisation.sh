#!/bin/sh
# The report of an organisation of 200 repositories and 2,000 people: time and
# peak memory of the import with its links, and of measuring and writing; pages
# and sizes. ASSAY_BENCH_REPOSITORIES, ASSAY_BENCH_PEOPLE and ASSAY_BENCH_SEED
# make another, ASSAY_BENCH_KEEP=DIR leaves it and its report there to look at.
set -eu
build=$1
command -v python3 >/dev/null 2>&1 || {
	echo 'skipped: python3 is not installed'
	exit 0
}
here=$(cd "$(dirname "$0")" && pwd)
assay=$(cd "$build" && pwd)/assay
if [ -n "${ASSAY_BENCH_KEEP:-}" ]; then
	mkdir -p "$ASSAY_BENCH_KEEP"
	place=$(cd "$ASSAY_BENCH_KEEP" && pwd)
else
	place=$(mktemp -d) || exit 1
	trap 'rm -rf "$place"' EXIT
fi
cd "$place"
rm -rf organisation out model.db*
python3 "$here/grow-organisation.py" organisation \
    --repositories "${ASSAY_BENCH_REPOSITORIES:-200}" \
    --people "${ASSAY_BENCH_PEOPLE:-2000}" --seed "${ASSAY_BENCH_SEED:-1}"

# NAME COMMAND...: what it took. A rejected row, which there is, ends with 3.
measure() {
	name=$1
	shift
	/usr/bin/time -q -f '%e %U %S %M' -o time "$@" >log 2>&1 ||
	    [ $? -eq 3 ] || {
		cat log >&2
		echo "$name failed" >&2
		exit 1
	}
	awk -v name="$name" '{ printf "%-8s %7.2f s  %7.2f s of processors  " \
	    "%7.1f MB\n", name, $1, $2 + $3, $4 / 1024 }' time
}
measure import "$assay" import -c organisation/assay.yaml --db model.db
measure report "$assay" report -c organisation/assay.yaml --db model.db -o out
pdfinfo out/report.pdf 2>/dev/null | sed -n 's/^Pages: */pages: /p'
for file in out/report.html out/report.pdf; do
	echo "$file: $(($(wc -c <"$file") / 1024)) kB"
done
