-- title: AI work taken back within 30 days
-- meaning: Commits that AI took part in that a later commit says it reverts
--    within 30 days, over all such commits.
-- kind: share
-- basis: flow
-- direction: down
-- unit: commits
-- record: a commit that AI took part in
-- sources: git
-- needs: history
-- keys: repository, team, tool, model
-- hide: people

-- Case: c5 reverts c4 after 17 days; 8 commits in all.
-- expect: hit 1 n 8
WITH back AS (
  SELECT reverts AS oid, min(commit_time) AS time FROM "commit"
  WHERE reverts IS NOT NULL GROUP BY reverts)
SELECT f.commit_id AS record, f.commit_id, f.at, 1 AS n,
  coalesce(b.time - f.at BETWEEN 0 AND 30 * 86400, 0) AS hit,
  f.repository_id, f.person_id, f.team_id, f.tool_id, f.model_id,
  f.source_id, f.locator
FROM commit_fact f JOIN "commit" c ON c.id = f.commit_id
LEFT JOIN back b ON b.oid = c.oid
WHERE f.is_ai
