-- title: Withdrawn tools still in use
-- meaning: Tools that the policy calls retired or forbidden and that are named
--    in commits of the period.
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
SELECT t.id AS record, t.id AS tool_id, 1 AS n,
  count(DISTINCT c.commit_id) AS commits
FROM tool_use u JOIN tool t ON t.id = u.tool_id
JOIN commit_fact c ON c.commit_id = u.commit_id
JOIN policy p ON p.kind = 'tool' AND p.name = t.name
WHERE c.at >= :from AND c.at < :at AND p.status IN ('retired', 'forbidden')
GROUP BY t.id
