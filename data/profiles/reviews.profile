# Any list of reviews, one a row, by the names that exports share.
profile reviews@1
title Reviews of change requests, any source
target review
source the names that exports share
checked 2026-11-22
require pull request | merge request | change request | change | pr | mr | pull request url | pr url
require reviewer | reviewer login | reviewer email | reviewed by | approver | approver login | approver email
require verdict | review state | decision | review | outcome | vote
field change pull request url | pr url | pull request | merge request | change request | change | pr | mr
field repository repository | repo | project
field login reviewer login | approver login
field email reviewer email | approver email
field person reviewer | reviewed by | approver | reviewer name
field verdict verdict | review state | decision | review | outcome | vote
field time reviewed at | submitted at | review date | date | time
field revision commit | revision | sha
ignore title | comment | body | author | id
fallback
