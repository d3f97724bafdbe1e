-- title: Days until half of the problems are fixed, by the scanners' dates
-- meaning: The same for the findings of which the scanner says when it saw
--    them first, by that date where it is before the first scan that was read.
--    They enter at the age they had at that scan: of what was fixed before
--    nobody knows.
-- kind: time
-- basis: stock
-- direction: down
-- unit: days
-- record: a finding
-- sources: placed_scan
-- needs: scan
-- dates: the first sighting as the scanner dates it, to the first comparable
--    scan without it
-- keys: severity, category, repository, language, team, origin, tool, scanner,
--    gap, weakness, cwe, owasp_2021, owasp_2025, top_25

-- Case: 21 to 23 have such a date, 20 days before the scan: they enter at 20 days
-- and were fixed after 30, 40 and 50; at 40 days one of three is left.
-- expect: value 40 hit 3 n 3
WITH pause AS (
  SELECT finding_id,
    sum(min(coalesce(to_time, :at), :at) - from_time) AS by_end,
    sum(max(0, min(coalesce(to_time, :from), :from) - from_time)) AS by_start,
    max(state = 'fixed' AND from_time >= :from
      AND (to_time IS NULL OR to_time >= :at) AND NOT EXISTS (
        SELECT 1 FROM finding_closed b WHERE b.finding_id = c.finding_id
          AND b.to_time = c.from_time)) AS is_fixed
  FROM finding_closed c WHERE from_time < :at GROUP BY finding_id
), aged AS (
  SELECT f.*, max(0, f.first_time - f.tool_time)
      + max(0, :from - f.first_time - coalesce(p.by_start, 0)) AS enter,
    max(0, f.first_time - f.tool_time)
      + :at - f.first_time - coalesce(p.by_end, 0) AS leave,
    coalesce(p.is_fixed, 0) AS event
  FROM finding_then f LEFT JOIN pause p ON p.finding_id = f.finding_id
  WHERE f.known_from < :at AND f.known_to >= :at
    AND f.first_time < :at AND f.category <> 'quality'
    AND f.tool_time IS NOT NULL AND NOT f.told)
SELECT f.finding_id AS record, f.finding_id, 1 AS n, f.enter, f.leave, f.event,
  f.first_time, f.tool_time, f.line_time,
  f.known_by, f.certainty, f.fixed_time, f.reopened,
  f.severity, f.category, f.language, f.origin, f.scanner, f.repository_id,
  f.team_id, f.tool_id,
  f.gap, f.weakness, f.owasp_2021, f.owasp_2025, f.top_25,
  iif(f.cwe > 0, 'CWE-' || f.cwe, NULL) AS cwe,
  f.source_id, f.locator
FROM aged f
WHERE f.leave > f.enter OR f.event
