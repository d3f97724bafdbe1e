#!/bin/sh
# What the statistics make of organisations whose truth is known: the comparison
# of AI with people (tests/bench/simulate.c), what goes with problems
# (simulate_drivers.c), teams over time and the back-test of scores
# (simulate_teams.c): $ASSAY_BENCH_DRAWN of each kind (1000).
set -u
status=0
for program in simulate simulate_drivers simulate_teams; do
	nice "$1/tests/bench/$program" "${ASSAY_BENCH_DRAWN:-1000}" || status=1
done
exit $status
