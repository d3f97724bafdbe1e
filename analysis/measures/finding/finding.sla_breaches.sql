-- title: Problems open past their time to fix
-- meaning: Findings of any severity open at the end of the period for more
--    days than the time to fix (SLA) of their severity: 15, 30, 90 and 180 by
--    default, which nobody agreed, or what the configuration sets.
-- kind: count
-- basis: stock
-- direction: down
-- unit: findings
-- record: a finding
-- sources: placed_scan
-- needs: scan
-- dates: the first scan with it, or its scanner's own first sighting where
--    that is earlier; "dated" says which, commit for what assay itself found
-- keys: dated, severity, category, repository, language, team, origin, tool,
--    scanner, gap, weakness, cwe, owasp_2021, owasp_2025, top_25

-- Case: the critical one; medium ones are 77 days old and have 90.
-- expect: n 1
-- given: UPDATE finding SET first_time = unixepoch('2026-10-01'),
--    tool_time = unixepoch('2026-01-01') WHERE id = 7;
-- expect: n 1
-- given: UPDATE finding SET tool_time = unixepoch('2026-01-01') WHERE id = 7;
-- expect: n 2
WITH agreed AS MATERIALIZED (SELECT severity, days FROM fix_limit),
aged AS (
  SELECT f.*, CASE WHEN f.scanner = 'assay' THEN 'commit'
      WHEN f.tool_time < f.first_time THEN 'scanner' ELSE 'scan' END AS dated,
    :at - min(f.first_time, coalesce(f.tool_time, f.first_time))
      - coalesce((
        SELECT sum(min(coalesce(c.to_time, :at), :at) - c.from_time)
        FROM finding_closed c
        WHERE c.finding_id = f.finding_id AND c.from_time < :at), 0) AS age
  FROM finding_open f
  WHERE f.timed AND f.open_from < :at AND f.open_to >= :at)
SELECT f.finding_id AS record, f.finding_id, 1 AS n, f.severity, f.category,
  f.language, f.origin, f.scanner, f.rule, f.path, f.line,
  f.age / 86400 AS age_days, f.dated, f.first_time, f.tool_time, f.line_time,
  f.known_by, f.certainty,
  f.reopened, f.unseen, f.unseen_time, f.repository_id, f.team_id, f.tool_id,
  f.gap, f.weakness, f.owasp_2021, f.owasp_2025, f.top_25,
  iif(f.cwe > 0, 'CWE-' || f.cwe, NULL) AS cwe,
  f.source_id, f.locator
FROM aged f CROSS JOIN agreed l ON l.severity = f.severity
WHERE f.age > l.days * 86400
