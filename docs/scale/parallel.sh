#!/bin/sh
# GNU parallel: parallel.sh LIST SHARDS OUT imports a fleet on the hosts of
# $HOSTS ("4/build1,4/build2"; none: this machine) and merges what they made.
# Run it in the folder that all paths of LIST are below; with hosts, a folder
# that they share.
set -eu
list=$1 shards=$2 out=$3
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$out.shards"
seq 0 $((shards - 1)) |
    parallel ${HOSTS:+--sshlogin "$HOSTS" --workdir "$PWD" --env ASSAY} \
	--halt never "sh '$here/shard.sh' '$list' {} '$shards' '$out.shards/{}.db'"
"${ASSAY:-assay}" merge "$out" "$out.shards"/*.db
