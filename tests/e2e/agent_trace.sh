#!/bin/sh
# assay lines and a report read the same Agent Trace files, wherever they lie.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null \
    GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@x.example \
    GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@x.example \
    GIT_AUTHOR_DATE=2026-07-01T00:00:00Z GIT_COMMITTER_DATE=2026-07-01T00:00:00Z
git init -q -b main one
cd one
seq 8 >at.txt
git add .
git commit -qm one
before=$(git rev-parse HEAD)
seq 12 >at.txt
git commit -qam two
mkdir -p sub/.agent-trace
cat >sub/.agent-trace/traces.jsonl <<-EOF
	{"version":"0.1.0","id":"550e8400-e29b-41d4-a716-446655440000","timestamp":"2026-07-01T00:00:00Z","vcs":{"type":"git","revision":"$before"},"tool":{"name":"cursor","version":"1"},"files":[{"path":"at.txt","conversations":[{"contributor":{"type":"ai"},"ranges":[{"start_line":9,"end_line":12}]}]}]}
EOF
git add .
git commit -qm three
cd ..
"$ASSAY" lines one >lines.tsv
cut -f1-3,5-6,8 lines.tsv | sed -n 2,3p >found
printf 'at.txt\t1\t8\tunknown\t\t\nat.txt\t9\t4\tai\tcursor\tline\n' >expected
cmp expected found || { cat found; exit 1; }
"$ASSAY" trace one --db one.db --tool cursor --format json 2>/dev/null |
    jq -e '.commits[0].places | map([.start, .count]) == [[9, 4]]' >/dev/null
