profile gitlab-issues@1
title GitLab: issues (CSV)
target work_item
source docs.gitlab.com, Export issues to CSV
checked 2026-11-21
require issue id
require author username
require created at (utc)
field key url | issue id
field status state
field assignee assignee
field assignee_login assignee username
field created created at
field resolved closed at
field points weight
ignore issue id | title | description | author | author username | confidential | locked | due date | updated at | milestone | labels | time estimate | time spent
