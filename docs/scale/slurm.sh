#!/bin/sh
#SBATCH --job-name=assay
#SBATCH --array=0-9
#SBATCH --cpus-per-task=2
#SBATCH --mem=2G
# A Slurm array, a share of the fleet a task:
#
#   array=$(sbatch --parsable --export=ALL,LIST=fleet.txt,OUT=/shared/fleet.db \
#       docs/scale/slurm.sh)
#   sbatch --dependency=afterany:$array --wrap \
#       'assay merge /shared/fleet.db /shared/fleet.db.shards/*.db'
#
# SCALE is the folder of shard.sh: Slurm runs a copy of this file.
set -eu
mkdir -p "$OUT.shards"
JOBS=${SLURM_CPUS_PER_TASK:-2} sh "${SCALE:-docs/scale}/shard.sh" "$LIST" \
    "$SLURM_ARRAY_TASK_ID" "${SLURM_ARRAY_TASK_COUNT:-10}" \
    "$OUT.shards/$SLURM_ARRAY_TASK_ID.db"
