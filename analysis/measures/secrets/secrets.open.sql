-- title: Open secrets
-- meaning: Findings of secrets in code or history that are open at the end of
--    the period: those of scanners, and those that assay itself finds in
--    configuration, workflow and .env files. Without a scanner's results
--    nobody looked elsewhere: at least so many are open.
-- kind: count
-- basis: stock
-- direction: down
-- unit: findings
-- record: a finding
-- sources: secret
-- needs: secret
-- unread: secret
-- dates: the first scan with it; for what assay itself found, its commit
-- keys: severity, repository, language, team, origin, tool, scanner

-- Case: finding 10.
-- expect: n 1
SELECT finding_id AS record, finding_id, 1 AS n, severity, language, origin,
  scanner, rule, path, line, repository_id, team_id, tool_id, source_id,
  locator
FROM finding_open
WHERE category = 'secret'
  AND open_from < :at AND open_to >= :at AND (timed OR :newest)
