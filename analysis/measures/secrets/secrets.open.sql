-- title: Open secrets
-- meaning: Findings of secrets in code or history that are open at the end of
--    the period: those of scanners, and those that assay itself finds in
--    configuration, workflow and .env files. Without a scanner's results
--    nobody looked elsewhere: at least so many are open. One whose line the
--    audited revision has no more is in history, where it can still be read:
--    it is open until it is revoked.
-- kind: count
-- basis: stock
-- direction: down
-- unit: findings
-- record: a finding
-- sources: secret
-- needs: secret
-- unread: secret
-- dates: the first scan with it; for what assay itself found, its commit
-- keys: severity, repository, language, team, origin, tool, scanner, stands

-- Case: finding 10.
-- expect: n 1
-- expect: by stands=unknown n 1
SELECT finding_id AS record, finding_id, 1 AS n, severity, language, origin,
  scanner, rule, path, line, repository_id, team_id, tool_id,
  CASE WHEN NOT EXISTS (SELECT 1 FROM finding_line l
      WHERE l.finding_id = finding_open.finding_id
        AND l.birth_file_id IS NOT NULL) OR NOT EXISTS (
      SELECT 1 FROM revision_line r
      WHERE r.repository_id = finding_open.repository_id) THEN 'unknown'
    WHEN EXISTS (SELECT 1 FROM finding_line l JOIN revision_line r
      ON r.repository_id = finding_open.repository_id
        AND r.commit_id = l.commit_id AND r.birth_file_id = l.birth_file_id
        AND l.birth_line < r.birth_line + r.count
        AND r.birth_line < l.birth_line + l.lines
      WHERE l.finding_id = finding_open.finding_id) THEN 'in the code'
    ELSE 'in history' END AS stands,
  source_id, locator
FROM finding_open
WHERE category = 'secret'
  AND open_from < :at AND open_to >= :at AND (timed OR :newest)
