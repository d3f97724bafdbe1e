-- MCP servers by repository, file and state, from the spans of link/span.c: what
-- the audited revision says of them, else the change that brought the state.

INSERT INTO mcp_server (repository_id, file_id, name, identity, agent, kind,
  transport, version, pinned, disabled, trusted, insecure, exposed, target,
  env, sources, since_time, from_commit_id, from_time, to_time, to_commit_id,
  is_last, known, source_id, locator)
SELECT p.repository_id, p.file_id, s.name, s.identity, s.agent, s.kind,
  s.transport, s.version, s.pinned, s.disabled, s.trusted, s.insecure,
  s.exposed, s.target, s.env, s.sources, p.since_time, p.since_commit_id,
  p.from_time, p.to_time, p.to_commit_id, p.is_last, p.known, s.source_id,
  s.locator
FROM temp.span p
JOIN (
  SELECT 1 AS is_head, id, name, identity, agent, kind, transport, version, pinned, disabled,
    trusted, insecure, exposed, target, env, sources, source_id, locator
  FROM mcp_head
  UNION ALL
  SELECT 0, id, name, identity, agent, kind, transport, version, pinned, disabled,
    trusted, insecure, exposed, target, env, sources, source_id, locator
  FROM mcp_change) AS s
  ON s.is_head = (p.head_id IS NOT NULL)
    AND s.id = coalesce(p.head_id, p.change_id)
JOIN repository r ON r.id = p.repository_id JOIN file f ON f.id = p.file_id
WHERE s.kind <> 'consent'
ORDER BY r.key, f.path, s.name, s.identity, p.id;

-- Consent is about the servers of .mcp.json in the folder that has .claude.
INSERT INTO mcp_consent (server_id, verdict, from_time, to_time)
SELECT v.id, s.identity, p.from_time, p.to_time
FROM temp.span p
JOIN (SELECT 1 AS is_head, id, name, identity FROM mcp_head
    WHERE kind = 'consent'
  UNION ALL SELECT 0, id, name, identity FROM mcp_change
    WHERE kind = 'consent') AS s
  ON s.is_head = (p.head_id IS NOT NULL)
    AND s.id = coalesce(p.head_id, p.change_id)
JOIN file f ON f.id = p.file_id
JOIN file m ON m.path = substr(f.path, 1, instr(f.path, '.claude/') - 1)
  || '.mcp.json'
JOIN mcp_server v ON v.repository_id = p.repository_id AND v.file_id = m.id
  AND s.name IN (v.name, '*')
WHERE p.known
ORDER BY v.id, s.identity, p.id;

DROP TABLE temp.span;
