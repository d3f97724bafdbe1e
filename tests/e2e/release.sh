#!/bin/sh
# The release archive: twice the same bytes, whole, nothing in it of the machine;
# NOTICE has every library and every data table; the bill of materials is valid
# CycloneDX 1.6 and has every library that the program needs.
set -eu
if ldd "$ASSAY" | grep -q libasan; then
	echo 'a build for AddressSanitizer is not released'
	exit 77
fi
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/build"
for part in assay man completions; do
	cp -R "$BUILD/$part" "$tmp/build/"
done
archive=$(SOURCE_DATE_EPOCH=1790000000 sh tools/dist.sh "$tmp/build" 9.8.7)
mv "$archive" "$tmp/first"
SOURCE_DATE_EPOCH=1790000000 TZ=Asia/Tokyo LC_ALL=C \
    sh tools/dist.sh "$tmp/build" 9.8.7 >/dev/null
cmp "$tmp/first" "$archive"

mkdir "$tmp/out"
tar -C "$tmp/out" -xzf "$archive"
[ "$(tar -tvzf "$archive" | awk '{ print $2 }' | sort -u)" = 0/0 ]
cd "$tmp/out"/assay-9.8.7-linux-*
sha256sum --quiet -c SHA256SUMS
for file in NOTICE LICENSE README.md SECURITY.md CHANGELOG.md sbom.cdx.json \
    share/man/man1/assay-report.1 share/assay/data/cwe.csv; do
	[ -s "$file" ]
done
./bin/assay --version | grep -q '^assay '
cd "$OLDPWD"
at=$(ls -d "$tmp/out"/assay-*)

objdump -p "$at/bin/assay" | sed -n 's/.*NEEDED *\([^ ]*\)$/\1/p' |
    sort >"$tmp/needed"
[ "$(wc -l <"$tmp/needed")" -gt 10 ]
jq -r '.components[] | select(.type == "library") | .["bom-ref"]' \
    "$at/sbom.cdx.json" | sort | diff "$tmp/needed" -
jq -e '[.components[].licenses | length] | min == 1' "$at/sbom.cdx.json" >/dev/null
jq -e --arg sum "$(sha256sum <"$at/bin/assay" | cut -d' ' -f1)" \
    '.metadata.component.hashes[0].content == $sum' "$at/sbom.cdx.json" >/dev/null
for notice in NOTICE "$at/NOTICE"; do
	sed 's/\.so.*/.so/' "$tmp/needed" | while read -r soname; do
		library=$(grep "^$soname," tools/release/libraries.csv |
		    cut -d, -f2)
		grep -qF -- "- $library: " "$notice"
	done
	find data -name '*.csv' | while read -r table; do
		grep -qF -- "- $table: " "$notice" || {
			echo "$notice lacks $table: make docs"
			exit 1
		}
	done
done
python3 - "$at/sbom.cdx.json" <<'END'
import json, sys
from jsonschema import Draft7Validator
from jsonschema.validators import RefResolver
def read(name):
    return json.load(open("tests/schemas/" + name))
bom = read("bom-1.6.schema.json")
others = {read(n)["$id"]: read(n)
          for n in ("spdx.schema.json", "jsf-0.82.schema.json")}
check = Draft7Validator(bom, resolver=RefResolver.from_schema(bom, store=others))
sbom = json.load(open(sys.argv[1]))
wrong = [error.message for error in check.iter_errors(sbom)]
assert not wrong, wrong
del sbom["specVersion"]
assert list(check.iter_errors(sbom))
END
