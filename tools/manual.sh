#!/bin/sh
# tools/manual.sh BUILD DATE: the manual pages, below BUILD/man. Of each command a
# page of section 1 from the options as the program declares them and docs/man/;
# of each format one of section 5 from its page in docs/ (docs/man/formats.tsv).
set -eu
build=$1
date=$2
options=$build/options.tsv
rm -rf "$build/man"
mkdir -p "$build/man/man1" "$build/man/man5"
for page in assay $(sed -n 's/^command	\([a-z]*\)	.*/\1/p' "$options"); do
	more=docs/man/$page.mdoc
	[ -e "$more" ] || more=
	name=$page
	[ "$page" = assay ] || name=assay-$page
	# shellcheck disable=SC2086
	awk -v page="$page" -v date="$date" -f tools/manual.awk "$options" \
	    docs/man/options.mdoc $more >"$build/man/man1/$name.1"
done

# The head is text, its parts are sections, the rest is code.
schema() {
	expand "$1" | sed -e '1,/^$/{s/^--$//;s/^-- //;b' -e '}' \
	    -e 's/^-- -* \(.*\) --$/## \1\n/;t' -e 's/^/    /'
}

while IFS='	' read -r name source title; do
	case $source in
	*.sql) schema "$source" ;;
	*) cat "$source" ;;
	esac | awk -v name="$name" -v title="$title" -v date="$date" \
	    -f tools/markdown.awk >"$build/man/man5/$name.5"
done <docs/man/formats.tsv
