profile pagerduty@1
title PagerDuty: raw incidents (CSV)
target incident
source support.pagerduty.com, Insights: incident data export
checked 2026-11-21
require incident number
require service name
require created on
require resolved on
field key incident number
field opened created on
field resolved resolved on
field severity priority | urgency
field service service name
ignore description | service id | escalation policy id | escalation policy name | seconds to first ack | seconds to resolve | auto resolved | escalation count | assignment count | acknowledge count | urgency | business hour interruptions
