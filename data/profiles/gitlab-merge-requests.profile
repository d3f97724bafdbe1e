# The time of merging is merged_at; updated_at moves on with each comment.
profile gitlab-merge-requests@1
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
field merge_commit merge commit sha + squash commit sha + sha [first]
ignore iid | id | project id | title | description | state | source branch | target branch | updated at | author.* | assignee.* | assignees.* | reviewers.* | labels | draft | work in progress | milestone.* | merged by.* | merge user.* | closed by.* | references.* | time stats.* | task completion status.*
