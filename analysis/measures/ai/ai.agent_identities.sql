-- title: Identities of agents in commits
-- meaning: Identities of AI agents in the commits of the period: each account
--    of an agent that is author or committer, and each tool that is credited as
--    co-author under a name or address of its own. Accounts of bots such as
--    dependency updates are none. An agent that commits under a person's
--    account and leaves no credit is not seen.
-- kind: count
-- basis: stock
-- direction: none
-- unit: identities
-- record: an identity of an agent
-- sources: git
-- needs: history
-- keys: role, tool
-- interval: none

-- Case: alias 10 wrote c6 and c7; claude-code is co-author of c1, c11 and c12,
-- cursor of c4.
-- expect: n 3
-- expect: by role=author n 1
-- expect: by role=coauthor n 2
WITH account AS (
  SELECT i.person_id, c.id AS commit_id, 'author' AS role
  FROM person p JOIN identity i ON i.person_id = p.id
  JOIN "commit" c ON c.author_alias_id = i.alias_id
  WHERE p.kind = 'agent' AND c.commit_time >= :from AND c.commit_time < :at
  UNION ALL
  SELECT i.person_id, c.id, 'committer'
  FROM person p JOIN identity i ON i.person_id = p.id
  JOIN "commit" c ON c.committer_alias_id = i.alias_id
  WHERE p.kind = 'agent' AND c.commit_time >= :from AND c.commit_time < :at)
SELECT 'account ' || a.person_id AS record, 1 AS n, min(a.role) AS role,
  max(o.tool_id) AS tool_id, count(DISTINCT a.commit_id) AS commits,
  min(k.commit_time) AS first_time, max(k.commit_time) AS last_time,
  iif(min(k.source_id) = max(k.source_id), k.source_id, NULL)
    AS source_id,
  iif(min(k.source_id) = max(k.source_id), min(k.locator), NULL) AS locator
FROM account a JOIN "commit" k ON k.id = a.commit_id
LEFT JOIN commit_origin o ON o.commit_id = a.commit_id
GROUP BY a.person_id
UNION ALL
SELECT 'credit ' || t.tool_id, 1, 'coauthor', t.tool_id,
  count(DISTINCT t.commit_id), min(k.commit_time), max(k.commit_time),
  iif(min(k.source_id) = max(k.source_id), k.source_id, NULL),
  iif(min(k.source_id) = max(k.source_id), min(k.locator), NULL)
FROM attribution t JOIN "commit" k ON k.id = t.commit_id
WHERE t.signal IN ('coauthor_email', 'coauthor_name') AND t.tool_id > 0
  AND t.origin IN ('ai', 'mixed') AND t.confidence_pct >= 85
  AND k.commit_time >= :from AND k.commit_time < :at
GROUP BY t.tool_id
