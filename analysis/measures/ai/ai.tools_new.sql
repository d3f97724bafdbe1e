-- title: Tools seen for the first time
-- meaning: Tools whose first commit lies in the period, by the date of
--    authoring.
-- kind: count
-- basis: stock
-- direction: none
-- unit: tools
-- record: a tool
-- sources: git
-- needs: all_history
-- keys: tool
-- interval: none

-- Case: both tools were first seen in the quarter.
-- expect: n 2
WITH new AS MATERIALIZED (
  SELECT u.tool_id, min(c.author_time) AS first_at
  FROM tool_use u CROSS JOIN commit_fact c ON c.commit_id = u.commit_id
  WHERE c.at < :at AND u.tool_id > 0
  GROUP BY u.tool_id HAVING min(c.author_time) >= :from)
SELECT tool_id AS record, tool_id, 1 AS n, first_at, commit_id, source_id,
  locator
FROM (
  SELECT n.tool_id, n.first_at, c.commit_id, c.source_id, c.locator,
    row_number() OVER (PARTITION BY n.tool_id ORDER BY k.oid) AS place
  FROM new n CROSS JOIN tool_use u ON u.tool_id = n.tool_id
  CROSS JOIN commit_fact c ON c.commit_id = u.commit_id
    AND c.author_time = n.first_at AND c.at < :at
  JOIN "commit" k ON k.id = c.commit_id) AS x
WHERE x.place = 1
