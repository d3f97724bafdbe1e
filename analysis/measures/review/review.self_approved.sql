-- title: Changes that only their author approved
-- meaning: Commits whose reviews are known and that nobody but the author approved, over
--    all whose reviews are known.
-- kind: share
-- basis: flow
-- direction: down
-- unit: commits
-- record: a commit
-- sources: git, review
-- needs: history
-- keys: origin, repository, team, tool
-- hide: people

-- Case: c4.
-- expect: hit 1 n 7
SELECT commit_id AS record, commit_id, at, 1 AS n, validated = 'self' AS hit,
  origin, repository_id, person_id, team_id, tool_id, source_id, locator
FROM review_fact WHERE review IS NOT NULL
