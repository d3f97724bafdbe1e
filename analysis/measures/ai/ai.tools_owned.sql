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
SELECT tool_id AS record, tool_id, 1 AS n, EXISTS (
    SELECT 1 FROM tool_policy p WHERE p.tool_id = x.tool_id
      AND p.from_time < :at AND p.to_time >= :from
      AND coalesce(p.owner, '') <> '') AS hit,
  commit_id, source_id, locator
FROM (
  SELECT u.tool_id, c.commit_id, c.source_id, c.locator,
    row_number() OVER (PARTITION BY u.tool_id ORDER BY c.at, k.oid) AS place
  FROM (SELECT DISTINCT commit_id, tool_id FROM tool_use WHERE tool_id > 0) u
  JOIN commit_fact c ON c.commit_id = u.commit_id
  JOIN "commit" k ON k.id = c.commit_id
  WHERE c.at >= :from AND c.at < :at) AS x
WHERE x.place = 1
