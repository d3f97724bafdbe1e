#!/bin/sh
# bash, zsh and fish complete every command, every option of each, and every
# choice of an option; the program takes each choice and refuses others.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
made=$BUILD/completions
tab=$(printf '\t')

sh tools/options.sh "$ASSAY" >"$tmp/options"
"$ASSAY" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p' >"$tmp/commands"
[ "$(grep -c "^command$tab" "$tmp/options")" = "$(wc -l <"$tmp/commands")" ]

# What is to be offered, from --help alone: the line, then its words in order.
while read -r command; do
	echo "line assay $command --"
	"$ASSAY" "$command" --help | sed '1,/^options:/d' |
	    grep -o -- '^  *\(-[a-z], \)\{0,1\}--[a-z-]*' | grep -o -- '--.*' |
	    sort
	"$ASSAY" "$command" --help |
	    sed -n 's/^  *--\([a-z-]*\) \([A-Za-z]*|[A-Za-z|]*\) .*/\1 \2/p' |
	    while read -r option choices; do
		echo "line assay $command --$option "
		echo "$choices" | tr '|' '\n' | sort
	    done
done <"$tmp/commands" >"$tmp/expected"
grep -q -- '--sendmail' "$tmp/expected"
grep -q '^junit$' "$tmp/expected"
grep '^line' "$tmp/expected" | sed 's/^line //' >"$tmp/lines"

# Sorts the words below each line.
in_order() {
	awk '/^line / { line++ } { print line "\t" ($0 !~ /^line /) "\t" $0 }' |
	    sort -t "$tab" -k1,1n -k2,2n -k3 | cut -f3
}

while IFS= read -r line; do
	echo "line $line"
	# the word to complete may be empty
	case $line in *' ') last= ;; *) last=${line##* } line=${line% *} ;; esac
	# shellcheck disable=SC2086
	bash tests/completion/bash.sh "$made/assay" $line "$last"
done <"$tmp/lines" | in_order >"$tmp/bash"
diff -u "$tmp/expected" "$tmp/bash"
[ "$(bash tests/completion/bash.sh "$made/assay" assay gate --format = s)" = sarif ]
bash tests/completion/bash.sh "$made/assay" assay '' | grep -v '^--' |
    diff "$tmp/commands" -
(cd "$tmp" && mkdir out && bash "$OLDPWD/tests/completion/bash.sh" \
    "$OLDPWD/$made/assay" assay report --output o) | grep -qx out
bash tests/completion/bash.sh "$made/assay" "$ASSAY" query ai. |
    grep -qx 'ai\.commit_share'

# Each choice is one that the program knows, and nothing else is.
mkdir "$tmp/empty"
while IFS="$tab" read -r kind command _ option value _; do
	case $kind$value in option*'|'*) ;; *) continue ;; esac
	for choice in $(echo "$value" | tr '|' ' ') other; do
		(cd "$tmp/empty" && "$ASSAY" "$command" \
		    "--$option=$choice" x y >"$tmp/answer" 2>&1) </dev/null || :
		case $choice in
		other) grep -q "expected --$option $value, found \"other\"" "$tmp/answer" ;;
		*) ! grep "found \"$choice\"" "$tmp/answer" ;;
		esac || {
			echo "$command --$option=$choice:"
			cat "$tmp/answer"
			exit 1
		}
	done
done <"$tmp/options"

skipped=
if command -v fish >/dev/null 2>&1; then
	while IFS= read -r line; do
		echo "line $line"
		echo "source $made/assay.fish; complete -C '$line'" |
		    HOME=$tmp fish --no-config 2>/dev/null | cut -f1
	done <"$tmp/lines" | in_order >"$tmp/fish"
	diff -u "$tmp/expected" "$tmp/fish"
else
	skipped="$skipped fish"
fi
if command -v zsh >/dev/null 2>&1; then
	set -- "$PWD/$made"
	while IFS= read -r line; do
		set -- "$@" "$line"
	done <"$tmp/lines"
	timeout 60 zsh -f tests/completion/zsh.zsh "$@" | in_order >"$tmp/zsh"
	diff -u "$tmp/expected" "$tmp/zsh"
else
	skipped="$skipped zsh"
fi
[ -z "$skipped" ] || {
	echo "not installed:$skipped; bash was tested"
	exit 77
}
