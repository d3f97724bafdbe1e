-- title: AI work that another person approved
-- meaning: Independent approval: commits that AI took part in and that a
--    person other than the author is known to have approved, over those of
--    which it is known either way.
-- kind: share
-- basis: flow
-- direction: up
-- unit: commits
-- record: a commit that AI took part in
-- sources: git, review
-- needs: history
-- keys: repository, team, tool, model
-- hide: people

-- Case: of 8 c1, c11 and c12 were, c4, c13 and c15 not; c6 and c14 unknown.
-- expect: hit 3 n 6 value 0.5
SELECT commit_id AS record, commit_id, at, 1 AS n, review = 'approved' AS hit,
  repository_id, person_id, team_id, tool_id, model_id, source_id, locator
FROM review_fact WHERE is_ai AND review IS NOT NULL
