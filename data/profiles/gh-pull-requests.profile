# gh pr list --state all --limit 1000 --json number,url,author,createdAt,mergedAt,closedAt,mergeCommit,additions,deletions
# Without --limit it gives 30.
profile gh-pull-requests@1
title GitHub CLI: gh pr list --json
target change
source cli/cli, api/query_builder.go
checked 2026-11-22
cap 30
records [] | .
require number | url
require createdat
require mergedat | mergecommit.oid
field key url | number
field author author.name
field author_login author.login
field created createdat
field merged mergedat
field closed closedat
field merge_commit mergecommit.oid
field added additions
field deleted deletions
null 0001-01-01T00:00:00Z
ignore number | title | state | author.id | author.is bot | isdraft | baserefname | headrefname | headrefoid | changedfiles | updatedat | labels.* | body | id | reviewdecision
