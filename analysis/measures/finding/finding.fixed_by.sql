-- title: Problems fixed, by who fixed them
-- meaning: Findings that the first scan of the period without them showed to be
--    fixed. Fixed by: the commit that ended the lines they stood on, between the
--    last scan with them and the first one without; its author's team, and
--    whether AI took part in it. Unknown where the lines are still there, so
--    that the fix is elsewhere, where the history does not tell, and for a fix
--    that did not hold: only the last one's commit is looked for.
-- kind: count
-- basis: flow
-- direction: up
-- unit: findings
-- record: a fix
-- sources: repeated_scan
-- needs: scan
-- dates: the first comparable scan without it
-- keys: severity, category, repository, language, team, origin, tool, scanner,
--    fix_origin, fix_tool, fix_known, held, gap, cwe

-- Case: the five low ones: 21 by c1, AI's, 22 and 23 by c2, human, 24 by c3, of
-- which nobody knows, 25 nobody knows where. 19 came back.
-- expect: n 6
-- expect: where held=no n 1
-- expect: by fix_origin=ai n 1
-- expect: by fix_origin=human n 2
-- expect: by fix_origin=unknown n 3
-- expect: by fix_known=yes n 4
-- expect: where fix_tool=claude-code n 1
SELECT f.finding_id || '@' || c.from_time AS record, f.finding_id, x.commit_id,
  c.from_time AS at, 1 AS n,
  f.severity, f.category, f.language, f.origin, f.scanner, f.rule,
  f.path, f.line, f.gap, iif(f.cwe > 0, 'CWE-' || f.cwe, NULL) AS cwe,
  coalesce(x.origin, 'unknown') AS fix_origin, t.name AS fix_tool,
  iif(x.commit_id IS NULL, 'no', 'yes') AS fix_known,
  iif(c.to_time IS NULL, 'yes', 'no') AS held,
  coalesce(x.reason, iif(c.to_time IS NULL, NULL, 'it came back')) AS reason,
  (c.from_time - f.first_time - (
    SELECT coalesce(sum(b.to_time - b.from_time), 0) FROM finding_closed b
    WHERE b.finding_id = c.finding_id AND b.from_time < c.from_time)) / 86400
    AS days,
  f.repository_id, x.team_id, f.tool_id, f.source_id, f.locator
FROM finding_closed c JOIN finding_then f ON f.finding_id = c.finding_id
  AND f.known_from <= c.from_time AND f.known_to > c.from_time
LEFT JOIN finding_fix x ON x.finding_id = f.finding_id AND c.to_time IS NULL
LEFT JOIN tool t ON t.id = x.tool_id
WHERE c.state = 'fixed' AND f.category <> 'quality'
