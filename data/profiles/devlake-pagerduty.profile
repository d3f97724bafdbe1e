profile devlake-pagerduty@1
title DevLake: PagerDuty incidents
target incident
source apache/incubator-devlake, plugins/pagerduty: tool layer table
checked 2026-11-21
require connection id
require number
require urgency
require service id
require created date
field key url | number
field opened created date
field severity priority | urgency
field service service id
ignore connection id | number | raw data params | raw data table | raw data id | raw data remark | summary | status | urgency | updated date
