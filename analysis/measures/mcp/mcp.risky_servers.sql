-- title: MCP servers with weak settings
-- meaning: MCP servers that committed configuration names and does not
--    disable at the end of the period, and in whose URL or command a credential
--    stands as written (exposed), whose tools run without asking (trust,
--    autoApprove, alwaysAllow, or rules of the settings beside it: unattended),
--    that are reached without encryption (http:// off the machine itself:
--    unencrypted), or that such settings start without asking (unasked). One
--    counts once, by the first of these.
-- kind: count
-- basis: stock
-- direction: down
-- unit: servers
-- record: a server of a repository
-- sources: git
-- needs: end_history
-- unread: mcp
-- keys: repository, agent, weakness
-- interval: none

-- Case: the package of repository 2 runs its tools without asking.
-- expect: n 1 value 1
-- expect: by weakness=unattended n 1
WITH consent AS (
  SELECT server_id, max(verdict = 'allowed') AS allowed,
    max(verdict = 'started') AS started, max(verdict = 'disabled') AS disabled
  FROM mcp_consent
  WHERE coalesce(from_time, :at - 1) < :at
    AND (to_time IS NULL OR to_time >= :at)
  GROUP BY server_id)
SELECT min(s.id) AS record, 1 AS n, s.identity, min(s.agent) AS agent,
  CASE WHEN max(s.exposed) THEN 'exposed'
    WHEN max(s.trusted OR coalesce(c.allowed, 0)) THEN 'unattended'
    WHEN max(s.insecure) THEN 'unencrypted'
    ELSE 'unasked' END AS weakness,
  s.repository_id, s.file_id, min(s.from_commit_id) AS commit_id,
  iif(min(s.source_id) = max(s.source_id), s.source_id, NULL)
    AS source_id,
  iif(min(s.source_id) = max(s.source_id), min(s.locator), NULL)
    AS locator
FROM mcp_server s LEFT JOIN consent c ON c.server_id = s.id
WHERE (s.trusted OR s.insecure OR s.exposed OR c.allowed OR c.started)
  AND NOT s.disabled AND coalesce(c.disabled, 0) = 0
  AND s.known AND (s.from_time IS NULL OR s.from_time < :at)
  AND (s.to_time IS NULL OR s.to_time >= :at)
GROUP BY s.repository_id, s.identity
