#!/bin/sh
# What the build says of itself: an address drawn for each run, tables of the
# linker that are read only when it starts, no stack that can be run, nothing both
# written and run, guards on stacks, calls of the C library that know their
# bounds, no path of this machine to look for libraries in.
set -eu
command -v readelf >/dev/null 2>&1 || {
	echo 'readelf is not installed'
	exit 77
}
fail() {
	echo "$*"
	exit 1
}
if readelf -Ws "$ASSAY" | grep -q __asan_init; then
	echo 'a build for AddressSanitizer is not hardened'
	exit 77
fi
said=$(mktemp) || exit 1
trap 'rm -f "$said"' EXIT
readelf -W --file-header --program-headers --dynamic --dyn-syms "$ASSAY" >"$said"
has() {
	grep -qE "$1" "$said" || fail "$2"
}
lacks() {
	! grep -E "$1" "$said" || fail "$2"
}
has 'Type: *DYN' 'it is not position independent'
has 'FLAGS_1.*PIE' 'it is no position independent program'
has '^ *GNU_RELRO' 'tables of the linker stay writable'
has 'BIND_NOW|FLAGS_1.*NOW' 'functions are bound late'
has 'GNU_STACK .* RW  ' 'the stack can be run'
lacks '^ *LOAD .* RWE ' 'a segment can be written and run'
lacks 'TEXTREL' 'code is changed at the start'
lacks '\((RPATH|RUNPATH)\)' 'it names a folder of libraries'
has '__stack_chk_fail' 'stacks have no guards'
for function in memcpy snprintf; do
	has "__${function}_chk" "$function does not know its bounds"
done
# the one that gcc leaves unguarded on purpose is none of ours
unguarded=$(grep -cE ' UND (strcpy|strcat|sprintf|vsprintf|gets)(@| |$)' "$said" || :)
[ "$unguarded" = 0 ] || fail 'a call without bounds'
