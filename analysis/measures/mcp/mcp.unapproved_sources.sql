-- title: Data sources open to AI that nobody approved
-- meaning: Data that the MCP servers of committed configuration open at the
--    end of the period (repositories, databases, files, the web), by package,
--    host, connection string and names of variables, that the policy does not
--    approve on that day, nor an exception that is open. One counts once in a
--    repository.
-- kind: count
-- basis: stock
-- direction: down
-- unit: data sources
-- record: a data source of a repository
-- sources: git, data_policy
-- needs: end_history
-- unread: mcp
-- keys: repository, data_source
-- interval: none

-- Case: the policy approves github alone; files are open in two repositories,
-- of which bank has an exception.
-- expect: n 1 value 1
-- expect: by data_source=filesystem n 1
SELECT m.data_source AS record, 1 AS n, m.data_source, s.repository_id,
  s.file_id, min(s.from_commit_id) AS commit_id,
  iif(min(s.source_id) = max(s.source_id), s.source_id, NULL)
    AS source_id,
  iif(min(s.source_id) = max(s.source_id), min(s.locator), NULL)
    AS locator
FROM mcp_server s JOIN mcp_source m ON m.server_id = s.id
WHERE NOT s.disabled AND s.known AND (s.from_time IS NULL OR s.from_time < :at)
  AND (s.to_time IS NULL OR s.to_time >= :at)
  AND NOT EXISTS (SELECT 1 FROM mcp_consent c WHERE c.server_id = s.id
    AND c.verdict = 'disabled' AND coalesce(c.from_time, :at - 1) < :at
    AND (c.to_time IS NULL OR c.to_time >= :at))
  AND coalesce((SELECT min(p.status = 'approved') FROM mcp_source p
    WHERE p.server_id = s.id AND p.data_source = m.data_source
      AND p.status IS NOT NULL AND p.from_time < :at AND p.to_time >= :at),
    0) = 0
  AND NOT EXISTS (SELECT 1 FROM mcp_source_exception e
    WHERE e.server_id = s.id AND e.data_source = m.data_source
      AND e.from_time < :at AND e.to_time >= :at)
GROUP BY s.repository_id, m.data_source
