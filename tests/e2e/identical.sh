#!/bin/sh
# Two runs give the same bytes, whatever zone, locale, home, folder, threads; a
# rebuilt model gives the report of the old one.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
sh samples/acme/build.sh "$tmp/acme"
mkdir "$tmp/a" "$tmp/b" "$tmp/home"
(cd "$tmp/a" &&
    "$ASSAY" report -c ../acme/assay.yaml --db ../one.db -o one >/dev/null)
(cd "$tmp/a" &&
    "$ASSAY" report -c ../acme/assay.yaml --db ../one.db -o again >/dev/null)
cp -r "$tmp/acme" "$tmp/copy"
(cd "$tmp/b" && TZ=Asia/Kolkata LC_ALL=C LANG=de_DE.UTF-8 HOME=$tmp/home \
    "$ASSAY" report -c "$tmp/copy/assay.yaml" --db "$tmp/two.db" \
    -o "$tmp/b/two" --jobs 5 >/dev/null)
diff -r "$tmp/a/one" "$tmp/a/again"
diff -r "$tmp/a/one" "$tmp/b/two"
for file in report.html report.pdf report.json report.txt summary.eml; do
	[ -s "$tmp/a/one/$file" ]
done
