#!/bin/sh
# assay trace finds each commit of a tool, says of each what git says, and
# writes patches that git takes.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
sh samples/acme/build.sh "$tmp/acme"
cd "$tmp/acme"
"$ASSAY" import >/dev/null 2>&1
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null \
    GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@x.example \
    GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@x.example

lacks() { # TEXT FILE-OR-FOLDER
	if grep -rqa -e "$1" "$2"; then
		echo "$2 has $1"
		exit 1
	fi
}

# The commits are those whose message names the tool.
"$ASSAY" trace --tool codex --revert --format json >codex.json 2>err
for name in gateway ledger storefront; do
	git -C repositories/$name.git log --no-merges -i --format=%H \
	    --grep='^co-authored-by: codex'
done | sort >expected
jq -r '.commits[].commit' codex.json | sort >found
cmp expected found
[ "$(jq .totals.commits codex.json)" = "$(wc -l <found)" ]

# Undoing each is what git revert makes of it.
for name in gateway ledger storefront; do
	jq -r --arg r $name '.commits[] | select(.repository | endswith($r)) |
	    .commit + " " + .revert' codex.json >tried
	[ -s tried ] || continue
	git clone -q repositories/$name.git work 2>/dev/null
	while read -r commit state; do
		if ! git -C work revert -n "$commit" >log 2>&1; then
			is=conflict
		elif git -C work diff --cached --quiet; then
			is=gone
		else
			is=clean
		fi
		git -C work reset -q --hard
		[ $is = "$state" ] || {
			echo "$name $commit: git revert is $is, found $state"
			exit 1
		}
	done <tried
	rm -rf work
done
jq -e '.commits | all(.revert != "conflict" or (.revert_reason | length) > 0)' \
    codex.json >/dev/null
jq -e '[.commits[].revert] | index("clean") and index("conflict")' \
    codex.json >/dev/null

# The lines left of each are those that git blame gives to it.
git clone -q repositories/storefront.git work 2>/dev/null
git -C work ls-files >files
while IFS= read -r path; do
	git -C work blame -l -s --root -- "$path" 2>/dev/null
done <files | cut -d" " -f1 | sort | uniq -c | awk '{ print $2, $1 }' >blamed
jq -r '.commits[] | select(.repository | endswith("storefront")) |
    "\(.commit) \(.alive_lines) \([.places[].count] | add // 0)"' codex.json |
    sort >alive
while read -r commit alive places; do
	is=$(awk -v c="$commit" '$1 == c { print $2 }' blamed)
	[ "${is:-0}" = "$alive" ] && [ "$alive" = "$places" ] || {
		echo "$commit: git blame has ${is:-0} lines, found $alive"
		exit 1
	}
done <alive
[ "$(wc -l <alive)" -gt 3 ]
rm -rf work

# Findings that count stand on lines that are left; the others are told apart.
"$ASSAY" trace --model 'claude-*' --format json >claude.json 2>err
jq -e '[.commits[] | (.places // []) as $p | .findings // [] | .[] | . as $f |
    any($p[]; .path == $f.path and .start <= $f.line and
    $f.line < .start + .count)] | length > 0 and all' claude.json >/dev/null
jq -e '.totals.findings_rewritten > 0 and
    (.commits[0].findings | length) > 0' claude.json >/dev/null
grep -q 'stood on lines rewritten since the scan' err

# A second run remembers; the answer is the same.
"$ASSAY" trace --tool codex --revert --format json >again.json 2>err
cmp codex.json again.json

# Patches: git am takes all of them.
"$ASSAY" trace --tool codex --write-patches "$tmp/patches" \
    --author 'Response Team <r@acme.example>' >out 2>err
git clone -q repositories/storefront.git work 2>/dev/null
git -C work am -q "$tmp"/patches/storefront/*.patch
[ "$(git -C work log --oneline @{u}.. | wc -l)" = \
    "$(ls "$tmp"/patches/storefront | wc -l)" ]
[ "$(git -C work log -1 --format=%an)" = 'Response Team' ]
[ "$(git -C work log -1 --format=%at)" -ge \
    "$(git -C work log -1 --format=%ct @{u})" ]
grep -q ' conflict: .*\.' out
grep -q ': warning: it ended 1 finding, the worst critical: its patch brings' err

# A repository that is not where it was read is said.
status=0
(cd "$tmp" && "$ASSAY" trace --tool claude-code --revert --db acme/assay.db \
    --format json >elsewhere.json 2>err) || status=$?
[ $status = 3 ]
jq -e 'all(.commits[]; .revert == "not_tried")' "$tmp/elsewhere.json" >/dev/null
grep -q 'commits are not tried; paths are as they were given' "$tmp/err"

# Other forms hold the same.
"$ASSAY" trace --tool codex --format csv >codex.csv
[ "$(($(wc -l <codex.csv) - 1))" = "$(wc -l <found)" ]
"$ASSAY" trace --tool codex --format sarif >codex.sarif
[ "$(jq '[.runs[].results[]] | length' codex.sarif)" = \
    "$(jq '[.commits[].places // [] | .[]] | length' codex.json)" ]
"$ASSAY" check codex.sarif | grep -q 'SARIF'

# Dates, models, people, repositories narrow; nothing else is there.
count() {
	"$ASSAY" trace "$@" --format json | jq .totals.commits
}
all=$(count)
[ "$(count --since 2026-07-01)" -lt "$all" ]
[ $(($(count --since 2026-07-01) + $(count --until 2026-06-30))) = "$all" ]
[ "$(count --repo ledger)" -gt 0 ]
[ "$(count --model 'claude-opus*')" -gt 0 ]
[ "$(count --model 'claude-opus*' --tool codex)" = 0 ]

# Nobody is named, and with a key everybody has a pseudonym.
printf '%064d\n' 7 >assay.key
chmod 600 assay.key
sed 's/^  minimum_group: 5/&\n  key: assay.key/' assay.yaml >keyed.yaml
"$ASSAY" trace --tool codex -c keyed.yaml --format json >keyed.json 2>err
jq -e 'all(.commits[]; .author == null)' codex.json >/dev/null
jq -e 'all(.commits[]; .author | startswith("person-"))' keyed.json >/dev/null
one=$(jq -r '.commits[0].author' keyed.json)
[ "$(count --tool codex -c keyed.yaml --person "$one")" -gt 0 ]
"$ASSAY" trace --tool codex --restricted --format json >named.json
jq -e '.commits[0].author | startswith("person-") | not' named.json >/dev/null
"$ASSAY" trace --tool codex >codex.txt
grep -q 'not shown *codex' codex.txt

# Asking for one named person needs leave; whether there is one is not told.
key=$(jq -r '.commits[0].author' named.json)
[ "$(count --tool codex --restricted --person "$key")" = \
    "$(count --tool codex -c keyed.yaml --person "$one")" ]
for person in "$key" nobody@example.com; do
	status=0
	"$ASSAY" trace --person "$person" >out 2>err || status=$?
	[ $status = 2 ]
	[ ! -s out ]
	grep -q 'needs --restricted' err
	lacks "$person" err
done

# A known tool or any model without a commit is an answer; what nobody knows is
# an error that says what is recorded.
"$ASSAY" trace --tool windsurf --format json >out 2>err
jq -e '.commits == []' out >/dev/null
grep -q 'no commit is recorded with tool windsurf' err
"$ASSAY" trace --model 'never-*' >/dev/null 2>err
grep -q 'no commit is recorded with model never-\*' err
status=0
"$ASSAY" trace --tool claude-cod 2>err || status=$?
[ $status = 2 ]
grep -q 'did you mean claude-code' err
status=0
"$ASSAY" trace --since 2026-07-01 --until 2026-06-30 2>err || status=$?
[ $status = 2 ]
grep -q 'lies after --until' err

# The incident report lists each commit in order, under a keyed id, and what is
# known of it; another trace has another number and name.
"$ASSAY" trace --tool codex --revert -c keyed.yaml -o incident --db assay.db \
    >out 2>err
[ -s incident/report.pdf ]
tr '\n' ' ' <incident/report.txt >incident.line
grep -q 'Trace of OpenAI Codex' incident.line
grep -q 'Look first at No. 1 (' incident.line
grep -q 'Who has to look, and at what first' incident.line
list=$(echo incident/tables/*-traced-commits-in-the-order-to-look-at-them.csv)
[ "$(($(wc -l <"$list") - 1))" = "$(wc -l <found)" ]
"$ASSAY" trace --tool codex --revert -c keyed.yaml --format json >keyed.json 2>err
jq -r '.commits[] | .name' keyed.json | while read -r name; do
	grep -q "$name" "$list"
	grep -q "$name" incident/tables/*-lines-of-each-commit.csv
done
while read -r commit; do
	lacks "$commit" incident
done <found
"$ASSAY" trace --model 'claude-*' -c keyed.yaml -o other --db assay.db >out 2>err
lacks "$(jq -r .report incident/report.json)" other/report.json

# A correction is told as such; one that changes nothing, with its line.
commit=$(sed -n '/^overrides:/,$s/^  - commit: //p' assay.yaml)
"$ASSAY" trace --tool claude-code --format json 2>err >corrected.json
jq -e --arg c "$commit" '.commits[] | select(.commit == $c) |
    .level == "corrected" and .corrected_lines == .alive_lines' \
    corrected.json >/dev/null
grep -q 'by a correction' err
mkdir small
git -C small init -q one
echo x >small/one/a.txt
git -C small/one add a.txt
git -C small/one commit -qm one
cat >small/assay.yaml <<-'EOF'
	version: 1
	repositories:
	  - path: one
	overrides:
	  - commit: 0123456789ab
	    origin: human
	    who: CISO
	    why: a typing error
EOF
"$ASSAY" import -c small/assay.yaml >out 2>err
grep -q "^assay.yaml:5: warning: expected a commit that was read" err

# Of a clone without the older history nothing is known, which is not none.
echo y >>small/one/a.txt
git -C small/one commit -qam two
git clone -q --depth 1 "file://$PWD/small/one" small/cut
"$ASSAY" trace small/cut --db cut.db --format json >cut.json 2>err
grep -q 'history of cut is cut off' err
jq -e '.totals.alive_lines == null and .histories_cut_off == ["cut"]' cut.json \
    >/dev/null
"$ASSAY" query trace.living_lines --db cut.db | grep -q 'not assessed'
