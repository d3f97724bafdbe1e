profile incidents@1
title Generic incidents
target incident
source docs/formats.md, Tables and profiles
checked 2026-11-21
fallback
require id | incident | incident id | incident key | incident number | key
require severity | priority | sev | impact
require opened | opened at | started | started at | created | created at | detected | begin | start
field key incident | incident id | incident key | incident number | id | key
field system tracker | source system | ticket system
field opened opened | opened at | started | started at | detected | created | created at | begin | start
field resolved resolved | resolved at | ended | ended at | closed | closed at | end | resolution time
field severity severity | priority | impact | sev
field service service | service name | application
field repository repository | repo
field stage stage | stage found | detected in | environment | phase
field introduced introduced in | brought in | injected in | origin stage | stage introduced
field ai_related ai related | ai | ai involved | ai-related
field cause cause | cause commit | caused by commit | root cause commit | commit
field deployment deployment | deployment id | caused by deployment
field down downtime | hours down | down | outage [h]
field records records | records exposed | records affected
field people people | people affected | customers affected | users affected
field money cost | money | loss
field currency currency
