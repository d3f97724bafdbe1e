#!/bin/sh
# The structure of a PDF with one of each block, as poppler reads it, against
# the stored tree: order, roles, scopes, text of each node. What moves with the
# program, its libraries and its fonts is cut out. BLESS=1 stores it anew.
set -eu
command -v pdfinfo >/dev/null || {
	echo "no pdfinfo"
	exit 77
}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
here=tests/e2e/pdf-tree

sh tests/git/markup.sh "$tmp/markup"
"$ASSAY" report "$tmp/markup" --as-of 2026-10-01 --templates $here \
    -o "$tmp/out" >/dev/null 2>&1
pdfinfo -struct-text "$tmp/out/report.pdf" | sed \
    -e 's/Object [0-9]* [0-9]*/Object/' \
    -e 's/MARKUP-2026Q3-[0-9A-F]*/MARKUP-2026Q3/' \
    -e 's/sha256 [0-9a-f ]*, assay [0-9.]*/sha256, assay/' \
    -e 's/BBox \[.*\]/BBox/' >"$tmp/tree"
[ -z "${BLESS:-}" ] || cp "$tmp/tree" $here/expected.tree
diff -u $here/expected.tree "$tmp/tree"
