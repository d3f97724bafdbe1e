-- title: AI work that a scan has looked at
-- meaning: Commits of the period that AI took part in that a scan made before
--    its end has looked at, over all such commits: one of their repository and
--    of a revision no older than they are. Where a scan names no revision that
--    the clone has, its own time stands for it. A scan of style alone is none,
--    nor are scans that list the files they look at, for production code in none
--    of their lists.
-- kind: share
-- basis: stock
-- direction: up
-- unit: commits
-- record: a commit that AI took part in
-- sources: git, placed_scan
-- needs: history
-- keys: repository, team, tool, model

-- Case: shop and bank were scanned on 25 September, after c1, c4 and c6;
-- tools with its five never.
-- expect: hit 3 n 8 value 0.375
WITH last AS (
  SELECT repository_id, max(seen_to) AS at FROM scan_fact
  WHERE audited AND for_problems AND at < :at
  GROUP BY repository_id)
SELECT c.commit_id AS record, c.commit_id, c.at AS committed_at, 1 AS n,
  coalesce(l.at >= c.at, 0) AND NOT EXISTS (
    SELECT 1 FROM commit_file f JOIN unlooked_file u ON u.file_id = f.file_id
    WHERE f.commit_id = c.commit_id AND u.repository_id = c.repository_id
      AND u.from_time < :at) AS hit, c.repository_id, c.team_id, c.tool_id,
  c.model_id, c.source_id, c.locator
FROM commit_fact c LEFT JOIN last l ON l.repository_id = c.repository_id
WHERE c.is_ai AND c.at >= :from AND c.at < :at
