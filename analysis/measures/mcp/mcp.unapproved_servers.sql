-- title: MCP servers that nobody approved
-- meaning: MCP servers that committed configuration names and does not
--    disable at the end of the period, and that the policy does not approve on
--    that day. One server counts once in a repository, by what it is and not
--    by the name the file gives it.
-- kind: count
-- basis: stock
-- direction: down
-- unit: servers
-- record: a server of a repository
-- sources: git, mcp_policy
-- needs: end_history
-- unread: mcp
-- keys: repository, agent, kind
-- interval: none

-- Case: mcp.example.com is gone at the end; both repositories have the package,
-- which is approved.
-- expect: n 0 value 0
-- given: DELETE FROM policy WHERE name = '@example/*';
-- given: INSERT INTO policy (source_id, locator, kind, name, from_time, status)
--    VALUES (1, 9, 'mcp', 'x', 0, 'approved');
-- expect: n 2
-- given: UPDATE mcp_server SET to_time = NULL WHERE id = 3;
-- expect: n 1
-- given: UPDATE mcp_server SET to_time = unixepoch('2026-10-01') WHERE id = 3;
-- expect: n 1
-- given: UPDATE mcp_server SET to_time = NULL WHERE id = 3;
-- given: INSERT INTO mcp_consent (server_id, verdict) VALUES (3, 'disabled');
-- expect: n 0
-- given: UPDATE mcp_server SET to_time = NULL WHERE id = 3;
-- given: INSERT INTO mcp_consent (server_id, verdict, from_time, to_time)
--    VALUES (3, 'disabled', unixepoch('2026-08-01'), unixepoch('2026-09-01')),
--    (3, 'disabled', unixepoch('2026-10-01'), NULL), (3, 'allowed', NULL, NULL);
-- expect: n 1
SELECT min(s.id) AS record, 1 AS n, s.identity, min(s.agent) AS agent,
  min(s.kind) AS kind, s.repository_id, s.file_id, min(s.from_commit_id)
    AS commit_id,
  iif(min(s.source_id) = max(s.source_id), s.source_id, NULL)
    AS source_id,
  iif(min(s.source_id) = max(s.source_id), min(s.locator), NULL)
    AS locator
FROM mcp_server s
WHERE NOT s.disabled AND s.known AND (s.from_time IS NULL OR s.from_time < :at)
  AND (s.to_time IS NULL OR s.to_time >= :at)
  AND NOT EXISTS (SELECT 1 FROM mcp_consent c WHERE c.server_id = s.id
    AND c.verdict = 'disabled' AND coalesce(c.from_time, :at - 1) < :at
    AND (c.to_time IS NULL OR c.to_time >= :at))
  AND coalesce((SELECT min(p.status = 'approved') FROM mcp_policy p
    WHERE p.server_id = s.id AND p.from_time < :at AND p.to_time >= :at),
    0) = 0
  AND NOT EXISTS (SELECT 1 FROM mcp_exception e WHERE e.server_id = s.id
    AND e.from_time < :at AND e.to_time >= :at)
GROUP BY s.repository_id, s.identity
