-- title: Days that a problem lives in the code
-- meaning: Median days from the commit that wrote most of a finding's lines to
--    the one that ended them (where it is not known, the first scan without
--    it), by Kaplan and Meier: findings still open count up to the end of the
--    period, and each enters at the age it had when a scan first saw it, or when
--    the period began. One whose lines were written anew since counts from the
--    first sighting.
-- kind: time
-- basis: stock
-- direction: down
-- unit: days
-- record: a finding
-- sources: git, placed_scan
-- needs: scan
-- keys: severity, category, repository, language, team, origin, tool, scanner,
--    gap, cwe

-- Case: of the 19 with a commit none was fixed.
-- expect: known no hit 0 n 19
SELECT f.finding_id AS record, f.finding_id, f.commit_id, 1 AS n,
  max(f.first_time, :from)
    - min(c.commit_time, f.first_time) AS enter,
  min(coalesce(x.time, f.fixed_time, :at), :at)
    - min(c.commit_time, f.first_time) AS leave,
  coalesce(coalesce(x.time, f.fixed_time) < :at, 0) AS event,
  f.severity, f.category, f.language, f.origin, f.scanner, f.gap,
  iif(f.cwe > 0, 'CWE-' || f.cwe, NULL) AS cwe,
  f.repository_id, f.team_id, f.tool_id, f.source_id, f.locator
FROM finding_fact f JOIN "commit" c ON c.id = f.commit_id
LEFT JOIN finding_fix x ON x.finding_id = f.finding_id
  AND x.time >= f.first_time
WHERE f.first_time < :at
  AND (f.fixed_time IS NULL OR coalesce(x.time, f.fixed_time) > :from)
  AND f.category <> 'quality' AND f.state <> 'suppressed'
