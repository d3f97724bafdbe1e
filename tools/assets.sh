#!/bin/sh
# Writes an assembler file that holds the files named, and the table that
# base/asset.h describes. The build folder is not part of a name.
set -eu
build=$1
shift
names=$(for file in "$@"; do printf '%s\t%s\n' "${file#"$build"/}" "$file"; done |
    LC_ALL=C sort)
printf '\t.section .rodata\n'
n=0
printf '%s\n' "$names" | while IFS='	' read -r name file; do
	printf 'b%d:\t.incbin "%s"\ne%d:\t.byte 0\nn%d:\t.asciz "%s"\n' \
	    $n "$file" $n $n "$name"
	n=$((n + 1))
done
printf '\t.section .data.rel.ro,"aw"\n\t.balign 8\n'
printf '\t.globl assets\nassets:\n'
n=0
printf '%s\n' "$names" | while IFS='	' read -r name file; do
	printf '\t.quad n%d, b%d, e%d\n' $n $n $n
	n=$((n + 1))
done
printf '\t.section .rodata\n\t.balign 8\n\t.globl assets_count\n'
printf 'assets_count:\t.quad %d\n' $#
printf '\t.section .note.GNU-stack,"",%%progbits\n'
