#!/bin/sh
# The same work counts once: picked onto another branch, brought back after a
# revert, in clones and forks; each place of it is listed.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null \
    GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@x.example \
    GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@x.example \
    GIT_AUTHOR_DATE=2026-07-01T00:00:00Z GIT_COMMITTER_DATE=2026-07-01T00:00:00Z
at() {
	export GIT_AUTHOR_DATE="$1T00:00:00Z" GIT_COMMITTER_DATE="$1T00:00:00Z"
}
git init -q -b main shop
cd shop
seq 5 >base.txt
git add .
git commit -qm base
git branch rel
at 2026-07-02
seq 100 >ai.txt
git add .
git commit -qm 'add

Co-authored-by: Claude <noreply@anthropic.com>'
ai=$(git rev-parse HEAD)
at 2026-07-03
git checkout -q rel
git cherry-pick -x "$ai" >/dev/null 2>&1
at 2026-07-04
git commit -q --amend --no-edit -m "backport

(cherry picked from commit $ai)"
git checkout -q main
cd ..
cat >assay.yaml <<-'EOF'
	version: 1
	repositories:
	  - path: shop
	    heads: main rel
EOF
query() {
	"$ASSAY" query "$@" --period 2026-Q3 --format json 2>/dev/null
}
is() {
	[ "$1" = "$2" ] || {
		echo "expected $2, found $1"
		exit 1
	}
}
"$ASSAY" import >/dev/null 2>&1
is "$(query ai.commit_share | jq -c '[.hit, .n]')" '[1,2]'
is "$(query ai.line_share | jq -c '[.hit, .n]')" '[100,105]'
is "$("$ASSAY" trace --format json 2>err | jq -r '[.commits[] |
    .repeats // "first"] | sort | join(" ")')" 'first picked'
grep -q '1 commit repeats the work' err
people() {
	"$ASSAY" query ai.tools_inventory --period 2026-Q3 --format csv "$@" |
	    cut -d, -f10 | tail -1
}
is "$(people)" ''
is "$(people --restricted)" 1
"$ASSAY" query change.copies --period 2026-Q3 | grep -q 'picked'

# On the branch the picked lines are the tool's, without a mark of their own.
cat >rel.yaml <<-'EOF'
	version: 1
	repositories:
	  - path: shop
	    heads: rel main
EOF
"$ASSAY" lines shop -c rel.yaml ai.txt | cut -f5-8 | tail -1 >said
is "$(cat said)" "$(printf 'ai\tclaude-code\t\tpicked')"

# A clone and a fork with a line of its own: all that is theirs counts once.
git clone -q shop copy
git clone -q shop fork
(
	cd fork
	at 2026-07-05
	sed -i 1d ai.txt
	seq 3 >own.txt
	git add .
	git commit -qm more -m 'Co-authored-by: Claude <noreply@anthropic.com>'
)
cat >all.yaml <<-'EOF'
	version: 1
	repositories:
	  - path: shop
	  - path: copy
	  - path: fork
EOF
"$ASSAY" import -c all.yaml --db all.db >/dev/null 2>&1
is "$(query ai.living_line_share -c all.yaml --db all.db |
    jq -c '[.hit, .n]')" '[103,108]'
"$ASSAY" trace -c all.yaml --db all.db --format json 2>err >all.json
is "$(jq -c '.totals.alive_lines' all.json)" 103
is "$(jq -c '[.commits[].copies[].count] | add' all.json)" 199
is "$("$ASSAY" trace -c all.yaml --db all.db --format sarif |
    jq '[.runs[].results[].locations[].physicalLocation.region |
    .endLine - .startLine + 1] | add')" 302
grep -q '199 lines stand in other clones or forks' err

# What a rename moved is nobody's new work: of a person's five lines in a moved
# file the commit is a person's, of AI's five its pick is AI's, and repeats five.
git init -q -b main move
cd move
seq 50 >a.txt
seq 200 250 >b.txt
git add .
git commit -qm base
git branch rel
note() { # FILE KEY
	git notes --ref=ai add -m "$1
  $2 51-55
---
{\"schema_version\": \"authorship/3.0.0\", \"prompts\": {\"p1\":
{\"agent_id\": {\"tool\": \"cursor\", \"id\": \"1\", \"model\": \"m-1\"}}},
\"humans\": {\"h_1\": {\"author\": \"T <t@x.example>\"}}}"
}
at 2026-07-02
git mv a.txt c.txt
seq 90 94 >>c.txt
git commit -qam mine
note c.txt h_1
at 2026-07-03
git mv b.txt d.txt
seq 290 294 >>d.txt
git commit -qam "the tool's"
note d.txt p1
first=$(git rev-parse HEAD)
git checkout -q rel
git cherry-pick -x "$first" >/dev/null 2>&1
at 2026-07-04
git commit -q --amend --no-edit
git checkout -q main
cd ..
cat >move.yaml <<-'EOF'
	version: 1
	repositories:
	  - path: move
	    heads: main rel
EOF
"$ASSAY" import -c move.yaml --db move.db >/dev/null 2>&1
is "$(query ai.line_share -c move.yaml --db move.db --by origin |
    jq -c '[.groups[] | [.key.origin, .n]]')" \
    '[["ai",5],["human",5],["unknown",101]]'
is "$(query change.copies -c move.yaml --db move.db | jq -c '[.rows[] |
    [.how, .ai, .lines]]')" '[["picked",1,5]]'
is "$(sqlite3 move.db "SELECT origin FROM commit_origin
    WHERE copied = 'picked'")" ai
