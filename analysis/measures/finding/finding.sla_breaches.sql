-- title: Problems open past their time to fix
-- meaning: Findings of any severity open at the end of the period for more
--    days than the time to fix of their severity: 15, 30, 90 and 180 by
--    default, which nobody agreed, or what the configuration sets.
-- kind: count
-- basis: stock
-- direction: down
-- unit: findings
-- record: a finding
-- sources: placed_scan
-- needs: scan
-- keys: severity, category, repository, language, team, origin, tool, scanner,
--    gap, weakness, cwe, owasp_2021, owasp_2025, top_25

-- Case: the critical one; medium ones are 77 days old and have 90.
-- expect: n 1
SELECT f.finding_id AS record, f.finding_id, 1 AS n, f.severity, f.category,
  f.language, f.origin, f.scanner, f.rule, f.path, f.line,
  (:at - f.first_time) / 86400 AS age_days, f.repository_id, f.team_id,
  f.tool_id,
  f.gap, f.weakness, f.owasp_2021, f.owasp_2025, f.top_25,
  iif(f.cwe > 0, 'CWE-' || f.cwe, NULL) AS cwe,
  f.source_id, f.locator
FROM finding_fact f JOIN fix_limit l ON l.severity = f.severity
WHERE f.category <> 'quality' AND f.state <> 'suppressed'
  AND f.first_time < :at AND (f.fixed_time IS NULL OR f.fixed_time >= :at)
  AND :at - f.first_time > l.days * 86400
