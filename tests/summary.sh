#!/bin/sh
# The closing line of `make test`.
build=$1
cat "$build"/check.count "$build"/e2e.count | awk '
	{ p += $1; f += $2; s += $3 }
	END { printf "%d passed, %d failed, %d skipped\n", p, f, s }'
