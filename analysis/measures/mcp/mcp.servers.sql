-- title: MCP servers named in committed configuration
-- meaning: Each MCP server that a configuration file of an AI tool names at
--    the end of the period, or named before, by what it is: host and path,
--    package, image or command. The agent whose file it is, whether it is
--    pinned to one version, what the policy says of it, the data it opens,
--    since when, and when its last mention was removed.
-- kind: table
-- basis: stock
-- unit: servers
-- record: a server
-- sources: git
-- columns: identity text Server; agent text Agent; pinned text Pinned;
--    policy text Policy; data text Data; repositories count Repositories;
--    first time Since; state text State

-- Case: the package is in two repositories, unpinned, and approved; the
-- other server was removed in August.
-- expect: n 2
-- expect: row 0 identity=@example/files pinned=no policy=approved
-- expect: row 0 data=filesystem repositories=2 first=2026-07-10
-- expect: row 1 identity=mcp.example.com/mcp policy=none repositories=0
WITH declared AS (
  SELECT *, from_time IS NULL OR from_time < :at AS is_known,
    to_time IS NULL OR to_time >= :at AS is_there
  FROM mcp_server)
SELECT s.identity,
  (SELECT group_concat(agent, ', ') FROM (
    SELECT DISTINCT agent FROM declared d
    WHERE d.identity = s.identity AND d.is_known ORDER BY agent)) AS agent,
  CASE WHEN min(s.pinned) IS NULL THEN '' WHEN min(s.pinned) = 0 THEN 'no'
    ELSE 'yes' END AS pinned,
  CASE WHEN NOT EXISTS (SELECT 1 FROM policy WHERE kind = 'mcp')
    THEN 'not assessed'
    ELSE coalesce((SELECT p.status FROM mcp_policy p
      JOIN declared d ON d.id = p.server_id
      WHERE d.identity = s.identity AND p.from_time < :at
        AND p.to_time >= :at
      ORDER BY p.status = 'approved' LIMIT 1), 'none') END AS policy,
  (SELECT group_concat(data_source, ', ') FROM (
    SELECT DISTINCT m.data_source FROM mcp_source m
    JOIN declared d ON d.id = m.server_id
    WHERE d.identity = s.identity ORDER BY 1)) AS data,
  count(DISTINCT CASE WHEN s.is_there THEN s.repository_id END)
    AS repositories,
  min(s.from_time) AS first,
  CASE WHEN NOT max(s.is_there)
    THEN 'removed ' || date(max(s.to_time), 'unixepoch')
    WHEN min(s.disabled OR NOT s.is_there) THEN 'disabled'
    ELSE 'in use' END AS state
FROM declared s WHERE s.is_known
GROUP BY s.identity
ORDER BY max(s.is_there) DESC, repositories DESC, s.identity
