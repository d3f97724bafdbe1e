# Cloud and Server exports alike: columns repeat once per value, which is why
# positions change from export to export. Times are seconds, zones are unknown.
profile jira@1
title Jira: issues (CSV, all fields or current fields)
target work_item
source Atlassian support, "Export your Jira data as a CSV file"
checked 2026-11-21
cap 1000
require issue key
require issue type | issue id | status
require created
field key issue key
field kind issue type
field status status
field assignee assignee
field assignee_login assignee id
field created created
field resolved resolved
field points story points | story point estimate | custom field (story points) | custom field (story point estimate)
ignore summary | issue id | project key | project name | project type | project lead | project lead id | project description | project url | priority | resolution | reporter | reporter id | creator | creator id | updated | last viewed | due date | votes | labels | description | environment | watchers | watchers id | log work | original estimate | remaining estimate | time spent | work ratio | Σ Original Estimate | Σ Remaining Estimate | Σ Time Spent | security level | attachment | custom field | comment | status category | status category changed | sprint | component/s | components | fix version/s | fix versions | affects version/s | affects versions | parent | parent id | parent summary | parent key | outward issue link | inward issue link
