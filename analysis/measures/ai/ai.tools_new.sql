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
SELECT tool_id AS record, tool_id, 1 AS n, author_time AS first_at, commit_id,
  source_id, locator
FROM (
  SELECT u.tool_id, c.commit_id, c.author_time, c.source_id, c.locator,
    row_number() OVER (
      PARTITION BY u.tool_id ORDER BY c.author_time, k.oid) AS place
  FROM tool_use u JOIN commit_fact c ON c.commit_id = u.commit_id
  JOIN "commit" k ON k.id = c.commit_id
  WHERE c.at < :at AND u.tool_id > 0) AS x
WHERE x.place = 1 AND x.author_time >= :from
