-- title: Identities of agents that the policy does not register
-- meaning: Identities of AI agents in the commits of the period (accounts that
--    are author or committer, tools credited as co-author) with a commit of a
--    day on which the policy approved no such tool. An account of which no tool
--    is known is not registered.
-- kind: count
-- basis: stock
-- direction: down
-- unit: identities
-- record: an identity of an agent
-- sources: git, policy
-- needs: history
-- keys: role, tool
-- interval: none

-- Case: the policy approves claude-code and has nothing of cursor, co-author of
-- c4; c7 of alias 10 names no tool.
-- expect: n 2
-- expect: by role=coauthor n 1
WITH seen AS (
  SELECT 'account ' || i.person_id AS record, 'author' AS role,
    c.id AS commit_id, o.tool_id
  FROM person p JOIN identity i ON i.person_id = p.id
  JOIN "commit" c ON c.author_alias_id = i.alias_id
  LEFT JOIN commit_origin o ON o.commit_id = c.id
  WHERE p.kind = 'agent' AND c.commit_time >= :from AND c.commit_time < :at
  UNION ALL
  SELECT 'account ' || i.person_id, 'committer', c.id, o.tool_id
  FROM person p JOIN identity i ON i.person_id = p.id
  JOIN "commit" c ON c.committer_alias_id = i.alias_id
  LEFT JOIN commit_origin o ON o.commit_id = c.id
  WHERE p.kind = 'agent' AND c.commit_time >= :from AND c.commit_time < :at
  UNION ALL
  SELECT 'credit ' || t.tool_id, 'coauthor', t.commit_id, t.tool_id
  FROM attribution t JOIN "commit" c ON c.id = t.commit_id
  WHERE t.signal IN ('coauthor_email', 'coauthor_name') AND t.tool_id > 0
    AND t.origin IN ('ai', 'mixed') AND t.confidence_pct >= 85
    AND c.commit_time >= :from AND c.commit_time < :at)
SELECT s.record, 1 AS n, min(s.role) AS role, max(s.tool_id) AS tool_id,
  count(DISTINCT s.commit_id) AS commits, min(k.commit_time) AS first_time,
  max(k.commit_time) AS last_time, iif(min(k.source_id) = max(k.source_id), k.source_id, NULL)
    AS source_id,
  iif(min(k.source_id) = max(k.source_id), min(k.locator), NULL) AS locator
FROM seen s JOIN "commit" k ON k.id = s.commit_id
WHERE NOT EXISTS (SELECT 1 FROM tool_policy p WHERE p.tool_id = s.tool_id
  AND p.status = 'approved' AND k.author_time >= p.from_time
  AND k.author_time < p.to_time)
GROUP BY s.record
