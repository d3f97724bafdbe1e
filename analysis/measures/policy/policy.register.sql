-- title: What the policy approves, forbids and withdrew
-- meaning: Tools, models, MCP servers and data sources of the policy with the role
--    that answers for each, from when to when, and whether that holds at the end
--    of the period: what has run out is approved no more.
-- kind: table
-- basis: stock
-- unit: entries
-- record: an entry of the policy
-- sources: register
-- columns: kind text Kind; name text Name; status text Status; state text
--    State; owner text Owner; since time From; until time Until

-- Case: three entries.
-- expect: n 3
-- expect: row 2 kind=tool name=claude-code owner=CISO
SELECT kind, name, status,
  CASE WHEN to_time < :at THEN 'run out' WHEN from_time >= :at THEN 'not yet'
    WHEN owner IS NULL THEN 'in force, no owner' ELSE 'in force' END AS state,
  owner, nullif(from_time, -9223372036854775808) AS since,
  to_time - 86400 AS until, source_id, locator
FROM policy ORDER BY kind, name, from_time, status
