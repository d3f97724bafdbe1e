#!/bin/sh
# The audit edition: each finding with criteria, condition, cause, effect,
# recommendation and management's answer, a missing one told as missing; what
# was found before is repeated or told as gone; decisions of the register come
# back as what became of them on the day of the report; the sign-off.
set -eu
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0
fail() {
	echo "$1"
	status=1
}
sh samples/acme/build.sh "$work/acme"
config=$work/acme/assay.yaml
report() { # OUT OPTIONS...
	out=$work/$1
	shift
	"$ASSAY" report -c "$config" -o "$out" "$@" >"$work/log" 2>&1 ||
	    { cat "$work/log"; exit 1; }
}
has() { # FILE TEXT
	tr -s ' \n' '  ' <"$1" | grep -q -F -- "$2" || fail "$1 lacks: $2"
}

report audit --edition audit
text=$work/audit/report.txt
table=$(ls "$work"/audit/tables/*findings-critical-first.csv)
failing=$("$ASSAY" query gate.failures --db "$work/acme/assay.db" \
    --format csv | tail -n +2 | wc -l)
outside=$(jq '[.indicators[] | select(.status == "Outside")] | length' \
    "$work/audit/report.json")
found=$(($(wc -l <"$table") - 1))
[ "$found" = "$((failing + outside))" ] && [ "$outside" -gt 0 ] ||
    fail "$found findings, $failing items fail, $outside measures outside"
[ "$(pdftotext -layout "$work/audit/report.pdf" - | tr -d '\f' |
    grep -c '^ *Finding [A-Za-z_0-9-]*$')" = "$found" ] ||
    fail "the PDF does not print each finding"
has "$text" "Major improvement needed. Findings: $found, of these critical: 5."
# what was asked is no finding: that it is not so is
has "$text" "RD-106 Rating: Critical; Asked: No agent approves its own work;"
has "$text" "Branch rules counted the approval of an agent."
has "$text" "(Head of platform, 15 Sep 2026): late"
has "$text" "agreed in part, 2 Oct 2026: The time to fix for the ledger"
has "$text" "not yet received"
has "$text" "not established"
has "$text" "Security analysis"
has "$text" "not yet signed"
grep -q '^RD-106,Critical,No agent approves its own work,agreed,late,' \
    "$table" || fail "RD-106 is not late"
grep -q '^RD-603,Critical,[^,]*,not yet received,none stated,' "$table" ||
    fail "RD-603 was answered"

has "$text" "Addressed to: not stated."
has "$text" "Train everybody who commits with AI Late 1 Jul 2026"
grep -q '^gateway  *main  *whole$' "$text" || fail "no branch of the gateway"

# a measure outside its limit twice: what it was, and which way it went
sed 's/^output:/&\n  addressee: Audit committee/
    s/at_least: 0.80/at_least: 0.999/' "$config" >"$work/acme/strict.yaml"
usual=$config
config=$work/acme/strict.yaml
report strict --edition audit --period 2026-Q3
has "$work/strict/report.txt" "Addressed to: Audit committee."
config=$usual
has "$work/strict/report.txt" "too, when it was 98%; worse since then."
grep -q '^origin_coverage,High,.*,"repeated, worse",' \
    "$work"/strict/tables/*findings-critical-first.csv ||
    fail "origin_coverage is not told as worse"

# a quarter before, nothing was answered yet but what came within the quarter
report before --edition audit --period 2026-Q2 --as-of 2026-07-20
grep -q '^RD-106,[^,]*,[^,]*,agreed,open,' \
    "$work"/before/tables/*findings-critical-first.csv ||
    fail "RD-106 was not answered after 2026-Q2"
grep -q '^RD-701,[^,]*,[^,]*,not yet received,' \
    "$work"/before/tables/*findings-critical-first.csv ||
    fail "RD-701 was answered before it was found"

# what was found before and is not now is told with what it is now
gone=$(cut -d, -f1 "$work"/before/tables/*findings-critical-first.csv |
    tail -n +2 | while read -r id; do
	grep -q "^$id," "$table" || echo "$id"
done)
[ -n "$gone" ] || fail "nothing of 2026-Q2 is gone"
for id in $gone; do
	grep -q "^$id," "$work"/audit/tables/*that-are-none-now.csv ||
	    fail "$id is gone without a word"
done

# the register: open, then done, as the days say
cat >"$work/acme/inputs/register.yaml" <<'REGISTER'
decisions:
  - key: D-2026-7
    title: How prompts are kept
    asked: 2026-04-20
    due: 2026-09-01
    owner: Head of operations
    state: done
    settled: 2026-08-20
    chosen: B
    options:
      - {key: A, text: With the vendor, recommended: yes}
      - {key: B, text: With the code}
REGISTER
report q3
has "$work/q3/report.txt" "Done: How prompts are kept (B With the code)"
report q2 --period 2026-Q2 --as-of 2026-07-20
has "$work/q2/report.txt" "How prompts are kept"
has "$work/q2/report.txt" "by 1 Sep 2026"
sed -i '/state: done/d; /settled:/d' "$work/acme/inputs/register.yaml"
report late
has "$work/late/report.txt" "Late, due 1 Sep 2026: How prompts are kept"

# what the register says twice, of nothing or in a wrong way is told, not lost
cat >"$work/acme/inputs/register.yaml" <<'REGISTER'
responses:
  - {finding: RD-999, date: 2026-10-02, answer: agree}
  - finding: RD-106
    date: 2026-10-02
    answer: agree
    action: Branch rules
    state: done
    settled: 2026-09-20
decisions:
  - key: D-2026-7
    title: How prompts are kept
    options: [{key: A, text: With the vendor}]
  - key: D-2026-7
    title: How prompts are kept
    state: done
    settled: 2026-08-20
    options: [{key: B, text: With the code}]
sign_off:
  - {period: 2026Q3, step: prepared, name: X, role: Y}
REGISTER
report odd --edition audit
has "$work/odd/report.txt" "no item of the checklist, no measure of page one"
has "$work/odd/report.txt" \
    "done since 20 Sep 2026, and it is found all the same."
"$ASSAY" check "$work/acme/inputs/register.yaml" >"$work/log" 2>&1 || :
has "$work/log" 'register.yaml:13:10: rejected: expected that of one entry'
has "$work/log" 'register.yaml:19:14: rejected: expected a period'

# a state of a table counts on the day of the report
report early --period 2026-Q1 --as-of 2026-04-10
! grep -q 'Late, due 1 Jul 2026' "$work/early/report.txt" ||
    fail "a decision is late before its day"

# without anything known there is no conclusion, and nothing passes untested
git init -q "$work/bare" && git -C "$work/bare" -c user.name=x \
    -c user.email=x@example.org commit -q --allow-empty -m begin
"$ASSAY" report "$work/bare" --edition audit -o "$work/none" >"$work/log" 2>&1 ||
    { cat "$work/log"; exit 1; }
has "$work/none/report.txt" "No conclusion: none of the"
has "$work/none/report.txt" "Nothing that was assessed is a finding."
! ls "$work/none/tables" | grep -q -e 'that-pass' -e 'as-it-should-be' ||
    fail "an empty repository passes"

# nobody of the directory, no commit
tail -n +2 "$work/acme/inputs/directory.csv" | cut -d, -f2 |
    while IFS= read -r name; do
	! grep -q -F -- "$name" "$text" || { echo "it names $name"; exit 1; }
done || status=1
! grep -q -E '\b[0-9a-f]{40}\b' "$text" || fail "it shows commits"
exit $status
