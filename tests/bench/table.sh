#!/bin/sh
# A usage table of two million rows: the CPU time of assay check beside that of
# libcsv, which only counts the cells of the same file, in turns, medians; then
# how many rows a second an import stores and joins to people, and what the same
# import costs again. Seconds are of CPU (user and system). Fails when check
# takes more than three times what libcsv does, an import stores less than
# 200,000 rows a second, or the same import once more adds something or takes
# more than a tenth. Needs perl and a C compiler.
# ASSAY_BENCH_ROWS sets the rows, ASSAY_BENCH_TURNS how often (3).
set -eu
rows=${ASSAY_BENCH_ROWS:-2000000}
rounds=${ASSAY_BENCH_TURNS:-3}
assay=$1/assay
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT

cat >"$place/count.c" <<'C'
#include <csv.h>
#include <stdio.h>

struct counts {
	long rows;
	long cells;
};

static void on_cell(void *text, size_t len, void *user)
{
	(void)text;
	(void)len;
	((struct counts *)user)->cells++;
}

static void on_row(int end, void *user)
{
	(void)end;
	((struct counts *)user)->rows++;
}

int main(int argc, char **argv)
{
	static char block[1 << 16];
	struct counts counts = { 0, 0 };
	struct csv_parser parser;
	FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
	size_t size;
	if (!file || csv_init(&parser, 0))
		return 1;
	while ((size = fread(block, 1, sizeof block, file)) > 0)
		csv_parse(&parser, block, size, on_cell, on_row, &counts);
	csv_fini(&parser, on_cell, on_row, &counts);
	csv_free(&parser);
	fclose(file);
	printf("%ld rows, %ld cells\n", counts.rows, counts.cells);
	return 0;
}
C
${CC:-cc} -O2 -o "$place/count" "$place/count.c" -lcsv

perl -e '
	my ($rows) = @ARGV;
	my $people = int($rows / 730) + 1;
	print "Email,Date,Tool,Editor,Prompts,Suggestions,Accepted,",
	    "Lines suggested,Lines accepted\n";
	for (my ($n, $day) = (0, 0); $n < $rows; $day++) {
		my @t = gmtime(1704067200 + $day * 86400);
		my $date = sprintf("%d-%02d-%02d", $t[5] + 1900, $t[4] + 1, $t[3]);
		for (my $p = 0; $p < $people && $n < $rows; $p++, $n++) {
			my $s = ($p * 7919 + $day * 104729) % 40;
			printf "dev%d\@example.org,%s,GitHub Copilot,vscode,%d,%d,%d,%d,%d\n",
			    $p, $date, $s % 9, $s, $s / 3, $s * 4, $s;
		}
	}' "$rows" >"$place/usage.csv"

# The seconds of CPU of a command, its output gone.
cpu() {
	perl -e '
		my $pid = fork;
		if (!$pid) {
			open STDOUT, ">", "/dev/null";
			open STDERR, ">", "/dev/null";
			exec @ARGV or exit 127;
		}
		waitpid $pid, 0;
		die "failed: @ARGV\n" if $?;
		my @t = times;
		printf "%.2f\n", $t[2] + $t[3]' "$@"
}
middle() {
	sort -n | sed -n "$(((rounds + 1) / 2))p"
}

: >"$place/counts"
: >"$place/checks"
for round in $(seq "$rounds"); do
	cpu "$place/count" "$place/usage.csv" >>"$place/counts"
	cpu "$assay" check "$place/usage.csv" >>"$place/checks"
done
count=$(middle <"$place/counts")
check=$(middle <"$place/checks")
import=$(cpu "$assay" import "$place/usage.csv" --db "$place/a.db")
again=$(cpu "$assay" import "$place/usage.csv" --db "$place/a.db")
joined=$(sqlite3 "$place/a.db" 'SELECT count(*) FROM usage
    JOIN identity USING (alias_id) JOIN person ON person.id = person_id')
[ "$joined" = "$rows" ]
memory=$( (/usr/bin/time -f %M "$assay" import "$place/usage.csv" --db "$place/b.db" >/dev/null) 2>&1 | tail -1)
awk -v rows="$rows" -v count="$count" -v check="$check" -v import="$import" \
    -v again="$again" -v memory="$memory" 'BEGIN {
	printf "libcsv counts %d rows in %.2f s; assay check %.2f s: %.1f times\n",
	    rows, count, check, check / count
	printf "import %.2f s: %d rows a second; again %.2f s: %.0f %%\n",
	    import, rows / import, again, 100 * again / import
	printf "memory of the import: %.0f MB\n", memory / 1024
	exit check > 3 * count || rows / import < 200000 || again > import / 10
}'
