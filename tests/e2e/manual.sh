#!/bin/sh
# Every command has a manual page that the first one names, and every option of
# its --help is described there and nothing else; every format has a page. What
# docs/man says of options is of options that exist. docs/method.md names every word
# that the header of a measure has. mandoc has no complaints.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
man=$BUILD/man
"$ASSAY" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p' >"$tmp/commands"
[ -s "$tmp/commands" ]
while read -r command; do
	page=$man/man1/assay-$command.1
	grep -q "^\.Xr assay-$command 1 \.$" "$man/man1/assay.1"
	"$ASSAY" "$command" --help | sed '1,/^options:/d' |
	    grep -o -- '^  *\(-[a-z], \)\{0,1\}--[a-z-]*' | sed 's/.*--//' |
	    sort >"$tmp/help"
	sed "p;s/^/$command./" "$tmp/help" >>"$tmp/keys"
	for where in It Op; do
		sed -n "s/^\.$where Fl \([a-z] [,|] Fl \)\{0,1\}-\([a-z-]*\).*/\2/p" \
		    "$page" | sort >"$tmp/manual"
		diff -u "$tmp/help" "$tmp/manual"
	done
	# nothing stands there without a word
	awk '/^\.It Fl/ { if (last) exit 1; last = 1; next } /^\.El/ {
	    if (last) exit 1 } { last = 0 }' "$page"
done <"$tmp/commands"
sed -n 's/^\.It //p' docs/man/options.mdoc | sort >"$tmp/described"
sort -u "$tmp/keys" | comm -13 - "$tmp/described" >"$tmp/stale"
if [ -s "$tmp/stale" ]; then
	echo "docs/man/options.mdoc describes what no command has:"
	cat "$tmp/stale"
	exit 1
fi
for field in direction sources needs made unread interval minimum \
    reading hide compute period; do
	row=$(sed -n "s/^| $field | //p" docs/method.md)
	sed -n "s/^-- $field: //p" analysis/measures/*/*.sql | tr -s ', ' '\n' |
	    sort -u | while read -r word; do
		echo "$row" | grep -qw -- "$word" || {
			echo "docs/method.md: $field has no word $word"
			exit 1
		}
	done
done
cut -f1 docs/man/formats.tsv | while read -r name; do
	grep -q "^\.Xr $name 5" "$man/man1/assay.1"
	[ "$(wc -l <"$man/man5/$name.5")" -gt 50 ]
done
# a key of each kind
grep -q '^\.It .fBorganisation\.name.fP$' "$man/man5/assay.yaml.5"
grep -q 'CREATE TABLE commit_parent' "$man/man5/assay.db.5"
if command -v mandoc >/dev/null 2>&1; then
	mandoc -T lint -W warning "$man"/man?/*
	mandoc -T utf8 "$man/man1/assay-report.1" | col -b 2>/dev/null |
	    grep -q -- '-o, --output DIR'
fi
