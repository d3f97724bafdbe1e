-- title: Open critical problems in files that AI touched
-- meaning: Critical findings open at the end of the period in files that a
--    commit with a record of AI has changed.
-- kind: count
-- basis: stock
-- direction: down
-- unit: findings
-- record: a finding
-- sources: git, scan
-- needs: scan
-- dates: the first scan with it and the first comparable one without it
-- keys: category, repository, language, team, origin, tool, scanner,
--    gap, weakness, cwe, owasp_2021, owasp_2025, top_25

-- Case: the one critical finding stands in a.c, which c1 changed.
-- expect: n 1
WITH touched AS (
  SELECT DISTINCT o.repository_id, p.path
  FROM commit_origin o JOIN "commit" c ON c.id = o.commit_id
  JOIN commit_file f ON f.commit_id = o.commit_id
  JOIN file p ON p.id = f.file_id
  WHERE o.origin IN ('ai', 'mixed') AND c.commit_time < :at)
SELECT finding_id AS record, finding_id, 1 AS n, category, language, origin,
  scanner, rule, path, line, first_time, tool_time, line_time,
  known_by, certainty, reopened,
  unseen, unseen_time, repository_id, team_id, tool_id,
  gap, weakness, owasp_2021, owasp_2025, top_25,
  iif(cwe > 0, 'CWE-' || cwe, NULL) AS cwe,
  source_id,
  locator
FROM finding_open
WHERE severity = 'critical'
  AND open_from < :at AND open_to >= :at AND (timed OR :newest)
  AND (repository_id, path) IN (SELECT repository_id, path FROM touched)
