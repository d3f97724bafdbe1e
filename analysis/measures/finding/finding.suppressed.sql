-- title: Problems set aside
-- meaning: Findings that a scanner still sees and that somebody has accepted
--    or called a false alarm.
-- kind: count
-- basis: stock
-- direction: none
-- unit: findings
-- record: a finding
-- sources: scan
-- needs: scan
-- keys: severity, category, repository, language, team, origin, tool, scanner,
--    gap, weakness, cwe, owasp_2021, owasp_2025, top_25
-- interval: none

-- Case: finding 26.
-- expect: n 1
SELECT finding_id AS record, finding_id, 1 AS n, severity, category, language,
  origin, scanner, rule, path, line, repository_id, team_id, tool_id,
  gap, weakness, owasp_2021, owasp_2025, top_25,
  iif(cwe > 0, 'CWE-' || cwe, NULL) AS cwe,
  source_id, locator
FROM finding_fact
WHERE state = 'suppressed' AND category <> 'quality'
  AND (first_time < :at OR (first_time IS NULL AND :newest))
