-- title: Problems that came back
-- meaning: Returns in the period of findings that a comparable scan had shown
--    to be fixed; one that came back twice counts twice.
-- kind: count
-- basis: flow
-- direction: down
-- unit: returns
-- record: a finding
-- sources: placed_scan
-- needs: scan
-- dates: the scan that has it again
-- keys: severity, category, repository, language, team, origin, tool, scanner,
--    gap, weakness, cwe, owasp_2021, owasp_2025, top_25, certainty

-- Case: 19, on 20 September.
-- expect: n 1
-- expect: by repository=bank n 1
SELECT f.finding_id AS record, f.finding_id, c.to_time AS at, 1 AS n,
  c.from_time AS fixed_at, c.how,
  f.severity, f.category, f.language, f.origin, f.scanner, f.rule, f.path,
  f.line, f.repository_id, f.team_id, f.tool_id,
  f.gap, f.weakness, f.owasp_2021, f.owasp_2025, f.top_25,
  iif(f.cwe > 0, 'CWE-' || f.cwe, NULL) AS cwe,
  f.first_time, f.tool_time, f.line_time,
  f.known_by, f.certainty,
  f.reopened, f.source_id, f.locator
FROM finding_closed c JOIN finding_then f ON f.finding_id = c.finding_id
  AND f.known_from <= c.to_time AND f.known_to > c.to_time
WHERE c.state = 'fixed' AND c.to_time IS NOT NULL AND f.category <> 'quality'
