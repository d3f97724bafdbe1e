profile windsurf-cascade@1
title Windsurf: lines by Cascade
target usage
source docs.windsurf.com, Analytics API, cascade analytics
checked 2026-11-21
records queryResults[] / cascadeLines.cascadeLines[] | cascadeLines[] | []
require day
require linessuggested
require linesaccepted
constant tool windsurf
constant surface cascade
field day day
field lines_suggested linessuggested
field lines_added linesaccepted
