#!/bin/sh
# Names that are markup, script or the end of either, in the page and the pictures
# in it (SVG): as text they are there, as markup they are not; in a browser nothing
# runs, nothing is asked for, no dialog opens (tests/browser/pages.mjs).
set -eu
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
fail() {
	echo "$1"
	exit 1
}
sh tests/git/markup.sh "$work/<b>evil<script>"
"$ASSAY" report "$work/<b>evil<script>" --as-of 2026-10-01 -o "$work/evil" \
    >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
mkdir "$work/names"
python3 tests/e2e/security/hostile.py "$work/names"
"$ASSAY" report -c "$work/names/assay.yaml" --as-of 2026-10-01 \
    -o "$work/hostile" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }

grep -q 'evil&amp;model' "$work/evil/report.html" || fail 'the model is not named'
grep -q '&lt;script&gt;alert' "$work/hostile/report.html" || fail 'no name is there'
grep -q '<svg' "$work/hostile/report.html" || fail 'no picture is there'
for page in "$work/evil/report.html" "$work/hostile/report.html"; do
	sed 's/base64,[A-Za-z0-9+\/=]*//g' "$page" >"$work/page"
	for bad in '<script' '<img' '<link' '<iframe' '<object' '<embed' '<form' \
	    '<foreignObject' '<animate' '<b>evil' '@import' 'url(http' \
	    'href="javascript:' 'href="data:' 'xlink:href'; do
		! grep -q -i -F "$bad" "$work/page" || fail "$page holds $bad"
	done
	grep -o -i 'href="[^"]*"' "$work/page" | sort -u |
	    grep -v -E '^href="(#|https://|tables/)' >"$work/links" || :
	[ ! -s "$work/links" ] || { cat "$work/links"; fail "$page links out"; }
	sed 's/="[^"]*"/=""/g' "$work/page" >"$work/bare"
	! grep -i -E -o '<[^>]* (src|style|srcdoc|on[a-z]+)=' "$work/bare" ||
	    fail "$page has an attribute that acts"
	grep -q "Content-Security-Policy.*default-src 'none'" "$work/page" ||
	    fail "$page has no policy"
done

for program in java chromium; do
	command -v $program >/dev/null 2>&1 || {
		echo "no browser looked: $program is not installed"
		exit 77
	}
done
. tests/npm.sh
npm_packages browser
node "$BUILD/browser/structure.mjs" "$work/evil" "$work/hostile"
node "$BUILD/browser/pages.mjs" "$work/evil" "$work/hostile"
