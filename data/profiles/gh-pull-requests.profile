# gh pr list --state all --limit 1000 --json number,url,author,createdAt,mergedAt,closedAt,mergeCommit,additions,deletions,headRefOid,mergedBy,reviews,commits
# Without --limit it gives 30; without reviews nobody knows who approved what.
profile gh-pull-requests@2
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
field number number
field head_commit headrefoid
field commits commits.oid
field merger mergedby.name
field merger_login mergedby.login
field reviewer reviews.author.login
field verdict reviews.state
field reviewed reviews.submittedat
field reviewed_commit reviews.commit.oid
null 0001-01-01T00:00:00Z
ignore mergecommit | mergedby | title | state | author.id | author.is bot | isdraft | baserefname | headrefname | changedfiles | updatedat | labels.* | body | id | reviewdecision | mergedby.* | reviews.* | latestreviews.* | commits.*
