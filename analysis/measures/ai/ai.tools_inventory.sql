-- title: AI tools seen
-- meaning: Each tool named in a record up to the end of the period: what the
--    policy says of it (none: it is not registered there), the first and last
--    day by author date, the commits, repositories and people of the period,
--    its lines alive at the end, and by which marks it was seen. Fewer people
--    than the smallest group are not told.
-- kind: table
-- basis: stock
-- unit: tools
-- record: a tool
-- sources: git
-- keys: tool
-- columns: tool text Tool; label text Name; vendor text Vendor;
--    policy text Policy; first time First seen; last time Last seen;
--    commits count Commits [ai.commit_share]; repositories count Repositories;
--    people count People; lines count Living lines; signals text Seen by

-- Case: claude-code is approved and in 7 commits of 3 repositories, cursor
-- has no policy and is in 1. c1 and c11 to c15 are of two people, too few to
-- tell, c6 of an agent.
-- expect: n 2
-- expect: row 0 tool=claude-code policy=approved commits=7 repositories=3
-- expect: row 0 people= lines=900 signals=coauthor_email
-- expect: row 1 tool=cursor policy=none commits=1 first=2026-08-15
SELECT t.name AS tool, t.id AS tool_id, coalesce(t.label, t.name) AS label,
  t.vendor, CASE WHEN EXISTS (SELECT 1 FROM policy WHERE kind = 'tool')
    THEN coalesce((SELECT p.status FROM policy p
      WHERE p.kind = 'tool' AND p.name = t.name), 'none')
    ELSE 'not assessed' END AS policy,
  min(c.author_time) AS first, max(c.author_time) AS last,
  count(DISTINCT CASE WHEN c.at >= :from THEN c.commit_id END) AS commits,
  count(DISTINCT CASE WHEN c.at >= :from THEN c.repository_id END)
    AS repositories,
  nullif(max(count(DISTINCT CASE WHEN c.at >= :from THEN h.id END), s.least
    - 1), s.least - 1) AS people,
  (SELECT coalesce(sum(l.lines * (l.tool_id = t.id)), 0) FROM cohort l
    WHERE l.origin IN ('ai', 'mixed') AND l.at_time = (
      SELECT max(z.at_time) FROM cohort z
      WHERE z.repository_id = l.repository_id AND z.at_time <= :at)
    HAVING EXISTS (SELECT 1 FROM cohort)) AS lines,
  (SELECT group_concat(x.signal, ', ') FROM (
    SELECT DISTINCT a.signal FROM attribution a
    JOIN commit_fact k ON k.commit_id = a.commit_id AND k.at < :at
    WHERE a.tool_id = t.id AND a.origin IN ('ai', 'mixed')
      AND a.confidence_pct >= 50 ORDER BY a.signal) x) AS signals
FROM tool_use u JOIN tool t ON t.id = u.tool_id
JOIN commit_fact c ON c.commit_id = u.commit_id
LEFT JOIN person h ON h.id = c.person_id AND h.kind = 'human'
CROSS JOIN (SELECT coalesce((SELECT CAST(value AS INTEGER) FROM setting
  WHERE name = 'privacy.minimum_group'), 5) AS least) s
WHERE c.at < :at
GROUP BY t.id ORDER BY commits DESC, t.name
