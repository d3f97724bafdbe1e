-- title: MCP servers fixed to a version
-- record: MCP servers
-- inputs: git
-- strength: operation
-- empty: pass
-- limits: Servers that a person sets up outside of the repository are not
--    seen.

SELECT s.repository_id, s.identity AS record,
  iif(s.pinned, 'met', 'not met') AS state, p.path, min(s.locator) AS line, s.identity || ' is started in any version' AS text
FROM mcp_server s JOIN file p ON p.id = s.file_id
WHERE NOT s.disabled AND s.known AND (s.from_time IS NULL OR s.from_time < :at)
  AND (s.to_time IS NULL OR s.to_time >= :at)
  AND NOT EXISTS (SELECT 1 FROM mcp_consent c WHERE c.server_id = s.id
    AND c.verdict = 'disabled' AND coalesce(c.from_time, :at - 1) < :at
    AND (c.to_time IS NULL OR c.to_time >= :at))
  AND s.pinned IS NOT NULL
GROUP BY s.repository_id, s.identity, p.path, 3
UNION ALL
SELECT DISTINCT u.repository_id, p.path, 'unknown', p.path, NULL,
  'cannot be read'
FROM unread u JOIN file p ON p.id = u.file_id
WHERE u.what = 'mcp' AND u.to_time IS NULL
