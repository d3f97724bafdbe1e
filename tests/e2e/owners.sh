#!/bin/sh
# Whose files are, by random files CODEOWNERS of both hosts, against a second
# reading of the same rules (tests/peer/owners.py).
set -u
for tool in python3 git; do
	command -v $tool >/dev/null 2>&1 || {
		echo "$tool is not installed"
		exit 77
	}
done
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
python3 tests/peer/owners.py make "$tmp/worlds" || exit 1
$ASSAY report "$tmp"/worlds/r* --db "$tmp/db" -o "$tmp/out" \
    >"$tmp/log" 2>&1 || {
	cat "$tmp/log"
	exit 1
}
python3 tests/peer/owners.py check "$tmp/worlds" "$tmp/db"
