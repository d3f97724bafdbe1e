#!/bin/sh
# One share of a fleet: shard.sh LIST NUMBER OF OUT imports each OFth repository
# of LIST (paths below the current folder, one a line), from the NUMBERth on
# (0 is the first), into the model OUT. A model that is there is brought up to
# date. A repository that cannot be read is told and counted; the share goes on.
set -eu
list=$1 number=$2 of=$3 out=$4
assay=${ASSAY:-assay}
awk -v n="$number" -v of="$of" 'NF && (k++ % of) == n' "$list" |
    tr '\n' '\0' | {
	status=0
	xargs -0 -r "$assay" import --root . --db "$out" --jobs "${JOBS:-2}" || status=$?
	# 123: xargs' word for an exit status of 1 to 125; the account tells of it
	[ "$status" = 0 ] || [ "$status" = 123 ]
}
