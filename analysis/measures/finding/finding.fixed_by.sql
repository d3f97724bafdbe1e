-- title: Problems fixed, by who fixed them
-- meaning: Findings that the first scan of the period without them showed to be
--    fixed. Fixed by: the commit that ended the lines they stood on, between the
--    last scan with them and the first one without; its author's team, and
--    whether AI took part in it. Unknown where the lines are still there, so
--    that the fix is elsewhere, or where the history does not tell.
-- kind: count
-- basis: flow
-- direction: up
-- unit: findings
-- record: a finding
-- sources: repeated_scan
-- needs: scan
-- keys: severity, category, repository, language, team, origin, tool, scanner,
--    fix_origin, fix_tool, fix_known, gap, cwe

-- Case: the five low ones: 21 by c1, AI's, 22 and 23 by c2, human, 24 by c3, of
-- which nobody knows, 25 nobody knows where.
-- expect: n 5
-- expect: by fix_origin=ai n 1
-- expect: by fix_origin=human n 2
-- expect: by fix_origin=unknown n 2
-- expect: by fix_known=yes n 4
-- expect: where fix_tool=claude-code n 1
SELECT f.finding_id AS record, f.finding_id, x.commit_id, f.fixed_time AS at,
  1 AS n, f.severity, f.category, f.language, f.origin, f.scanner, f.rule,
  f.path, f.line, f.gap, iif(f.cwe > 0, 'CWE-' || f.cwe, NULL) AS cwe,
  coalesce(x.origin, 'unknown') AS fix_origin, t.name AS fix_tool,
  iif(x.commit_id IS NULL, 'no', 'yes') AS fix_known, x.reason,
  (f.fixed_time - f.first_time) / 86400 AS days,
  f.repository_id, x.team_id, f.tool_id, f.source_id, f.locator
FROM finding_fact f
LEFT JOIN finding_fix x ON x.finding_id = f.finding_id
LEFT JOIN tool t ON t.id = x.tool_id
WHERE f.state = 'fixed' AND f.fixed_time IS NOT NULL
  AND f.category <> 'quality'
