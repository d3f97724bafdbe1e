profile devlake-opsgenie@1
title DevLake: Opsgenie incidents
target incident
source apache/incubator-devlake, plugins/opsgenie: tool layer table
checked 2026-11-21
require connection id
require owner team
require priority
require message
require created date
field key id
field opened created date
field severity priority
field service service name | service id
ignore created at | updated at | raw data params | raw data table | raw data id | raw data remark | connection id | url | service id | description | message | owner team | status | updated date
