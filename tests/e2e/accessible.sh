#!/bin/sh
# Reports in a browser and in pdf.js: the sample organisation, and the repository
# of this program where there is one (security/html_markup.sh: hostile ones).
# See tests/browser/*.mjs. Their packages come from npm, at versions that Debian
# 12's Node runs.
set -eu
for program in java chromium; do
	command -v $program >/dev/null 2>&1 || {
		echo "$program is not installed"
		exit 77
	}
done
. tests/npm.sh
npm_packages browser
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

sh samples/acme/build.sh "$work/sample" >/dev/null
"$ASSAY" report -c "$work/sample/assay.yaml" -o "$work/acme" >/dev/null 2>&1
set -- "$work/acme"
if [ -e .git ] && "$ASSAY" report . -o "$work/own" >/dev/null 2>&1; then
	set -- "$@" "$work/own"
fi
node "$BUILD/browser/structure.mjs" "$@"
node "$BUILD/browser/pages.mjs" "$@"
