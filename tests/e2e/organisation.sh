#!/bin/sh
# An organisation with more of everything than a page has room for, as
# tests/bench/grow-organisation.py makes it, with names that are not friendly:
# page one stays one page and the body ten, titles speak of all and not of what
# is drawn, two places that tell one figure agree, and no name is cut or lost.
set -eu
command -v python3 >/dev/null 2>&1 || {
	echo 'skipped: python3 is not installed'
	exit 0
}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0
fail() {
	echo "$1"
	status=1
}
python3 tests/bench/grow-organisation.py "$work/grown" --repositories 60 \
    --people 900 --hostile
"$ASSAY" report -c "$work/grown/assay.yaml" -o "$work/out" >"$work/log" 2>&1 ||
    [ $? -eq 3 ] || { cat "$work/log"; exit 1; }
out=$work/out

page() { # FIRST [LAST]
	pdftotext -layout -f "$1" -l "${2:-$1}" "$out/report.pdf" -
}
page 1 | grep -q 'How sure we are' || fail "page one runs over"
page 1 | grep -q 'Late, due 1 Jul 2026' || fail "an old request is not late"
page 2 | grep -q 'What stands behind the answer' || fail "page two is not next"
last=$(page 1 14 | awk '/\f/ { n += gsub(/\f/, "") }
    /How this report was made/ && !at { at = n + 1 } END { print at }')
[ "${last:-99}" -le 12 ] || fail "the body ends on page $last"

# of all teams, drawn or not
gaps=$(echo "$out"/tables/T-*-open-gaps-by-team.csv)
[ "$(wc -l <"$gaps")" -gt 14 ] || fail "too few teams to try the chart"
teams=$(($(wc -l <"$gaps") - 1))
tr -s ' \n' '  ' <"$out/report.txt" | grep -q "over half in [0-9]* of $teams teams" ||
    fail "the chart of gaps does not speak of all $teams teams"
grep -q ' more in the table' "$out/report.html" ||
    fail "what is not drawn is not told"

# a sentence and the chart below it
said=$(tr '\n' ' ' <"$out/report.txt" | grep -o 'withdrawn today, [0-9,]* commits' |
    sort -u | wc -l)
[ "$said" -eq 1 ] || fail "$said numbers of commits to review"

grep -q 'Customer identity, consent management and regulatory reporting' \
    "$out"/tables/*-by-team.csv || fail "a comma parts a team's name"
! grep -qi 'one of one\|none of one' "$out/report.txt" ||
    fail "a sentence counts badly"
! grep -q '<script>alert\|onerror=alert(2)>' "$out/report.html" ||
    fail "a name is markup"
[ "$(wc -c <"$out/report.html")" -lt 800000 ] ||
	fail "the HTML grows with the organisation"
qpdf --check "$out/report.pdf" >/dev/null || fail "the PDF is not well-formed"
exit $status
