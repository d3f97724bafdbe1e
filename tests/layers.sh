#!/bin/sh
# Which folder may include which, read from the include lines; and that no
# foreign header leaves its folder. Says which line breaks the picture.
set -u
bad=0

complain() {
	echo "$1"
	bad=1
}

# folder: what it may include, besides base and itself
allowed() {
	case $1 in
	base) echo '' ;;
	model) echo '' ;;
	importers) echo 'model' ;;
	link) echo 'model importers' ;;
	analysis) echo 'model' ;;
	render) echo 'model analysis' ;;
	cli) echo 'model importers link analysis render' ;;
	esac
}

# foreign header: the folders that may see it
foreign() {
	case $1 in
	git2*) echo 'importers/git' ;;
	cjson/*) echo 'importers' ;;
	csv.h) echo 'importers/table' ;;
	libxml/*) echo 'importers render' ;;
	sqlite3.h) echo 'model' ;;
	cairo* | pango* | fontconfig/* | hb*) echo 'render' ;;
	cyaml/*) echo 'cli' ;;
	yaml.h) echo 'cli importers' ;;
	sodium.h) echo 'base cli render/bag' ;;
	archive*) echo 'importers render/bag' ;;
	zlib.h) echo 'render/pdf' ;;
	gmime/*) echo 'render/mail' ;;
	curl/*) echo 'cli' ;;
	*) echo any ;;
	esac
}

for file in base/*.[ch] model/*.[ch] importers/*.[ch] importers/*/*.[ch] \
    link/*.[ch] analysis/*.[ch] render/*.[ch] render/*/*.[ch] cli/*.[ch]; do
	[ -e "$file" ] || continue
	folder=${file%%/*}
	may=" base $folder $(allowed "$folder") "
	for header in $(sed -n 's/^#include "\([^"]*\)".*/\1/p' "$file"); do
		target=${header%%/*}
		case $may in
		*" $target "*) ;;
		*) complain "$file: $folder may not include $header" ;;
		esac
	done
	for header in $(sed -n 's/^#include <\([^>]*\)>.*/\1/p' "$file"); do
		places=$(foreign "$header")
		[ "$places" = any ] && continue
		ok=
		for place in $places; do
			case $file in "$place"/*) ok=1 ;; esac
		done
		[ -n "$ok" ] || complain "$file: $header belongs to $places"
	done
done

# public text speaks of the project alone
if git rev-parse --git-dir >/dev/null 2>&1; then
	if git grep -nE '(^|[^a-z])(/work/|/root/|\.\./shared)' -- . \
	    ':!tests/layers.sh' ':!.ci/run'; then
		complain 'a path of one machine stands in the lines above'
	fi
fi

[ $bad = 0 ] && echo 'layers: fine'
exit $bad
