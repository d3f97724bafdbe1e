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
SELECT t.id AS record, t.id AS tool_id, 1 AS n, min(c.at) AS first_at,
  count(DISTINCT c.commit_id) AS commits
FROM tool_use u JOIN tool t ON t.id = u.tool_id
JOIN commit_fact c ON c.commit_id = u.commit_id
WHERE c.at >= :from AND c.at < :at AND NOT EXISTS (
  SELECT 1 FROM policy p
  WHERE p.kind = 'tool' AND p.name = t.name AND p.status = 'approved'
    AND c.author_time >= coalesce(p.from_time, c.author_time)
    AND c.author_time < coalesce(p.to_time, 9223372036854775807))
GROUP BY t.id
