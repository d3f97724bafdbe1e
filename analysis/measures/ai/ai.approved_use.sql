-- title: AI work done with approved tools only
-- meaning: Commits that AI took part in where every tool, and every model
--    that is recorded, was approved by the policy on that day, over all
--    commits that AI took part in. A tool that is not recorded is not
--    approved.
-- kind: share
-- basis: flow
-- direction: up
-- unit: commits
-- record: a commit that AI took part in
-- sources: git, policy
-- needs: history
-- keys: repository, team, tool, model
-- hide: people
-- family: page one

-- Case: 8 such commits; c4 used a tool that nobody approved.
-- expect: hit 7 n 8 value 0.875
-- expect: by tool=cursor hit 0 n 1 class too_little
SELECT commit_id AS record, commit_id, at, 1 AS n,
  coalesce(approved, 0) AS hit, repository_id, person_id, team_id, tool_id,
  model_id, source_id, locator
FROM commit_fact WHERE is_ai
