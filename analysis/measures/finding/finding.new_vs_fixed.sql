-- title: Problems new, fixed and back
-- meaning: What changed in the period from scan to scan: findings first seen,
--    without those of the first scan of a repository by a scanner and kind of
--    analysis and those set aside from the first; fixes, also those that did
--    not hold; and returns.
-- kind: count
-- basis: flow
-- direction: none
-- unit: changes
-- record: a finding
-- sources: repeated_scan
-- needs: scan
-- dates: the scans that show it
-- keys: change, how, severity, category, repository, language, team, origin,
--    tool, scanner, gap, weakness, cwe, owasp_2021, owasp_2025, top_25,
--    certainty

-- Case: the 10 of finding.found; 21 to 25 and 19 were fixed, 19 came back.
-- expect: by change=new n 10
-- expect: by change=fixed n 6
-- expect: by change=reopened n 1
WITH turn AS (
  SELECT finding_id, at, 'new' AS change, NULL AS how FROM finding_new
  UNION ALL
  SELECT finding_id, from_time, 'fixed', how FROM finding_closed
  WHERE state = 'fixed'
  UNION ALL
  SELECT finding_id, to_time, 'reopened', how FROM finding_closed
  WHERE state = 'fixed' AND to_time IS NOT NULL)
SELECT f.finding_id AS record, f.finding_id, t.at, 1 AS n, t.change, t.how,
  f.severity, f.category, f.language, f.origin, f.scanner, f.rule, f.path,
  f.line, f.repository_id, f.team_id, f.tool_id,
  f.gap, f.weakness, f.owasp_2021, f.owasp_2025, f.top_25,
  iif(f.cwe > 0, 'CWE-' || f.cwe, NULL) AS cwe,
  f.first_time, f.tool_time, f.line_time,
  f.known_by, f.certainty,
  f.source_id, f.locator
FROM turn t JOIN finding_then f ON f.finding_id = t.finding_id
  AND f.known_from <= t.at AND f.known_to > t.at
WHERE f.category <> 'quality'
