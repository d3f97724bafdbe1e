-- title: AI models seen
-- meaning: Each model named in a record up to the end of the period, with the
--    first and last day by author date and the commits of the period. Many
--    records name no model.
-- kind: table
-- basis: stock
-- unit: models
-- record: a model
-- sources: git
-- keys: model
-- columns: model text Model; first time First seen; last time Last seen;
--    commits count Commits; repositories count Repositories

-- Case: m1 in c1 and c6; the others name none.
-- expect: n 1
-- expect: row 0 model=m1 commits=2 repositories=2 first=2026-07-10
SELECT m.name AS model, min(m.id) AS model_id, min(c.author_time) AS first,
  max(c.author_time) AS last,
  count(DISTINCT CASE WHEN c.at >= :from THEN c.commit_id END) AS commits,
  count(DISTINCT CASE WHEN c.at >= :from THEN c.repository_id END)
    AS repositories
FROM tool_use u JOIN model m ON m.id = u.model_id
JOIN commit_fact c ON c.commit_id = u.commit_id
WHERE c.at < :at
GROUP BY m.name ORDER BY commits DESC, m.name
