-- title: Literal secrets in configuration, workflow and .env files
-- meaning: Each literal secret that assay itself found in such a file, by what
--    it is and the name it is assigned to, up to the end of the period: since
--    when and which commit it is there, and when and by which commit it was
--    removed. One that was removed is still in the history, and has to be
--    withdrawn where it was issued. Values are never stored. Where history is
--    cut off, nobody knows since when.
-- kind: table
-- basis: stock
-- unit: secrets
-- record: a secret
-- sources: git
-- needs: end_history
-- keys: severity, repository, origin
-- columns: path text File; line count Line; label text What it is; name text
--    Name; severity text Severity; repository text Repository; first time
--    Since; removed time Removed; state text State; origin text Origin;
--    rule text Rule; since_commit commit Came by; until_commit commit Removed by

-- Case: finding 14.
-- expect: n 1
-- expect: row 0 path=.env rule=github-token line=2 severity=critical
-- expect: row 0 first=2026-03-02 removed=2026-03-03 name=GH_TOKEN
SELECT f.path, f.line, f.rule, coalesce(s.label, f.rule) AS label,
  nullif(s.name, '') AS name, f.severity, r.name AS repository,
  f.repository_id,
  CASE WHEN s.from_commit_id IS NOT NULL THEN f.first_time END AS first,
  CASE WHEN f.fixed_time < :at THEN f.fixed_time ELSE '' END AS removed,
  CASE WHEN f.fixed_time < :at THEN 'removed, still in history'
    ELSE 'open' END AS state, f.origin, a.oid AS since_commit,
  CASE WHEN f.fixed_time < :at THEN b.oid END AS until_commit,
  coalesce(f.source_id, r.source_id) AS source_id, f.line AS locator
FROM finding_fact f LEFT JOIN repository r ON r.id = f.repository_id
LEFT JOIN secret s ON s.finding_id = f.finding_id
LEFT JOIN "commit" a ON a.id = s.from_commit_id
LEFT JOIN "commit" b ON b.id = s.to_commit_id
WHERE f.scanner = 'assay' AND f.category = 'secret'
  AND (f.first_time < :at OR f.first_time IS NULL)
ORDER BY state, f.severity_rank, r.name, f.path, f.line, f.rule
