profile devlake-pull-requests@3
title DevLake: pull_requests
target change
source apache/incubator-devlake, domain layer: pull_requests
checked 2026-11-22
require id
require base repo id
require created date
require merged date
field key id
field repository base repo id
field author author name
field author_login author id
field created created date
field merged merged date
field closed closed date
field merge_commit merge commit sha
field number pull request key
field head_commit head commit sha
field added additions
field deleted deletions
ignore base commit sha | raw data remark | raw data params | raw data table | raw data id | status | original status | title | description | url | is draft | head repo id | head ref | base ref | parent pr id | type | component
