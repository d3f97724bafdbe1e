-- title: Files that set AI tools up
-- meaning: Each file of instructions, rules or settings for an AI tool that
--    commits brought up to the end of the period: when it came, when it last
--    changed, how often, when it was removed, and whether the latest change
--    was approved by somebody else, where reviews are recorded. Such a file
--    shows that a tool is set up, not that it is used.
-- kind: table
-- basis: stock
-- unit: files
-- record: a file
-- sources: git
-- keys: repository, tool
-- columns: path text File; tool text Tool; repository text Repository; first
--    time Since; changes count Changes; last time Changed; state text
--    State; review text Review

-- Case: CLAUDE.md came in July and was changed once; nobody reviewed it.
-- expect: n 1
-- expect: row 0 path=CLAUDE.md tool=claude-code changes=2 first=2026-07-10
SELECT f.path, t.name AS tool, t.id AS tool_id, r.name AS repository,
  c.repository_id, min(c.at) AS first, count(*) AS changes, max(c.at) AS last,
  CASE WHEN max(CASE WHEN c.change = 'removed' THEN c.at END)
      >= max(CASE WHEN c.change <> 'removed' THEN c.at END)
    THEN 'removed ' || date(max(CASE WHEN c.change = 'removed' THEN c.at END), 'unixepoch')
    ELSE 'in place' END AS state,
  (SELECT CASE d.review WHEN 'approved' THEN 'approved'
      WHEN 'not_approved' THEN 'not approved' END
    FROM config_fact d
    WHERE d.repository_id = c.repository_id AND d.file_id = c.file_id
      AND d.tool_id = c.tool_id AND d.at < :at
    ORDER BY d.at DESC, d.change_id LIMIT 1) AS review
FROM config_fact c
JOIN file f ON f.id = c.file_id JOIN tool t ON t.id = c.tool_id
JOIN repository r ON r.id = c.repository_id
WHERE c.at < :at
GROUP BY c.repository_id, c.file_id, c.tool_id
ORDER BY state, r.name, f.path, t.name
