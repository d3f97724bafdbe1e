-- title: MCP servers named in committed configuration
-- meaning: Each MCP server that a configuration file of an AI tool names at
--    the end of the period, or named before, by what it is: host and path,
--    package, image or command. The agent whose file it is, whether it is
--    pinned to one version, what the policy says of it, the data it opens, how
--    it is started or reached (credentials and values are cut, "*"), the names
--    of the variables it is given, the file that names it, since when and since
--    which commit, and when and by which its last mention was removed: for one
--    that went and came back, since it came back. Where history is cut off,
--    nobody knows since when. While a file cannot be read, nobody knows whether
--    what it named last is still there.
-- kind: table
-- basis: stock
-- unit: servers
-- record: a server
-- sources: git
-- needs: end_history
-- unread: mcp
-- columns: identity text Server; agent text Agent; pinned text Pinned;
--    policy text Policy; data text Data; repositories count Repositories;
--    first time Since; until time Removed; state text State;
--    target text Command or URL; variables text Variables; path text File; since_commit commit Came by;
--    until_commit commit Removed by

-- Case: the package is in two repositories, unpinned, and approved; the
-- other server was removed in August.
-- expect: n 2
-- expect: row 0 identity=@example/files pinned=no policy=approved
-- expect: row 0 data=filesystem repositories=2 first=2026-07-10
-- expect: row 1 identity=mcp.example.com/mcp policy=none repositories=0
-- given: UPDATE mcp_server SET to_time = unixepoch('2026-10-01') WHERE id = 3;
-- expect: row 1 identity=mcp.example.com/mcp policy=none repositories=1
WITH mention AS (
  SELECT s.*, s.to_time IS NULL OR s.to_time >= :at AS is_now, f.path,
    row_number() OVER (
      PARTITION BY s.repository_id, s.file_id, s.name, s.identity
      ORDER BY s.from_time DESC, s.id DESC) AS turn
  FROM mcp_server s JOIN file f ON f.id = s.file_id
  WHERE s.from_time IS NULL OR s.from_time < :at),
-- each mention as it is, or was last; 2: there, 1: not known, 0: gone
declared AS (
  SELECT m.*, m.disabled OR EXISTS (SELECT 1 FROM mcp_consent c
      WHERE c.server_id = m.id AND c.verdict = 'disabled'
        AND coalesce(c.from_time, :at - 1) < :at
        AND (c.to_time IS NULL OR c.to_time >= :at)) AS is_off,
    CASE WHEN NOT m.is_now THEN 0 ELSE 1 + m.known END AS there,
    a.oid AS since_oid, b.oid AS until_oid
  FROM mention m
  LEFT JOIN "commit" a ON a.id = m.from_commit_id
  LEFT JOIN "commit" b ON b.id = m.to_commit_id
  WHERE m.turn = 1),
-- of its mentions, those that are there say what it is
best AS (
  SELECT identity, max(there) AS there FROM declared GROUP BY identity),
said AS (
  SELECT d.*, row_number() OVER (PARTITION BY d.identity
    ORDER BY d.to_time DESC, d.from_time, d.since_oid, d.path) AS place,
    row_number() OVER (PARTITION BY d.identity
      ORDER BY d.from_commit_id IS NOT NULL, d.since_time, d.since_oid, d.path)
      AS opening,
    row_number() OVER (PARTITION BY d.identity
      ORDER BY d.to_time DESC, d.until_oid, d.path) AS ending
  FROM declared d JOIN best b ON b.identity = d.identity AND b.there = d.there)
SELECT s.identity,
  (SELECT group_concat(agent, ', ') FROM (
    SELECT DISTINCT agent FROM declared d
    WHERE d.identity = s.identity ORDER BY agent)) AS agent,
  CASE WHEN min(s.pinned) IS NULL THEN '' WHEN min(s.pinned) = 0 THEN 'no'
    ELSE 'yes' END AS pinned,
  CASE WHEN NOT EXISTS (SELECT 1 FROM policy WHERE kind = 'mcp')
    THEN 'not assessed'
    ELSE coalesce((SELECT p.status FROM mcp_policy p
      JOIN declared d ON d.id = p.server_id
      WHERE d.identity = s.identity AND p.from_time < :at
        AND p.to_time >= :at
      ORDER BY p.status = 'approved', p.status LIMIT 1), 'none') END AS policy,
  (SELECT group_concat(data_source, ', ') FROM (
    SELECT DISTINCT m.data_source FROM mcp_source m
    JOIN declared d ON d.id = m.server_id
    WHERE d.identity = s.identity ORDER BY 1)) AS data,
  count(DISTINCT CASE WHEN s.there = 2 THEN s.repository_id END)
    AS repositories,
  max(CASE WHEN s.opening = 1 AND s.from_commit_id IS NOT NULL
    THEN s.since_time END) AS first,
  CASE s.there WHEN 2 THEN '' WHEN 0 THEN max(s.to_time) END AS until,
  CASE WHEN s.there = 0 THEN 'removed'
    WHEN s.there = 1 THEN coalesce('not known since '
      || date(min(s.from_time), 'unixepoch'), 'not known')
    WHEN min(s.is_off) THEN 'disabled'
    ELSE 'in use' END AS state,
  max(CASE WHEN s.place = 1 THEN s.target END) AS target,
  coalesce((SELECT group_concat(name, ', ') FROM (
    SELECT DISTINCT v.value AS name FROM declared d, json_each(d.env) v
    WHERE d.identity = s.identity ORDER BY 1)), '') AS variables,
  (SELECT group_concat(path, ', ') FROM (
    SELECT DISTINCT d.path FROM declared d
    WHERE d.identity = s.identity ORDER BY 1)) AS path,
  max(CASE WHEN s.opening = 1 THEN s.since_oid END) AS since_commit,
  CASE s.there WHEN 2 THEN ''
    WHEN 0 THEN max(CASE WHEN s.ending = 1 THEN s.until_oid END) END
    AS until_commit,
  max(CASE WHEN s.place = 1 THEN s.source_id END) AS source_id,
  max(CASE WHEN s.place = 1 THEN s.locator END) AS locator
FROM said s
GROUP BY s.identity
ORDER BY s.there DESC, repositories DESC, s.identity
