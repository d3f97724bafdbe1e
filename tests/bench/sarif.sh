#!/bin/sh
# A grown SARIF log read by `jq empty`, by `assay check` and `assay import`, and
# by the query verb of SARIF Multitool, in turns; the medians count.
# ASSAY_BENCH_MB sets its size (200), ASSAY_BENCH_TURNS how often (3),
# ASSAY_MULTITOOL names the program: Sarif.Multitool of the npm package
# @microsoft/sarif-multitool-linux, which is not looked for elsewhere.
set -eu
build=$1
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
megabytes=${ASSAY_BENCH_MB:-200}
sh tests/bench/grow-sarif.sh "$megabytes" >"$place/big.sarif"

# "NAME SECONDS CPU KILOBYTES" of a command, added to the table.
measure() {
	name=$1
	shift
	/usr/bin/time -f '%e %U %S %M' -o "$place/time" "$@" >/dev/null 2>&1 || {
		echo "$name failed" >&2
		return 1
	}
	awk -v name="$name" \
	    '{ printf "%s %.2f %.2f %d\n", name, $1, $2 + $3, $4 }' \
	    "$place/time" >>"$place/table"
}
: >"$place/table"
turn=0
while [ "$turn" -lt "${ASSAY_BENCH_TURNS:-3}" ]; do
	measure jq jq empty "$place/big.sarif"
	[ -z "${ASSAY_MULTITOOL:-}" ] || measure multitool "$ASSAY_MULTITOOL" \
	    query "$place/big.sarif" -e "RuleId == 'java/rule-7'"
	measure check "$build/assay" check --format json "$place/big.sarif"
	rm -f "$place/a.db"
	measure import "$build/assay" import --db "$place/a.db" \
	    "$place/big.sarif"
	turn=$((turn + 1))
done
echo "$megabytes MB, $(grep -c '^,*{"ruleId"' "$place/big.sarif") results"
[ -n "${ASSAY_MULTITOOL:-}" ] ||
    echo "SARIF Multitool was skipped: ASSAY_MULTITOOL names none"
for name in jq multitool check import; do
	for column in 2 3 4; do
		grep "^$name " "$place/table" | sort -n -k"$column" |
		    awk -v column="$column" '{ all[NR] = $column }
		    END { if (NR) print all[int((NR + 1) / 2)] }'
	done | tr '\n' ' ' | sed "s/^/$name /"
	echo
done | awk '
NF < 4 { next }
{ seconds[$1] = $2; memory[$1] = $4
  printf "%-10s %7.2f s  %7.2f s of processors  %7.1f MB", $1, $2, $3, $4 / 1024
  if ($1 != "multitool" && "multitool" in seconds)
	printf "  (%.1f times as fast, %.3f of the memory)",
	    seconds["multitool"] / $2, $4 / memory["multitool"]
  print "" }'
