-- title: Days from first seen to fixed, of problems fixed
-- meaning: Median days from first seen to the first scan without it, of the
--    findings fixed in the period. Those still open are not in it: it says how
--    long those took that were fixed, by whom, not how long one takes
--    (finding.mttr says that).
-- kind: time
-- basis: flow
-- direction: down
-- unit: days
-- record: a fixed finding
-- sources: repeated_scan
-- needs: scan
-- keys: severity, category, repository, language, team, origin, tool, scanner,
--    fix_origin, fix_tool, fix_known, gap, cwe

-- Case: after 10, 20, 30, 40 and 50 days; the one that AI fixed after 10.
-- expect: value 30 hit 5 n 5
-- expect: where fix_origin=ai hit 1 n 1
SELECT f.finding_id AS record, f.finding_id, x.commit_id, f.fixed_time AS at,
  1 AS n, 0 AS enter, f.fixed_time - f.first_time AS leave, 1 AS event,
  f.severity, f.category, f.language, f.origin, f.scanner, f.gap,
  iif(f.cwe > 0, 'CWE-' || f.cwe, NULL) AS cwe,
  coalesce(x.origin, 'unknown') AS fix_origin, t.name AS fix_tool,
  iif(x.commit_id IS NULL, 'no', 'yes') AS fix_known,
  f.repository_id, x.team_id, f.tool_id, f.source_id, f.locator
FROM finding_fact f
LEFT JOIN finding_fix x ON x.finding_id = f.finding_id
LEFT JOIN tool t ON t.id = x.tool_id
WHERE f.state = 'fixed' AND f.fixed_time IS NOT NULL
  AND f.first_time IS NOT NULL AND f.category <> 'quality'
