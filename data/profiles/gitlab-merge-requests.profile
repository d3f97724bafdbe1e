# The time of merging is merged_at; updated_at moves on with each comment. Who
# approved is not in the list of requests: /merge_requests/:iid/approvals gives
# approved_by, to be put into each. "reviewers" are those who were asked.
profile gitlab-merge-requests@2
title GitLab: merge requests (API)
target change
source docs.gitlab.com, Merge requests API
checked 2026-11-22
records [] | .
require iid
require source branch
require target branch
require created at
require merged at
field key web url | references.full | id
field author author.name
field author_login author.username
field created created at
field merged merged at
field closed closed at
field merge_commit merge commit sha + squash commit sha [first]
field head_commit sha
field number iid
field merger merge user.name | merged by.name
field merger_login merge user.username | merged by.username
field approver approved by.user.username | approved by.username
ignore id | project id | title | description | state | source branch | target branch | updated at | author.* | assignee.* | assignees.* | reviewers.* | labels | draft | work in progress | milestone.* | merged by.* | merge user.* | approved by.* | approved | approvals required | approvals left | user has approved | user can approve | closed by.* | references.* | time stats.* | task completion status.*
