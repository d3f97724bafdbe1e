profile work-items@1
title Generic work items
target work_item
source docs/formats.md, Tables and profiles
checked 2026-11-21
fallback
require key | ticket key | issue key | ticket | issue | work item | work item id | ticket id | issue id
require created | creation date | created at | created on | opened | created date
require status | state | type | kind
unless rule + component
field key key | ticket key | issue key | ticket | issue | work item | work item id | ticket id | issue id
field kind kind | type | work item type | issue type
field status status | state
field assignee_email assignee email
field assignee_login assignee login | assignee id
field assignee assignee | assigned to | owner
field created created | creation date | created at | created on | created date | opened
field resolved resolved | resolved at | resolved date | finished date | finished at | done date | resolved on | closed | closed at | closed on | completed | resolution date | closed date
field points points | story points | estimate points
