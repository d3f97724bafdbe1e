#!/bin/sh
# The catalogue of remarks and the code agree: each code that an importer gives
# stands in data/diagnostics.csv with that severity, and none stands there unused.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
cat importers/*/*.c cli/*.c | tr '\n\t' '  ' | sed 's/import_diagnose(/\n&/g' |
    sed -n 's/^import_diagnose([^"]*"\([a-z]*\)", *"\([a-z-]*\)".*/\2,\1/p' |
    sort -u >"$tmp/used"
[ "$(wc -l <"$tmp/used")" -gt 30 ]
sed 1d data/diagnostics.csv | cut -d, -f1,2 | sort >"$tmp/known"
comm -23 "$tmp/used" "$tmp/known" >"$tmp/missing"
if [ -s "$tmp/missing" ]; then
	echo 'not in data/diagnostics.csv:'
	cat "$tmp/missing"
	exit 1
fi
# codes that are passed on as a variable, or given by link
while IFS=, read -r code severity; do
	grep -rqF -e "\"$code\"" -e "'$code'" importers link cli model || {
		echo "nobody gives $code ($severity)"
		exit 1
	}
done <"$tmp/known"
