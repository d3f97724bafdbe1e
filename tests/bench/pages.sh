#!/bin/sh
# A report of some 130 pages, forty charts and a table of 5,000 rows
# (tests/bench/pages.c): what HTML and PDF cost together, and the PDF alone
# beside what WeasyPrint and Chromium take to print the HTML. Seconds by the
# clock, since Chromium's helpers are waited for by nobody; run it on a machine
# that does nothing else. Fails when both take more than 2 s of CPU or 100 MB,
# when WeasyPrint is not 20 times slower, or Chromium not 5 times.
# A peer that is not installed is skipped. ASSAY_BENCH_TURNS sets how often (3).
set -eu
pages=$1/tests/bench/pages
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT

# "NAME SECONDS CPU KILOBYTES" of a command, added to the table.
measure() {
	name=$1
	shift
	/usr/bin/time -f '%e %U %S %M' -o "$place/time" "$@" >/dev/null 2>&1 || {
		echo "$name failed" >&2
		return 1
	}
	awk -v name="$name" '{ print name, $1, $2 + $3, $4 }' "$place/time" \
	    >>"$place/table"
}
: >"$place/table"
turn=0
while [ "$turn" -lt "${ASSAY_BENCH_TURNS:-3}" ]; do
	measure both "$pages" "$place"
	measure pdf "$pages" "$place" pdf
	if command -v weasyprint >/dev/null; then
		measure weasyprint weasyprint "$place/report.html" \
		    "$place/weasyprint.pdf"
	fi
	if command -v chromium >/dev/null; then
		measure chromium chromium --headless --no-sandbox --disable-gpu \
		    --user-data-dir="$place/profile" \
		    --print-to-pdf="$place/chromium.pdf" \
		    "file://$place/report.html"
	fi
	turn=$((turn + 1))
done
for name in both pdf weasyprint chromium; do
	for column in 2 3 4; do
		grep "^$name " "$place/table" | sort -n -k"$column" |
		    awk -v column="$column" '{ all[NR] = $column }
		    END { if (NR) print all[int((NR + 1) / 2)] }'
	done | tr '\n' ' ' | sed "s/^/$name /"
	echo
done >"$place/medians"
wc -c <"$place/report.pdf" >"$place/size"
awk -v size="$(cat "$place/size")" '
NF < 4 { print $1 " is not installed: skipped"; next }
{ seconds[$1] = $2; cpu[$1] = $3; memory[$1] = $4 / 1024 }
END {
	printf "HTML and PDF %.2f s (CPU %.2f s), %.0f MB; the PDF alone %.2f s, " \
	    "%.0f kB\n", seconds["both"], cpu["both"], memory["both"],
	    seconds["pdf"], size / 1000
	status = cpu["both"] > 2 || memory["both"] > 100
	least["weasyprint"] = 20
	least["chromium"] = 5
	for (name in least) {
		if (!(name in seconds))
			continue
		printf "%s %.2f s, %.0f MB: %.0f times as long\n", name,
		    seconds[name], memory[name], seconds[name] / seconds["pdf"]
		if (seconds[name] < least[name] * seconds["pdf"])
			status = 1
	}
	exit status
}' "$place/medians"
