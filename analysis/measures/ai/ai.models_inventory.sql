-- title: AI models seen
-- meaning: Each model named in a record up to the end of the period: what the
--    policy says of it (none: it is not registered there), the first and last
--    day by author date, the commits, repositories and people of the period,
--    its lines alive at the end, and by which marks it was seen. Many records
--    name no model. Fewer people than the smallest group are not told.
-- kind: table
-- basis: stock
-- unit: models
-- record: a model
-- sources: git
-- keys: model
-- columns: model text Model; policy text Policy; first time First seen;
--    last time Last seen; commits count Commits;
--    repositories count Repositories; people count People;
--    lines count Living lines; signals text Seen by

-- Case: m1 in c1 and c6; the others name none. No policy speaks of models.
-- expect: n 1
-- expect: row 0 model=m1 commits=2 repositories=2 first=2026-07-10
-- expect: row 0 people= lines=900 signals=coauthor_email
SELECT m.name AS model, min(m.id) AS model_id,
  CASE WHEN EXISTS (SELECT 1 FROM policy WHERE kind = 'model')
    THEN coalesce((SELECT p.status FROM policy p
      WHERE p.kind = 'model' AND p.name = m.name), 'none')
    ELSE 'not assessed' END AS policy,
  min(c.author_time) AS first, max(c.author_time) AS last,
  count(DISTINCT CASE WHEN c.at >= :from THEN c.commit_id END) AS commits,
  count(DISTINCT CASE WHEN c.at >= :from THEN c.repository_id END)
    AS repositories,
  nullif(max(count(DISTINCT CASE WHEN c.at >= :from THEN h.id END), s.least
    - 1), s.least - 1) AS people,
  (SELECT coalesce(sum(l.lines * (w.name IS NOT NULL)), 0) FROM cohort l
    LEFT JOIN model w ON w.id = l.model_id AND w.name = m.name
    WHERE l.origin IN ('ai', 'mixed') AND l.at_time = (
      SELECT max(z.at_time) FROM cohort z
      WHERE z.repository_id = l.repository_id AND z.at_time <= :at)
    HAVING EXISTS (SELECT 1 FROM cohort)) AS lines,
  (SELECT group_concat(x.signal, ', ') FROM (
    SELECT DISTINCT a.signal FROM attribution a
    JOIN model w ON w.id = a.model_id AND w.name = m.name
    JOIN commit_fact k ON k.commit_id = a.commit_id AND k.at < :at
    WHERE a.origin IN ('ai', 'mixed') AND a.confidence_pct >= 50
    ORDER BY a.signal) x) AS signals
FROM tool_use u JOIN model m ON m.id = u.model_id
JOIN commit_fact c ON c.commit_id = u.commit_id
LEFT JOIN person h ON h.id = c.person_id AND h.kind = 'human'
CROSS JOIN (SELECT coalesce((SELECT CAST(value AS INTEGER) FROM setting
  WHERE name = 'privacy.minimum_group'), 5) AS least) s
WHERE c.at < :at
GROUP BY m.name ORDER BY commits DESC, m.name
