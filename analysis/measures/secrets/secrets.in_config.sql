-- title: Literal secrets in configuration, workflow and .env files
-- meaning: Each literal secret that assay itself found in such a file, by the
--    rule that found it, up to the end of the period: open while the audited
--    revision has it. One that was removed is still in the history, and has to
--    be withdrawn where it was issued. Values are never stored.
-- kind: table
-- basis: stock
-- unit: secrets
-- record: a secret
-- sources: git
-- keys: severity, repository, origin
-- columns: path text File; line count Line; rule text Rule; severity text
--    Severity; repository text Repository; first time Since; state text State;
--    origin text Origin

-- Case: finding 14.
-- expect: n 1
-- expect: row 0 path=.env rule=github-token line=2 severity=critical
SELECT f.path, f.line, f.rule, f.severity, r.name AS repository,
  f.repository_id, f.first_time AS first,
  CASE WHEN f.fixed_time < :at THEN 'removed, still in history'
    ELSE 'open' END AS state, f.origin
FROM finding_fact f LEFT JOIN repository r ON r.id = f.repository_id
WHERE f.scanner = 'assay' AND f.category = 'secret'
  AND (f.first_time < :at OR f.first_time IS NULL)
ORDER BY state, f.severity_rank, r.name, f.path, f.line, f.rule
