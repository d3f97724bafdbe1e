#!/bin/sh
# Every option of --help stands in the manual, and every option of the manual in
# some --help; every command in both.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
"$ASSAY" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p' >"$tmp/commands"
[ -s "$tmp/commands" ]
while read -r command; do
	grep -q "^\.It Cm $command" docs/assay.1 || {
		echo "assay.1 lacks the command $command"
		exit 1
	}
	"$ASSAY" "$command" --help |
	    grep -o -- '--[a-z][a-z-]*' | sed 's/^--//'
done <"$tmp/commands" | sort -u >"$tmp/help"
sed -n 's/^\.It .*Fl -\([a-z-]*\).*/\1/p' docs/assay.1 | sort -u \
    >"$tmp/manual"
diff -u "$tmp/help" "$tmp/manual"
if command -v mandoc >/dev/null 2>&1; then
	mandoc -T lint -W warning docs/assay.1
fi
