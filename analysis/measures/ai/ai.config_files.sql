-- title: Files that set AI tools up
-- meaning: Each file of instructions, rules, settings or MCP servers for an AI
--    tool that commits brought up to the end of the period: when it came, when
--    it last changed, how often, when it was removed, and whether the latest
--    change was approved by somebody else, where reviews are recorded. Such a
--    file shows that a tool is set up, not that it is used. Where history is
--    cut off, nobody knows since when it is there, nor how often it changed.
-- kind: table
-- basis: stock
-- unit: files
-- record: a file
-- sources: git
-- needs: end_history
-- keys: repository, tool
-- columns: path text File; tool text Tool; repository text Repository; first
--    time Since; changes count Changes; last time Changed; state text
--    State; review text Review

-- Case: CLAUDE.md came in July and was changed once; nobody reviewed it.
-- expect: n 1
-- expect: row 0 path=CLAUDE.md tool=claude-code changes=2 first=2026-07-10
WITH told AS (
  SELECT c.*, row_number() OVER (
    PARTITION BY c.repository_id, c.file_id, c.tool_id
    ORDER BY c.at DESC, c.oid DESC) AS place,
    max(c.change = 'present') OVER (
      PARTITION BY c.repository_id, c.file_id, c.tool_id) AS is_cut,
    max(CASE WHEN c.change = 'removed' THEN c.at END) OVER (
      PARTITION BY c.repository_id, c.file_id, c.tool_id) AS gone,
    max(CASE WHEN c.change <> 'removed' THEN c.at END) OVER (
      PARTITION BY c.repository_id, c.file_id, c.tool_id) AS there,
    min(c.at) OVER (
      PARTITION BY c.repository_id, c.file_id, c.tool_id) AS since,
    count(*) OVER (
      PARTITION BY c.repository_id, c.file_id, c.tool_id) AS changes
  FROM config_fact c WHERE c.at < :at)
SELECT f.path, t.name AS tool, r.name AS repository,
  CASE WHEN NOT c.is_cut THEN c.since END AS first,
  CASE WHEN NOT c.is_cut THEN c.changes END AS changes,
  CASE WHEN c.change <> 'present' THEN c.at END AS last,
  CASE WHEN c.there IS NULL OR c.gone >= c.there
    THEN 'removed' ELSE 'in place' END AS state,
  CASE c.review WHEN 'approved' THEN 'approved'
    WHEN 'not_approved' THEN 'not approved' END AS review,
  CASE WHEN c.change <> 'present' THEN c.commit_id END AS commit_id,
  c.source_id, c.locator
FROM told c
JOIN file f ON f.id = c.file_id JOIN tool t ON t.id = c.tool_id
JOIN repository r ON r.id = c.repository_id
WHERE c.place = 1
ORDER BY state, r.name, f.path, t.name
