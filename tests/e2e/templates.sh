#!/bin/sh
# Templates of users: the three examples that docs/report-templates.md teaches
# make the reports it promises, and every kind of mistake is told with file,
# line and column.
set -eu
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0
fail() {
	echo "$1"
	status=1
}

sh samples/acme/build.sh "$work/acme" >/dev/null
mkdir "$work/mine"
cp samples/templates/*.xml "$work/mine/"
report() { # EDITION OUT
	"$ASSAY" report -c "$work/acme/assay.yaml" --templates "$work/mine" \
	    --edition "$1" -o "$2" >"$work/log" 2>&1
}

# ------------------------------------------------------------ the examples --
for file in samples/templates/*.xml; do
	name=$(basename "$file" .xml)
	grep -q "samples/templates/$name.xml" docs/report-templates.md ||
	    fail "docs/report-templates.md does not teach $name.xml"
	report "$name" "$work/$name" || { cat "$work/log"; fail "$name"; }
done
pages() {
	pdfinfo "$work/$1/report.pdf" | sed -n 's/^Pages: *//p'
}
[ "$(pages memo)" = 2 ] || fail "the memo has $(pages memo) pages, not 2"
# one page for all, one for each team that is large enough to be shown
titles() { jq -r '.. | objects | select(.kind == "section") | .title' "$1"; }
titles "$work/team-pages/report.json" | grep '^Team ' >"$work/teams"
printf 'Team Ledger\nTeam Web\n' | cmp -s - "$work/teams" ||
    { cat "$work/teams"; fail "not the teams of the sample"; }
[ "$(pages team-pages)" = 3 ] || fail "not a page for each team"
for question in 1 2 3 4 5 6; do
	titles "$work/questionnaire/report.json" | grep -q "^$question\. " ||
	    fail "question $question has no answer"
done

# ------------------------------------------------------- an earlier period --
cat >"$work/mine/earlier.xml" <<'END'
<report title="Earlier"><block name="cover"/>
<p>Now <value of="ai.commit_share" part="hit"/>, before
<value of="ai.commit_share" part="hit" period="-1"/>, a year ago
<value of="ai.commit_share" part="hit" period="-4"/>.</p></report>
END
hits() { # PERIOD
	"$ASSAY" query ai.commit_share -c "$work/acme/assay.yaml" \
	    --period "$1" --format json | jq .hit
}
report earlier "$work/earlier" || { cat "$work/log"; fail "earlier"; }
tr -s ' \n' ' ' <"$work/earlier/report.txt" | grep -q -F "Now $(hits 2026-Q3),\
 before $(hits 2026-Q2), a year ago $(hits 2025-Q3)." ||
    fail "figures of earlier periods"

# ----------------------------------------- what is not there is said, not made
mkdir "$work/empty"
report memo "$work/again" || fail "the memo a second time"
cmp -s "$work/again/report.html" "$work/memo/report.html" ||
    fail "two runs differ"

# ------------------------------------------------------------- the mistakes --
wrong() { # EXPECTED LINE... : a template of these lines, told with EXPECTED
	expected=$1
	shift
	printf '%s\n' "$@" >"$work/mine/wrong.xml"
	if report wrong "$work/wrong"; then
		fail "taken: $*"
	elif ! grep -q -F "$work/mine/wrong.xml:$expected" "$work/log"; then
		cat "$work/log"
		fail "not told as $expected"
	fi
}
head='<report title="T"><block name="cover"/>'
wrong '2:1: error: expected an element, found "pp"' "$head" '<pp>x</pp></report>'
wrong '2:4: error: expected an attribute of <p>, found "rolle"' "$head" \
    '<p rolle="lead">x</p></report>'
wrong '2:4: error: expected a value of role, found "big"' "$head" \
    '<p role="big">x</p></report>'
wrong '2:11: error: expected the id of a measure, found "ai.comit_share"' \
    "$head" '<p><value of="ai.comit_share"/></p></report>'
wrong '2:29: error: expected a key of ai.commit_share' "$head" \
    '<table of="ai.commit_share" by="teams"><title>x</title></table></report>'
wrong '2:36: error: expected a sentence of data/words.csv' "$head" \
    '<p><sentence of="ai.commit_share"  say="ai_comits"/></p></report>'
wrong '2:9: error: expected' "$head" '<p><key name="team"/></p></report>'
wrong '2:8: error: expected a value of name, found "listing"' "$head" \
    '<table name="listing"><title>x</title></table></report>'
wrong '2:1: error: expected the name of a template, found "nobody"' "$head" \
    '<include name="nobody"/></report>'
wrong '3:10: error: expected each id once, found "a" again' "$head" \
    '<section id="a" title="A"><p>x</p></section>' \
    '<section id="a" title="B"><p>x</p></section></report>'
wrong '2:10: error: expected the id of a section, found "nowhere"' "$head" \
    '<p><link to="#nowhere">x</link></p></report>'
wrong '2:10: error: expected #id, https:// or http://' "$head" \
    '<p><link to="javascript:x">x</link></p></report>'
wrong '1:1: error: expected <block name="cover"/> in the report, found none' \
    '<report title="T">' '<p>x</p></report>'
wrong '2:1: error: expected <block name="cover"/> once' "$head" \
    '<block name="cover"/></report>'
wrong '2:1: error: expected what templates/report.rng allows' "$head" \
    '<item>x</item></report>'
wrong '2:9: error: expected well-formed XML' "$head" '<p>x</q></report>'
wrong '1:1: error: expected an element, found a <!DOCTYPE>' \
    '<!DOCTYPE report>' "$head" '<p>x</p></report>'
wrong '1:1: error: expected the attribute "title" on <report>, found none' \
    '<report>' '<p>x</p></report>'
[ -e "$work/wrong" ] && fail "a wrong template left a report"

# a sentence of the user's own, and one that is wrong
mkdir "$work/data"
sed 's/^trained,,{hit} of {n} people who work/trained,,As we say: {hit} of {n} people who work/' \
    data/words.csv >"$work/data/words.csv"
"$ASSAY" report -c "$work/acme/assay.yaml" --templates "$work/mine" \
    --data "$work/data" --edition questionnaire -o "$work/said" \
    >"$work/log" 2>&1 || { cat "$work/log"; fail "words of one's own"; }
grep -q 'As we say: 14 of 19 people' "$work/said/report.txt" ||
    fail "the user's sentence is not in the report"
echo 'mine,,{hitt} of {n},own' >>"$work/data/words.csv"
"$ASSAY" report -c "$work/acme/assay.yaml" --data "$work/data" \
    -o "$work/said" >"$work/log" 2>&1 && fail "a wrong field was taken"
grep -q 'words.csv:[0-9]*: error: expected a field in braces' "$work/log" ||
    { cat "$work/log"; fail "a wrong field is not told with its line"; }
exit $status
