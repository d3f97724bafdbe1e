-- title: Tools seen for the first time
-- meaning: Tools whose first commit, by author date, lies in the period.
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
SELECT t.id AS record, t.id AS tool_id, 1 AS n,
  min(c.author_time) AS first_at
FROM tool_use u JOIN tool t ON t.id = u.tool_id
JOIN commit_fact c ON c.commit_id = u.commit_id
WHERE c.at < :at
GROUP BY t.id HAVING min(c.author_time) >= :from
