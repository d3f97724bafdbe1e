# The first of GitHub's three reports: no people, no data after 1 February 2025.
# Sums over the breakdown differ from the totals; the totals are read.
profile copilot-usage@1
title GitHub Copilot usage (generation 1, copilot/usage)
target usage
source docs.github.com, REST API endpoints for Copilot usage (closed)
checked 2026-11-21
require day
require total suggestions count
require total active users
constant tool copilot
field day day
field users total active users
field prompts total chat turns
field suggestions total suggestions count
field acceptances total acceptances count
field lines_suggested total lines suggested
field lines_added total lines accepted
ignore total chat acceptances | total active chat users | breakdown.*
