profile devlake-incidents@1
title DevLake: incidents
target incident
source apache/incubator-devlake, domain layer schema: incidents
checked 2026-11-21
require id
require created date
require updated date
require table
require scope id
field key id
field opened created date
field resolved resolution date
field severity severity | priority
field service scope id
ignore updated date | table | url | incident key | title | status | original status | urgency | component | creator id | assignee id | assignee name | lead time minutes
