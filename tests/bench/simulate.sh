#!/bin/sh
# What the comparison of AI with people makes of organisations whose truth is
# known (tests/bench/simulate.c): $ASSAY_BENCH_DRAWN of each kind (1000).
set -u
nice "$1/tests/bench/simulate" "${ASSAY_BENCH_DRAWN:-1000}"
