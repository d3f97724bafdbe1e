-- title: Days from first seen to fixed, of problems fixed
-- meaning: Median days that findings were open from the first scan with them to
--    the first one without, of the fixes of the period; a fix that did not hold
--    is one, too, and days between two of them or set aside do not count. Those
--    still open are not in it, since nobody knows who will fix them: it says
--    how long those took that were fixed, by whom, not how long one takes
--    (finding.mttr says that, with the open ones).
-- kind: time
-- basis: flow
-- direction: down
-- unit: days
-- record: a fix
-- sources: repeated_scan
-- needs: scan
-- dates: the first scan with it, to the first comparable one without it
-- keys: severity, category, repository, language, team, origin, tool, scanner,
--    fix_origin, fix_tool, fix_known, held, gap, cwe, certainty

-- Case: after 10, 20, 30, 40 and 50 days; the one that AI fixed after 10. 19
-- after 16 days, which did not hold: of six, half are done at 20.
-- expect: value 20 hit 6 n 6
-- expect: where held=yes value 30 hit 5 n 5
-- expect: where held=no value 16 hit 1 n 1
-- expect: where fix_origin=ai hit 1 n 1
SELECT f.finding_id || '@' || c.from_time AS record, f.finding_id, x.commit_id,
  c.from_time AS at, 1 AS n, 0 AS enter,
  c.from_time - f.first_time - (
    SELECT coalesce(sum(b.to_time - b.from_time), 0) FROM finding_closed b
    WHERE b.finding_id = c.finding_id AND b.from_time < c.from_time) AS leave,
  1 AS event, f.first_time, f.tool_time, f.line_time,
  f.known_by, f.certainty,
  f.severity, f.category, f.language, f.origin, f.scanner, f.gap,
  iif(f.cwe > 0, 'CWE-' || f.cwe, NULL) AS cwe,
  coalesce(x.origin, 'unknown') AS fix_origin, t.name AS fix_tool,
  iif(x.commit_id IS NULL, 'no', 'yes') AS fix_known,
  iif(c.to_time IS NULL, 'yes', 'no') AS held,
  f.repository_id, x.team_id, f.tool_id, f.source_id, f.locator
FROM finding_closed c JOIN finding_then f ON f.finding_id = c.finding_id
  AND f.known_from <= c.from_time AND f.known_to > c.from_time
LEFT JOIN finding_fix x ON x.finding_id = f.finding_id AND c.to_time IS NULL
LEFT JOIN tool t ON t.id = x.tool_id
WHERE c.state = 'fixed' AND f.first_time IS NOT NULL
  AND f.category <> 'quality'
  AND NOT EXISTS (SELECT 1 FROM finding_closed b
    WHERE b.finding_id = c.finding_id AND b.to_time = c.from_time)
