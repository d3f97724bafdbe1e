#!/bin/sh
# The PDF of the sample's report as other programs see it: qpdf its syntax,
# poppler its fonts, text, structure, attachments and painted pages.
set -eu
for tool in qpdf pdffonts pdfinfo pdfdetach pdftotext pdftoppm; do
	command -v $tool >/dev/null || {
		echo "no $tool"
		exit 77
	}
done
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
status=0
bad() {
	echo "$*"
	status=1
}

sh samples/acme/build.sh "$tmp/acme" >/dev/null
"$ASSAY" report -c "$tmp/acme/assay.yaml" --db "$tmp/a.db" -o "$tmp/a4" \
    >/dev/null 2>&1
sed 's/^  paper: A4$/  paper: Letter/' "$tmp/acme/assay.yaml" \
    >"$tmp/acme/letter.yaml"
"$ASSAY" report -c "$tmp/acme/letter.yaml" --db "$tmp/a.db" \
    -o "$tmp/letter" >/dev/null 2>&1
pdf=$tmp/a4/report.pdf

# Syntax.
for paper in a4 letter; do
	qpdf --check "$tmp/$paper/report.pdf" >"$tmp/qpdf" 2>&1 ||
	    bad "qpdf --check $paper: $(tail -3 "$tmp/qpdf")"
done
pdfinfo "$pdf" >"$tmp/info"
grep -q '^Tagged: *yes' "$tmp/info" || bad "not tagged"
grep -q '^Page size: *595.276 x 841.89 pts (A4)' "$tmp/info" || bad "not A4"
pdfinfo "$tmp/letter/report.pdf" |
    grep -q '^Page size: *612 x 792 pts (letter)' || bad "not Letter"

# Fonts: all embedded, all with a way back to Unicode, only Inter.
pdffonts "$pdf" | awk 'NR > 2 && !(/Inter-(Regular|SemiBold)/ &&
    $(NF - 4) == "yes" && $(NF - 2) == "yes")' >"$tmp/fonts"
[ ! -s "$tmp/fonts" ] || bad "fonts: $(cat "$tmp/fonts")"

# Attachments are the tables and the figures, byte for byte.
mkdir "$tmp/files"
pdfdetach -saveall -o "$tmp/files" "$pdf"
cp "$tmp/a4/report.json" "$tmp/a4/tables"
diff -r "$tmp/files" "$tmp/a4/tables" || bad "attachments differ"

# Structure: one title, first of the headings; tables with heads, those of the
# figures in the appendix; as many figures with a box as the tree has.
pdfinfo -struct-text "$pdf" >"$tmp/tree"
[ "$(grep -c '^ *H1 ' "$tmp/tree")" = 1 ] || bad "not one H1"
grep -m1 '^ *H[1-6] ' "$tmp/tree" | grep -q 'H1' || bad "H1 is not first"
# those of the files that are printed, and that of page two
[ "$(grep -c '^ *Table' "$tmp/tree")" = "$(jq '([.tables[] | select(.print or
    .remarks or ([.rows[].cells[] | select(has("printed"))] | length > 0))] +
    [.content | .. | objects | select(.kind == "table" and .rows)]) | length' \
    "$tmp/a4/report.json")" ] || bad "tables: PDF and JSON differ in number"
[ "$(grep -c '^ *THead' "$tmp/tree")" = "$(grep -c '^ *Table' \
    "$tmp/tree")" ] || bad "a table has no head"
[ "$(grep -c '^ *Figure' "$tmp/tree")" = "$(grep -c '/BBox' \
    "$tmp/tree")" ] || bad "a figure has no box"

# Every text of the document tree stands in the structure's text, blanks
# apart: nothing is lost. What describes a chart is in its Alt and attached, and
# of the tables of charts all that print has room for.
sed -n 's/^ *"\(.*\)"$/\1/p' "$tmp/tree" | tr -d ' \n' >"$tmp/said"
jq -r '(.content | .. | objects | .text? // empty),
    (.figures[] | .title, .subtitle, .source),
    (.tables[] | .title, (.columns[].title // empty),
	(.rows[].cells[].printed // empty), (.remarks // [])[],
	(.print // empty | .columns[]))' "$tmp/a4/report.json" |
    tr -d ' ' | tr '|' '\n' | grep -v '^$' | sort -u >"$tmp/texts"
[ "$(wc -l <"$tmp/texts")" -gt 200 ] || bad "the text of the tree is short"
awk 'NR == FNR { said = said $0; next } !index(said, $0)' \
    "$tmp/said" "$tmp/texts" >"$tmp/lost"
[ ! -s "$tmp/lost" ] || bad "not in the PDF: $(head -5 "$tmp/lost")"

# Chapters stand once: nothing is doubled.
pdftotext -layout "$pdf" "$tmp/plain"
jq -r '.. | objects | select(.kind == "section" and .level == 2) | .title' \
    "$tmp/a4/report.json" |
    while read -r title; do
	[ "$(grep -cxF "$title" "$tmp/plain")" = 1 ] ||
	    echo "chapter not once: $title"
    done >"$tmp/chapters"
[ ! -s "$tmp/chapters" ] || bad "$(cat "$tmp/chapters")"

# Pages 1 and 2 are a page each: the first chapter starts page 3. Feet count the
# pages.
for paper in a4 letter; do
	pages=$(pdfinfo "$tmp/$paper/report.pdf" | sed -n 's/^Pages: *//p')
	pdftotext -layout "$tmp/$paper/report.pdf" "$tmp/plain"
	[ "$(grep -c "Page [0-9]* of $pages\$" "$tmp/plain")" = "$pages" ] ||
	    bad "$paper: the feet do not count $pages pages"
	pdftotext -l 1 "$tmp/$paper/report.pdf" - |
	    grep -q 'How sure we are' || bad "$paper: page 1 runs over"
	pdftotext -f 2 -l 2 "$tmp/$paper/report.pdf" - |
	    grep -q 'What stands behind the answer' ||
	    bad "$paper: page 1 runs over"
	pdftotext -f 3 -l 3 "$tmp/$paper/report.pdf" - | sed -n 1,6p |
	    grep -q 'Where is AI at work' || bad "$paper: page 2 runs over"
done

# Every page has ink, and none is black.
pdftoppm -r 60 -gray "$pdf" "$tmp/page"
for page in "$tmp"/page-*.pgm; do
	all=$(wc -c <"$page")
	ink=$(tr -d '\377' <"$page" | wc -c)
	[ "$ink" -gt 2000 ] && [ "$ink" -lt $((all / 2)) ] ||
	    bad "$(basename "$page"): $ink of $all bytes are not white"
done
exit $status
