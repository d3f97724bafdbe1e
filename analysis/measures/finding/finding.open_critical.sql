-- title: Open critical problems in files that AI touched
-- meaning: Critical findings open at the end of the period in AI-touched files:
--    those of the audited revision with a living line that AI wrote or took part
--    in.
-- kind: count
-- basis: stock
-- direction: down
-- unit: findings
-- record: a finding
-- sources: git, scan
-- needs: scan, head
-- dates: the first scan with it and the first comparable one without it
-- keys: category, repository, language, team, origin, tool, scanner,
--    gap, weakness, cwe, owasp_2021, owasp_2025, top_25

-- Case: the one critical finding stands in a.c, where lines of c1 live.
-- expect: n 1
WITH touched AS (
  SELECT repository_id, path FROM living_file WHERE ai_lines > 0)
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
