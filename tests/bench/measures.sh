#!/bin/sh
# Every measure asked of a large model: time, processors, peak memory and the
# slowest ten, beside SQLite's own check of the same file (PRAGMA quick_check),
# which reads all of it once; before that, what joining its sources took.
# grow-model.py makes the model, the same for the
# same numbers. ASSAY_BENCH_COMMITS and ASSAY_BENCH_FINDINGS set its size (a
# hundred thousand each; of a million each the figures of docs/architecture.md
# are), ASSAY_BENCH_SEED draws another, ASSAY_BENCH_REPORT=1 makes the report as
# well.
set -eu
build=$1
command -v python3 >/dev/null 2>&1 || {
	echo 'skipped: python3 is not installed'
	exit 0
}
here=$(cd "$(dirname "$0")" && pwd)
assay=$(cd "$build" && pwd)/assay
commits=${ASSAY_BENCH_COMMITS:-100000}
findings=${ASSAY_BENCH_FINDINGS:-100000}
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
cd "$place"

cat >assay.yaml <<'EOF'
version: 1
organisation:
  name: Big
people:
  directory: directory.csv
policy:
  tools:
    - name: claude-code
      status: approved
      from: 2024-01-01
      owner: Head of security
    - name: codex
      status: forbidden
  models:
    - name: model-0
      status: approved
  mcp:
    - name: api.githubcopilot.com/mcp
      from: 2024-01-01
  data_sources:
    - name: github
      from: 2024-01-01
EOF
python3 "$here/grow-model.py" --directory "$commits" >directory.csv
"$assay" import -c assay.yaml --db big.db >/dev/null 2>&1
python3 "$here/grow-model.py" big.db "$commits" "$findings" \
    "${ASSAY_BENCH_SEED:-1}" 2>/dev/null
echo "$commits commits, $findings findings, $(($(wc -c <big.db) / 1048576)) MB"

# NAME COMMAND...: what it took.
measure() {
	name=$1
	shift
	/usr/bin/time -f '%e %U %S %M' -o time "$@" >out 2>err || {
		cat err >&2
		echo "$name failed" >&2
		exit 1
	}
	awk -v name="$name" '{ printf "%-14s %7.2f s  %7.2f s of processors  " \
	    "%7.1f MB\n", name, $1, $2 + $3, $4 / 1024 }' time
}
mkdir empty
cd empty
measure joining "$assay" query ai.line_share --db ../big.db --as-of 2026-10-01
measure quick_check python3 -c "import sqlite3
assert sqlite3.connect('../big.db').execute(
    'PRAGMA quick_check').fetchone()[0] == 'ok'"
peer=$(awk '{ print $2 + $3 }' time)
measure measures "$assay" query --all --timings --db ../big.db \
    --as-of 2026-10-01
awk -v peer="$peer" '{ printf "%.1f times the processors of quick_check\n", \
    ($2 + $3) / peer }' time
echo "$(grep -c ' s  [a-z]' err) measures; the slowest, in seconds:"
sort -rn err | head -n 10
[ -z "${ASSAY_BENCH_REPORT:-}" ] ||
    measure report "$assay" report --db ../big.db --as-of 2026-10-01 -o report
