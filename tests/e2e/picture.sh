#!/bin/sh
# docs/report.png shows page one of the sample as it is: the words that it was made of
# are those of the report now, and tools/picture.sh makes the same bytes each time.
# Where lines break is left out: that differs between versions of pango.
set -eu
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
sh samples/acme/build.sh "$work/acme" >/dev/null
"$ASSAY" report -c "$work/acme/assay.yaml" -o "$work/out" >"$work/log" 2>&1 ||
    { cat "$work/log"; exit 1; }
sh tools/picture.sh "$work/out" "$work/one.png"
sh tools/picture.sh "$work/out" "$work/two.png"
cmp "$work/one.png" "$work/two.png" || exit 1
words=$(sh tools/picture.sh "$work/out")
for picture in "$work/one.png" docs/report.png; do
    grep -aq "Source.sha256 $words" "$picture" ||
        { echo "$picture is of another page one: make picture"; exit 1; }
done
sed -i 's/Two of seven/Ten of seven/' "$work/out/report.txt"
if [ "$(sh tools/picture.sh "$work/out")" = "$words" ]; then
    echo 'a page one of other words has the same digest'
    exit 1
fi
