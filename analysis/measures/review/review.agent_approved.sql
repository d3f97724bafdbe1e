-- title: Changes that only an agent approved
-- meaning: Commits whose reviews are known and that nobody but an agent or a bot approved, over
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

-- Case: none: of c6 more is not known.
-- expect: hit 0 n 7
SELECT commit_id AS record, commit_id, at, 1 AS n, validated = 'agent' AS hit,
  origin, repository_id, person_id, team_id, tool_id, source_id, locator
FROM review_fact WHERE review IS NOT NULL
