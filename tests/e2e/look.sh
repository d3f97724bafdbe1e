#!/bin/sh
# An organisation's look: logo and colours in HTML and PDF, paper, grey, fonts
# for other scripts; what was mended or is missing is told, and a file that is
# no logo is refused by name.
set -eu
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0
fail() {
	echo "$1"
	status=1
}

sh tests/git/markup.sh "$work/repo"
# a PNG of 2 by 1, one half clear, with a comment that must not get out
base64 -d >"$work/logo.png" <<'PNG'
iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAD3RFWHRDb21tZW50AHNlY3JldDHB
Ct0eAAAAEUlEQVR42mNgyPL7//84AwMAEA8Dfoegc70AAAAASUVORK5CYII=
PNG
report() { # OUT, configuration on standard input
	{
		printf 'version: 1\nrepositories:\n  - path: repo\n'
		cat
	} >"$work/assay.yaml"
	rm -rf "$work"/assay.db*
	"$ASSAY" report -c "$work/assay.yaml" --as-of 2026-10-01 -o "$work/$1" \
	    >"$work/log" 2>&1
}

report brand <<'YAML' || { cat "$work/log"; exit 1; }
organisation:
  name: "Акме Ελλάδα"
output:
  paper: Letter
  logo: logo.png
  logo_text: Acme <b>
  colour: "#FFC700"
  colour2: 006A4E
YAML
page=$work/brand/report.html
grep -q 'note: output.colour: #FFC700 has a contrast of 1\.[0-9] on light' \
    "$work/log" || { cat "$work/log"; fail "the mending is not told"; }
grep -q 'alt="Acme &lt;b&gt;" src="data:image/png;base64,' "$page" ||
    fail "no logo in the HTML"
grep -q "img-src data:; font-src data:" "$page" || fail "no policy for it"
! grep -q -a 'secret1' "$work/brand/report.pdf" "$page" ||
    fail "what the file held besides got out"
grep -q -e '--blue:#FFC700' "$page" || fail "the dark page has not its colour"
! grep -q -e ':root{color-scheme:light dark;[^}]*--blue:#FFC700' "$page" ||
    fail "the light page has a colour that nobody can read"
grep -q -e '--alert:#A3300B' "$page" || fail "alert changed"
# letters beyond Latin are cut from the program's own font
grep -q 'font-family:"Inter Other";font-weight:400;unicode-range:U+395' \
    "$page" || fail "no font for Greek and Cyrillic"
pdfinfo "$work/brand/report.pdf" | grep -q '612 x 792' || fail "not Letter"
pdfimages -list "$work/brand/report.pdf" | grep -q ' image ' ||
    fail "no logo in the PDF"
qpdf --qdf --object-streams=disable "$work/brand/report.pdf" "$work/qdf"
! grep -q -a '/SMask\|/Interpolate true' "$work/qdf" ||
    fail "an image that PDF/A does not allow"

report grey <<'YAML' || { cat "$work/log"; exit 1; }
output:
  theme: grey
  colour: "#FFC700"
YAML
grep -q 'output.theme is grey' "$work/log" || fail "a lost colour is not told"
grep -o -e '--[a-z0-9]*:#[0-9A-F]*' "$work/grey/report.html" |
    grep -v -E '#(..)\1\1$' && fail "grey has a colour"

report scripts <<'YAML' || { cat "$work/log"; exit 1; }
organisation:
  name: "شركة 支払"
YAML
for script in Arabic Chinese; do
	[ "$(grep -c "characters of $script without glyph" "$work/log")" = 1 ] ||
	    { cat "$work/log"; fail "$script is not told once"; }
	tr '\n' ' ' <"$work/scripts/report.txt" |
	    grep -q "of $script have no glyph" ||
	    fail "$script is not told in the report"
done

# with a font for one of them that one is there, embedded and cut to what is used
font=$(fc-list :lang=ar file 2>"$work/none" | sed -n 's/: *$//; /\.ttf$/p' |
    sort | head -1)
if [ "$font" ]; then
	mkdir "$work/fonts"
	cp "$font" "$work/fonts"
	report letters <<'YAML' || { cat "$work/log"; exit 1; }
organisation:
  name: "شركة 支払"
output:
  fonts: fonts
YAML
	! grep -q Arabic "$work/log" || fail "a font of output.fonts is not used"
	grep -q '2 characters of Chinese without glyph' "$work/log" ||
	    { cat "$work/log"; fail "what no font has is not told"; }
	pdffonts "$work/letters/report.pdf" | awk 'NR > 2 && !/Inter-/' |
	    grep -q 'yes yes yes' || fail "the font is not in the PDF"
	grep -q 'unicode-range:U+629,U+631,U+634,U+643[;}]' \
	    "$work/letters/report.html" ||
	    fail "the font is not in the HTML, or not cut"
fi

refused() { # EXPECTED, configuration on standard input
	if report refused; then
		fail "taken: $1"
	elif ! grep -q -F -- "$1" "$work/log"; then
		cat "$work/log"
		fail "not told: $1"
	fi
}
printf '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>' >"$work/l.svg"
printf 'output:\n  logo: l.svg\n' | refused 'l.svg: error: expected a logo as a PNG'
head -c 60 "$work/logo.png" >"$work/cut.png"
printf 'output:\n  logo: cut.png\n' | refused 'one that does not decode'
printf 'output:\n  logo: none.png\n' | refused 'none.png'
printf 'output:\n  fonts: none\n' | refused 'while reading the folder of fonts'
printf 'output:\n  colour: #FFC700\n' |
    refused 'expected a colour such as "#1F66A0", in quotes'
printf 'output:\n  colour: "#FFC70"\n' | refused 'assay.yaml:5:11: error'
printf 'output:\n  theme: gray\n' | refused 'expected colour or grey'
printf 'output:\n  language: tlh\n' | refused 'there are en, de'
exit $status
