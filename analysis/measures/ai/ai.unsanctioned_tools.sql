-- title: Tools in use that nobody approved
-- meaning: Tools named in commits of the period that the policy did not
--    approve on the day of a commit.
-- kind: count
-- basis: stock
-- direction: down
-- unit: tools
-- record: a tool
-- sources: git, policy
-- needs: history
-- keys: tool
-- interval: none

-- Case: cursor.
-- expect: n 1 value 1
SELECT tool_id AS record, tool_id, 1 AS n, at AS first_at, commits, commit_id,
  source_id, locator
FROM (
  SELECT u.tool_id, c.commit_id, c.at, c.source_id, c.locator,
    count(*) OVER (PARTITION BY u.tool_id) AS commits,
    row_number() OVER (PARTITION BY u.tool_id ORDER BY c.at, k.oid) AS place
  FROM (SELECT DISTINCT commit_id, tool_id FROM tool_use WHERE tool_id > 0) u
  JOIN commit_fact c ON c.commit_id = u.commit_id
  JOIN "commit" k ON k.id = c.commit_id
  WHERE c.at >= :from AND c.at < :at AND coalesce((
    SELECT min(p.status = 'approved') FROM tool_policy p
    WHERE p.tool_id = u.tool_id AND c.author_time >= p.from_time
      AND c.author_time < p.to_time), 0) = 0) AS x
WHERE x.place = 1
