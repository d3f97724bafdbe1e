-- title: New problems found
-- meaning: Findings first seen in the period, without those of the first scan
--    of a repository by a scanner and kind of analysis, which finds what had
--    been there before, and those set aside from the first.
-- kind: count
-- basis: flow
-- direction: down
-- unit: findings
-- record: a finding
-- sources: repeated_scan
-- needs: scan
-- dates: the first scan with it; what its tool says does not count
-- keys: severity, category, repository, language, team, origin, tool, scanner,
--    gap, weakness, cwe, owasp_2021, owasp_2025, top_25, certainty

-- Case: in shop, first scanned on 2 July, 10 were first seen later; all of
-- bank were seen at once.
-- expect: n 10 value 10
-- expect: by repository=shop n 10
SELECT f.finding_id AS record, f.finding_id, n.at, 1 AS n,
  f.severity, f.category, f.language, f.origin, f.scanner, f.rule, f.path,
  f.line, f.first_time, f.tool_time, f.line_time,
  f.known_by, f.certainty, f.repository_id, f.team_id,
  f.tool_id,
  f.gap, f.weakness, f.owasp_2021, f.owasp_2025, f.top_25,
  iif(f.cwe > 0, 'CWE-' || f.cwe, NULL) AS cwe,
  f.source_id, f.locator
FROM finding_new n JOIN finding_then f ON f.finding_id = n.finding_id
  AND f.known_from <= n.at AND f.known_to > n.at
