-- title: MCP servers without a fixed version
-- meaning: MCP servers that committed configuration starts at the end of the
--    period from a package or image without one fixed version, so that what
--    runs may change from one day to the next. Servers at a URL, and programs
--    that are there already, have nothing to pin.
-- kind: count
-- basis: stock
-- direction: down
-- unit: servers
-- record: a server of a repository
-- sources: git
-- needs: end_history
-- unread: mcp
-- keys: repository, agent, kind
-- interval: none

-- Case: the package, in two repositories.
-- expect: n 2 value 2
SELECT min(s.id) AS record, 1 AS n, s.identity, min(s.agent) AS agent,
  min(s.kind) AS kind, s.repository_id, s.file_id, min(s.from_commit_id)
    AS commit_id,
  iif(min(s.source_id) = max(s.source_id), s.source_id, NULL)
    AS source_id,
  iif(min(s.source_id) = max(s.source_id), min(s.locator), NULL)
    AS locator
FROM mcp_server s
WHERE s.pinned = 0 AND NOT s.disabled
  AND s.known AND (s.from_time IS NULL OR s.from_time < :at)
  AND (s.to_time IS NULL OR s.to_time >= :at)
  AND NOT EXISTS (SELECT 1 FROM mcp_consent c WHERE c.server_id = s.id
    AND c.verdict = 'disabled' AND coalesce(c.from_time, :at - 1) < :at
    AND (c.to_time IS NULL OR c.to_time >= :at))
GROUP BY s.repository_id, s.identity
