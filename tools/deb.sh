#!/bin/sh
# tools/deb.sh BUILD: builds the Debian package from a copy of the tree, below
# BUILD/deb, so that nothing is written beside the tree. The same source gives
# the same bytes: dates are those of debian/changelog.
set -eu
build=$1
at=$build/deb
rm -rf "$at"
mkdir -p "$at/assay"
if git rev-parse --git-dir >/dev/null 2>&1; then
	git ls-files
else
	find . -type f ! -path './build/*'
fi | tar -c -T - | tar -x -C "$at/assay"
(cd "$at/assay" && dpkg-buildpackage -b -us -uc >../log 2>&1) || {
	tail -40 "$at/log" >&2
	exit 1
}
rm -rf "$at/assay"
ls "$at"/assay_*.deb
