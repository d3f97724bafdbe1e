# The table holds each user's API key. A column so named is never read.
profile windsurf-users@1
title Windsurf: users of a team
target seat
source docs.windsurf.com, Analytics API, user page analytics
checked 2026-11-21
records userTableStats[] | []
require email
require lastupdatetime
require activedays
constant tool windsurf
field person name
field email email
field active lastupdatetime
ignore activedays | role | signuptime | teamstatus
