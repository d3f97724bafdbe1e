# Who was on call, and the text of an incident, are not read.
profile pagerduty-api@1
title PagerDuty: incidents (API)
target incident
source developer.pagerduty.com, List incidents
checked 2026-11-22
records incidents[] | []
require incident number
require created at
require service.summary | service.id
require urgency
field key incident number
field system service.type
field opened created at
field resolved resolved at
field severity priority.summary + urgency [first]
field service service.summary | service.id
value system service reference = pagerduty
value system service = pagerduty
ignore id | type | summary | self | html url | title | status | incident key | last status change at | urgency | priority | priority.* | service.* | assignments.* | acknowledgements.* | teams.* | escalation policy.* | last status change by.* | pending actions.* | alert counts.* | description | updated at | first trigger log entry.*
