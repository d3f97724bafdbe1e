-- title: Tools in use that somebody owns
-- meaning: Tools named in commits of the period for which the policy names an
--    owner, over all tools named in them.
-- kind: share
-- basis: stock
-- direction: up
-- unit: tools
-- record: a tool
-- sources: git, policy
-- needs: history
-- keys: tool
-- interval: none

-- Case: of claude-code and cursor the policy knows one, with an owner.
-- expect: hit 1 n 2 value 0.5
SELECT t.id AS record, t.id AS tool_id, 1 AS n,
  EXISTS (SELECT 1 FROM policy p WHERE p.kind = 'tool' AND p.name = t.name
    AND coalesce(p.owner, '') <> '') AS hit
FROM tool_use u JOIN tool t ON t.id = u.tool_id
JOIN commit_fact c ON c.commit_id = u.commit_id
WHERE c.at >= :from AND c.at < :at
GROUP BY t.id
