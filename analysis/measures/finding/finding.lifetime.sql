-- title: Days that a problem lives in the code
-- meaning: Median days from the commit that wrote most of a finding's lines to
--    the one that ended them (where it is not known, the first scan without
--    it), by Kaplan and Meier: findings still open count up to the end of the
--    period, and each enters at the age it had when a scan first saw it, or when
--    the period began. One whose lines were written anew since counts from the
--    first sighting. A fix after which it came back ends nothing, and the days
--    between do not count. Those set aside are not in it.
-- kind: time
-- basis: stock
-- direction: down
-- unit: days
-- record: a finding
-- sources: git, placed_scan
-- needs: scan
-- dates: the commit that brought the line, to the one that ended it
-- keys: severity, category, repository, language, team, origin, tool, scanner,
--    gap, cwe

-- Case: of the 19 with a commit none was fixed.
-- expect: known no hit 0 n 19
WITH gap AS (
  SELECT finding_id,
    sum(to_time - from_time) AS by_end,
    sum(max(0, min(to_time, :from) - from_time)) AS by_start
  FROM finding_closed WHERE state = 'fixed' AND to_time < :at
  GROUP BY finding_id
), told AS (
  SELECT f.*, min(f.line_time, f.first_time) AS born,
    coalesce(g.by_start, 0) AS by_start, coalesce(g.by_end, 0) AS by_end,
    e.from_time IS NOT NULL AS event,
    CASE WHEN e.from_time IS NULL THEN :at
      WHEN e.to_time IS NULL THEN coalesce(x.time, e.from_time)
      ELSE e.from_time END AS ended
  FROM finding_then f
  LEFT JOIN gap g ON g.finding_id = f.finding_id
  LEFT JOIN finding_closed e ON e.finding_id = f.finding_id
    AND e.state = 'fixed' AND e.from_time < :at
    AND (e.to_time IS NULL OR e.to_time >= :at)
  LEFT JOIN finding_fix x ON x.finding_id = f.finding_id
    AND x.time >= f.first_time AND x.time <= e.from_time
  WHERE f.line_time IS NOT NULL AND f.known_from < :at AND f.known_to >= :at
    AND f.first_time < :at AND f.category <> 'quality' AND NOT f.told
    AND NOT EXISTS (SELECT 1 FROM finding_aside s
      WHERE s.finding_id = f.finding_id AND s.from_time < :at
        AND (s.to_time IS NULL OR s.to_time >= :at)))
SELECT f.finding_id AS record, f.finding_id, f.commit_id, 1 AS n,
  max(f.first_time, :from) - f.born - f.by_start AS enter,
  f.ended - f.born - f.by_end AS leave, f.event,
  f.first_time, f.tool_time, f.line_time,
  f.known_by, f.certainty, f.fixed_time, f.reopened,
  f.severity, f.category, f.language, f.origin, f.scanner, f.gap,
  iif(f.cwe > 0, 'CWE-' || f.cwe, NULL) AS cwe,
  f.repository_id, f.team_id, f.tool_id, f.source_id, f.locator
FROM told f
WHERE NOT f.event OR f.ended > :from
