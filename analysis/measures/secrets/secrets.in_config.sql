-- title: Literal secrets in configuration, workflow and .env files
-- meaning: Each literal secret that assay itself found in such a file, by what
--    it is and the name it is assigned to, up to the end of the period: since
--    when and which commit it is there, and when and by which commit it was
--    removed. One that was removed is still in the history, and has to be
--    withdrawn where it was issued. Values are never stored. Where history is
--    cut off, nobody knows since when; while its file cannot be read, it is
--    taken to be there.
-- kind: table
-- basis: stock
-- unit: secrets
-- record: a secret
-- sources: git
-- needs: end_history
-- unread: secret
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
  coalesce(c.from_time, '') AS removed,
  CASE WHEN c.from_time IS NOT NULL THEN 'removed, still in history'
    WHEN EXISTS (SELECT 1 FROM unread u JOIN file p ON p.id = u.file_id
      WHERE u.what = 'secret' AND u.repository_id = f.repository_id
        AND p.path = f.path AND coalesce(u.from_time, :at - 1) < :at
        AND (u.to_time IS NULL OR u.to_time >= :at))
      THEN 'open when last read'
    ELSE 'open' END AS state, f.origin, a.oid AS since_commit,
  CASE WHEN c.from_time IS NULL THEN ''
    WHEN c.from_time = f.fixed_time THEN b.oid
    ELSE (SELECT min(k.oid) FROM secret_change x
      JOIN commit_repository h ON h.commit_id = x.commit_id
      JOIN "commit" k ON k.id = x.commit_id JOIN file p ON p.id = x.file_id
      WHERE x.change = 'removed' AND x.rule = f.rule AND x.name = s.name
        AND p.path = f.path AND h.repository_id = f.repository_id
        AND k.commit_time = c.from_time) END AS until_commit,
  coalesce(f.source_id, r.source_id) AS source_id, f.line AS locator
FROM finding_then f LEFT JOIN repository r ON r.id = f.repository_id
LEFT JOIN finding_closed c ON c.finding_id = f.finding_id
  AND c.state = 'fixed' AND c.from_time < :at
  AND (c.to_time IS NULL OR c.to_time >= :at)
LEFT JOIN secret s ON s.finding_id = f.finding_id
LEFT JOIN "commit" a ON a.id = s.from_commit_id
LEFT JOIN "commit" b ON b.id = s.to_commit_id
WHERE f.scanner = 'assay' AND f.category = 'secret'
  AND f.known_from < :at AND f.known_to >= :at
  AND (f.first_time < :at OR f.first_time IS NULL)
ORDER BY c.from_time IS NOT NULL, f.severity_rank, r.name, f.path, f.line, f.rule
