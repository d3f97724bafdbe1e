# gh api --paginate "repos/OWNER/NAME/pulls?state=all&per_page=100", a page has 30
# requests unless it is asked for more. Who approved is not in it: reviews of these
# requests are unknown, never missing. merge_commit_sha of one that was not merged is
# that of a trial, which no branch has.
profile github-pulls@1
title GitHub: pull requests (REST API)
target change
source docs.github.com, REST API endpoints for pull requests
checked 2026-11-22
cap 30
records [] | .
require html url
require user.login
require created at
require merged at
unless iid
field key html url
field author_login user.login
field created created at
field merged merged at
field closed closed at
field merge_commit merge commit sha
field added additions
field deleted deletions
field number number
field head_commit head.sha
field merger_login merged by.login
ignore id | node id | url | diff url | patch url | issue url | title | body | state | locked | draft | user.* | assignee.* | assignees.* | labels | labels.* | milestone.* | updated at | head.* | base.* | requested reviewers.* | requested teams.* | commits url | review comments url | review comment url | comments url | statuses url | links.* | author association | auto merge.* | active lock reason | merged | mergeable | rebaseable | mergeable state | merged by.* | comments | review comments | maintainer can modify | commits | changed files | pull request.*
