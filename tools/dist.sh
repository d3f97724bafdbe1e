#!/bin/sh
# tools/dist.sh BUILD VERSION: the release, BUILD/assay-VERSION-linux-ARCH.tar.gz:
# what make install copies, with notices, bill of materials and SECURITY.md on
# top. The same program gives the same bytes; the date is that of the newest
# commit, or SOURCE_DATE_EPOCH. Libraries stay those of the system.
set -eu
build=$1
version=$2
name=assay-$version-linux-$(uname -m)
at=$build/dist/$name
date=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null ||
    date -d "$(sed -n 's/^DATE := //p' Makefile) UTC" +%s)}
rm -rf "$build/dist"
mkdir -p "$at"
sh tools/install.sh install "$build" "$at"
strip "$at/bin/assay"
sh tools/notice.sh >"$at/NOTICE"
cp LICENSE README.md CHANGELOG.md SECURITY.md "$at"
rm "$at/share/doc/assay/NOTICE" "$at/share/doc/assay/LICENSE"
python3 tools/release/sbom.py "$version" "$at/bin/assay" >"$at/sbom.cdx.json"
(cd "$at" && find . -type f | LC_ALL=C sort | sed 's,^\./,,' |
    xargs sha256sum) >"$build/dist/sums"
mv "$build/dist/sums" "$at/SHA256SUMS"
tar -C "$build/dist" --sort=name --mtime="@$date" --owner=0 --group=0 \
    --numeric-owner --mode=go-w --format=ustar -c "$name" |
    gzip -n9 >"$build/$name.tar.gz"
echo "$build/$name.tar.gz"
