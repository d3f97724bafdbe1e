-- MCP servers by repository, from what commits did to them (mcp_change) and
-- what the audited revision holds (mcp_head). A server that went and came
-- back is one, from its first day to its last.

DROP TABLE IF EXISTS temp.mcp_event;
CREATE TEMP TABLE mcp_event AS
SELECT r.repository_id, m.file_id, m.name, m.identity, m.id AS change_id,
  m.change, c.id AS commit_id, c.commit_time AS time,
  row_number() OVER server_in_time AS first_rank,
  row_number() OVER server_back AS last_rank
FROM mcp_change m
JOIN commit_repository r ON r.commit_id = m.commit_id
JOIN "commit" c ON c.id = m.commit_id
WINDOW
  server_in_time AS (
    PARTITION BY r.repository_id, m.file_id, m.name, m.identity,
      m.change = 'removed'
    ORDER BY c.commit_time, c.oid),
  server_back AS (
    PARTITION BY r.repository_id, m.file_id, m.name, m.identity,
      m.change = 'removed'
    ORDER BY c.commit_time DESC, c.oid DESC);

INSERT INTO mcp_server (repository_id, file_id, name, identity, agent, kind,
  transport, version, pinned, disabled, trusted, insecure, exposed, target,
  env, sources, source_id, locator)
SELECT h.repository_id, h.file_id, h.name, h.identity, h.agent, h.kind,
  h.transport, h.version, h.pinned, h.disabled, h.trusted, h.insecure,
  h.exposed, h.target, h.env, h.sources, h.source_id, h.locator
FROM mcp_head h
JOIN repository r ON r.id = h.repository_id JOIN file f ON f.id = h.file_id
ORDER BY r.key, f.path, h.name, h.identity;

-- Those that are gone: as they were when they were last written.
INSERT INTO mcp_server (repository_id, file_id, name, identity, agent, kind,
  transport, version, pinned, disabled, trusted, insecure, exposed, target,
  env, sources, to_time, to_commit_id, source_id, locator)
SELECT e.repository_id, e.file_id, e.name, e.identity, m.agent, m.kind,
  m.transport, m.version, m.pinned, m.disabled, m.trusted, m.insecure,
  m.exposed, m.target, m.env, m.sources, coalesce(g.time, e.time), g.commit_id, m.source_id, m.locator
FROM temp.mcp_event e
JOIN mcp_change m ON m.id = e.change_id
LEFT JOIN temp.mcp_event g ON g.repository_id = e.repository_id
  AND g.file_id = e.file_id AND g.name = e.name AND g.identity = e.identity
  AND g.change = 'removed' AND g.last_rank = 1
JOIN repository r ON r.id = e.repository_id JOIN file f ON f.id = e.file_id
WHERE e.change <> 'removed' AND e.last_rank = 1
  AND NOT EXISTS (SELECT 1 FROM mcp_server s
    WHERE s.repository_id = e.repository_id AND s.file_id = e.file_id
      AND s.name = e.name AND s.identity = e.identity)
ORDER BY r.key, f.path, e.name, e.identity;

UPDATE mcp_server AS s SET (from_time, from_commit_id) = (
  SELECT e.time, CASE WHEN e.change <> 'present' THEN e.commit_id END
  FROM temp.mcp_event e
  WHERE e.repository_id = s.repository_id AND e.file_id = s.file_id
    AND e.name = s.name AND e.identity = s.identity
    AND e.change <> 'removed' AND e.first_rank = 1);

DROP TABLE temp.mcp_event;
