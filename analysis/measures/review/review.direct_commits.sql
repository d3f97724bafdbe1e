-- title: Commits that came by no change request
-- meaning: Commits that belong to no change request of the exports, over all of
--    repositories and times that an export with reviews covers: from the
--    opening of its first request to the merging of its last. An export that
--    was filtered makes this too high. Merges and bots are left out.
-- kind: share
-- basis: flow
-- direction: down
-- unit: commits
-- record: a commit
-- sources: git, requests
-- needs: history
-- keys: origin, repository, team, tool
-- hide: people
-- interval: none

-- Case: requests p1 to p15 are of tools alone; of its ten commits five have one.
-- expect: hit 5 n 10
SELECT c.commit_id AS record, c.commit_id, c.at, 1 AS n, NOT EXISTS (
    SELECT 1 FROM change_commit k WHERE k.commit_id = c.commit_id
      AND k.confidence_pct >= 85) AS hit,
  c.origin, c.repository_id, c.person_id, c.team_id, c.tool_id, c.source_id,
  c.locator
FROM commit_fact c JOIN request_cover r ON r.repository_id = c.repository_id
  AND c.at >= r.from_time AND c.at <= r.to_time
WHERE c.parents < 2 AND c.origin <> 'bot'
