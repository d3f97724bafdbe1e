profile devlake-issues@2
title DevLake: issues
target work_item
source apache/incubator-devlake, domain layer schema: issues
checked 2026-11-21
require id
require type | original type
require created date
require updated date | issue key | original status
unless base repo id | pull request key
field key id
field kind type | original type
field status status | original status
field assignee assignee name
field assignee_login assignee id
field created created date
field resolved resolution date
field points story point
ignore url | issue key | title | updated date | priority | severity | original type | original status | original estimate minutes | time spent minutes | time remaining minutes | component | epic key | creator id | creator name | labels | sprint ids | lead time minutes | parent issue id | icon url | description
