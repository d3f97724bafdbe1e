#!/bin/sh
# Import of a grown SARIF log beside `jq empty` on the same file.
# ASSAY_BENCH_MB sets its size (200).
set -eu
build=$1
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
megabytes=${ASSAY_BENCH_MB:-200}
sh tests/bench/grow-sarif.sh "$megabytes" >"$place/big.sarif"

# SECONDS KILOBYTES of a command, from GNU time.
measure() {
	/usr/bin/time -f '%e %M' -o "$place/time" "$@" >/dev/null
	cat "$place/time"
}
jq=$(measure jq empty "$place/big.sarif")
own=$(measure "$build/assay" import --db "$place/a.db" "$place/big.sarif")
results=$(grep -c '^{"ruleId"\|^,*{"ruleId"' "$place/big.sarif")
echo "$jq $own $results $megabytes" | awk '{
	printf "%d MB, %d results\n", $6, $5
	printf "jq empty      %7.2f s  %6.1f MB\n", $1, $2 / 1024
	printf "assay import  %7.2f s  %6.1f MB  (%.2f of the time, %.3f of the memory)\n",
	    $3, $4 / 1024, $3 / $1, $4 / $2
}'
