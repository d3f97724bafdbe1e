#!/bin/sh
# tools/options.sh ASSAY: every command and option as the program declares them
# (cli/command.h), by tabs; completions and manual pages are made of it.
#   command NAME ARGUMENTS SUMMARY
#   help    NAME a line of its paragraph
#   option  NAME LETTER OPTION VALUE TEXT      empty: "-"
set -eu
assay=$1
"$assay" --help | sed -n 's/^  \([a-z]*\)  *\(.*\)/\1	\2/p' |
    while IFS='	' read -r command summary; do
	"$assay" "$command" --help | awk -v summary="$summary" '
	BEGIN { OFS = "\t" }
	NR == 1 {
		name = $3
		sub(/^usage: assay [a-z]+ \[OPTION\.\.\.\] ?/, "")
		print "command", name, $0 == "" ? "-" : $0, summary
		next
	}
	/^options:$/ { in_options = 1; next }
	!in_options { print "help", name, $0; next }
	{
		letter = value = "-"
		sub(/^ +/, "")
		if (/^-[a-z], /) {
			letter = substr($0, 2, 1)
			$0 = substr($0, 5)
		}
		text = $0
		sub(/^--[a-z-]+( [^ ]+)?  +/, "", text)
		left = substr($0, 1, length($0) - length(text))
		split(left, word, / +/)
		if (word[2] != "")
			value = word[2]
		print "option", name, letter, substr(word[1], 3), value, text
	}'
    done
