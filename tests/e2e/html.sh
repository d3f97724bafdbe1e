#!/bin/sh
# The page as a browser gets it: well-formed, alone, its links whole. Where
# chromium is installed, nothing scrolls sideways from a phone of 320 px to 1200.
set -eu
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
fail() {
	echo "$1"
	exit 1
}

sh samples/acme/build.sh "$work/acme" >/dev/null
"$ASSAY" report -c "$work/acme/assay.yaml" -o "$work/acme/report" \
    >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }

check() {
	page=$1
	# libxml2 reads HTML 4, so it does not know the newer elements
	xmllint --html --noout "$page" 2>&1 | grep 'parser error : ' |
	    grep -v 'Tag [a-z]* invalid' >"$work/errors" || :
	[ ! -s "$work/errors" ] || { cat "$work/errors"; fail "$page: not well-formed"; }
	sed 's/base64,[A-Za-z0-9+\/=]*//g' "$page" >"$work/page"
	for bad in '<script' '<img' '<link' '<iframe' '<object' ' src=' \
	    '@import' 'url(http' ' style=' 'javascript:'; do
		! grep -q -i -F "$bad" "$work/page" || fail "$page holds $bad"
	done
	grep -o ' id="[^"]*"' "$work/page" | sort >"$work/ids"
	uniq -d "$work/ids" >"$work/twice"
	[ ! -s "$work/twice" ] || { cat "$work/twice"; fail "$page: ids twice"; }
	grep -o 'href="#[^"]*"' "$work/page" | sort -u |
	    sed 's/href="#\(.*\)"/ id="\1"/' >"$work/targets"
	grep -v -x -F -f "$work/ids" "$work/targets" >"$work/lost" || :
	[ ! -s "$work/lost" ] || { cat "$work/lost"; fail "$page: links to nowhere"; }
}
check "$work/acme/report/report.html"
[ "$(grep -c '<figure' "$work/page")" -ge 3 ] || fail "no figures"
[ "$(grep -c '<figure' "$work/page")" = "$(grep -c '<details' "$work/page")" ] ||
    fail "a figure without its table"
! grep -q 'Source: table T-' "$work/page" || fail "a figure without a link to its table"
size=$(wc -c <"$work/acme/report/report.html")
[ "$size" -lt 480000 ] || fail "the page of the sample has $size bytes"

command -v chromium >/dev/null 2>&1 || exit 0
# The policy forbids scripts, so the test's copy goes without it; a frame for
# each width, as a window cannot be that narrow.
sed -e '/Content-Security-Policy/d' -e 's|</body>|<script>parent.postMessage(\
document.documentElement.scrollWidth + " of " + innerWidth, "*")</script></body>|' \
    "$work/acme/report/report.html" >"$work/measured.html"
{
	echo '<!DOCTYPE html><title>widths</title><script>onmessage = e => {'
	echo 'document.body.append("measured " + e.data + ". ") }</script>'
	for width in 320 390 700 1000 1200; do
		echo "<iframe src=measured.html width=$width height=900></iframe>"
	done
} >"$work/frames.html"
chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" \
    --virtual-time-budget=5000 --dump-dom "file://$work/frames.html" \
    2>/dev/null |
    grep -o 'measured [0-9]* of [0-9]*' >"$work/widths"
[ "$(wc -l <"$work/widths")" = 5 ] || fail "chromium measured nothing"
while read -r _ wide _ window; do
	[ "$wide" -le "$window" ] ||
	    fail "the page is $wide px wide in a window of $window"
done <"$work/widths"
