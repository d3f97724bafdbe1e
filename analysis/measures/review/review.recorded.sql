-- title: AI work of which it is recorded who approved it
-- meaning: Commits that AI took part in of which an input says whether another
--    person approved them, over all that AI took part in. The rest is unknown:
--    neither approved nor unapproved.
-- kind: share
-- basis: flow
-- direction: up
-- unit: commits
-- record: a commit that AI took part in
-- sources: git, review
-- needs: history
-- keys: repository, team, tool
-- hide: people
-- interval: none

-- Case: all but c6 and c14.
-- expect: hit 6 n 8
SELECT commit_id AS record, commit_id, at, 1 AS n, review IS NOT NULL AS hit,
  repository_id, person_id, team_id, tool_id, source_id, locator
FROM review_fact WHERE is_ai
