-- title: AI tools seen
-- meaning: Each tool named in a record up to the end of the period: what the
--    policy says of it, the first and last day by author date, and the
--    commits and repositories of the period.
-- kind: table
-- basis: stock
-- unit: tools
-- record: a tool
-- sources: git
-- keys: tool
-- columns: tool text Tool; label text Name; vendor text Vendor;
--    policy text Policy; first time First seen; last time Last seen;
--    commits count Commits [ai.commit_share]; repositories count Repositories

-- Case: claude-code is approved and in 7 commits of 3 repositories, cursor
-- has no policy and is in 1.
-- expect: n 2
-- expect: row 0 tool=claude-code policy=approved commits=7 repositories=3
-- expect: row 1 tool=cursor policy=none commits=1 first=2026-08-15
SELECT t.name AS tool, t.id AS tool_id, coalesce(t.label, t.name) AS label,
  t.vendor, CASE WHEN EXISTS (SELECT 1 FROM policy WHERE kind = 'tool')
    THEN coalesce((SELECT p.status FROM policy p
      WHERE p.kind = 'tool' AND p.name = t.name), 'none')
    ELSE 'not assessed' END AS policy,
  min(c.author_time) AS first, max(c.author_time) AS last,
  count(DISTINCT CASE WHEN c.at >= :from THEN c.commit_id END) AS commits,
  count(DISTINCT CASE WHEN c.at >= :from THEN c.repository_id END)
    AS repositories
FROM tool_use u JOIN tool t ON t.id = u.tool_id
JOIN commit_fact c ON c.commit_id = u.commit_id
WHERE c.at < :at
GROUP BY t.id ORDER BY commits DESC, t.name
