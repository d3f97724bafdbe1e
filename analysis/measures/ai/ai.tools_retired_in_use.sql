-- title: Withdrawn tools still in use
-- meaning: Tools that are named in commits of the period which were made on a
--    day when the policy called them retired or forbidden.
-- kind: count
-- basis: stock
-- direction: down
-- unit: tools
-- record: a tool
-- sources: git, policy
-- needs: history
-- keys: tool
-- interval: none

-- Case: none of the two is withdrawn.
-- expect: n 0
-- given: UPDATE policy SET status = 'retired', from_time =
--    unixepoch('2026-08-01 02:00') WHERE name = 'claude-code';
-- expect: n 1
-- expect: by tool=claude-code n 1
-- given: UPDATE policy SET status = 'forbidden', to_time =
--    unixepoch('2026-07-10') WHERE name = 'claude-code';
-- expect: n 0
SELECT tool_id AS record, tool_id, 1 AS n, at AS first_at, commits, commit_id,
  source_id, locator
FROM (
  SELECT u.tool_id, c.commit_id, c.at, c.source_id, c.locator,
    count(*) OVER (PARTITION BY u.tool_id) AS commits,
    row_number() OVER (PARTITION BY u.tool_id ORDER BY c.at, k.oid) AS place
  FROM (SELECT DISTINCT commit_id, tool_id FROM tool_use WHERE tool_id > 0) u
  JOIN commit_fact c ON c.commit_id = u.commit_id
  JOIN "commit" k ON k.id = c.commit_id
  WHERE c.at >= :from AND c.at < :at AND EXISTS (
    SELECT 1 FROM tool_policy p
    WHERE p.tool_id = u.tool_id AND p.status IN ('retired', 'forbidden')
      AND c.author_time >= p.from_time AND c.author_time < p.to_time)) AS x
WHERE x.place = 1
