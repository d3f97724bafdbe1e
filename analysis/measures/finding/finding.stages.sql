-- title: Where problems were found and brought in
-- meaning: By stage: findings first seen in the period (but for matters of
--    style and what a first scan finds) and incidents, by where they were found,
--    and both by where they were brought in. A finding was found where the
--    configuration says that its scan was made, else where its scanner is run;
--    an incident in production unless its record says otherwise. Both were
--    brought in where code is written when a commit is known to have done so.
-- kind: table
-- basis: stock
-- unit: stages
-- record: a stage
-- sources: repeated_scan
-- needs: scan
-- columns: stage text Stage; findings count Findings found;
--    incidents count Incidents found; ai count Of these, AI's;
--    introduced count Brought in

-- Case: semgrep reads code, where 10 of shop were new, 6 of them AI's; i1,
-- AI's, was found in production, i2 in test; 10 and i1 came with a commit. What
-- is said of a finding later than it was first seen does not count.
-- expect: n 7
-- expect: row 0 stage=design findings=0 incidents=0 ai=0 introduced=0
-- expect: row 1 stage=code findings=10 incidents=0 ai=6 introduced=11
-- expect: row 3 stage=test findings=0 incidents=1 ai=0 introduced=0
-- expect: row 5 stage=production findings=0 incidents=1 ai=1 introduced=0
-- given: INSERT INTO finding_span (finding_id, to_time, tool, rule, category,
--   severity, severity_rank, path, line, result_id, tools, commit_id, origin)
--   VALUES (1, unixepoch('2026-08-01'), 'semgrep', 'r1', 'security', 'low', 4,
--   'a.c', 1, 0, 1, 2, 'human');
-- given: INSERT INTO finding_span (finding_id, from_time)
--   VALUES (1, unixepoch('2026-08-01'));
-- expect: row 1 stage=code findings=10 incidents=0 ai=5 introduced=11
WITH problem AS (
  SELECT 1 AS finding, f.stage, f.introduced, f.origin, f.source_id, f.locator
  FROM finding_new n JOIN finding_then f ON f.finding_id = n.finding_id
    AND f.known_from <= n.at AND f.known_to > n.at
  WHERE n.at >= :from AND n.at < :at
  UNION ALL
  SELECT 0, stage, introduced, origin, source_id, locator
  FROM incident_fact WHERE at >= :from AND at < :at),
stage (place, stage) AS (VALUES (1, 'design'), (2, 'code'), (3, 'build'),
  (4, 'test'), (5, 'staging'), (6, 'production'), (7, 'unknown'))
SELECT x.stage, count(*) FILTER (WHERE p.stage = x.stage AND p.finding)
    AS findings,
  count(*) FILTER (WHERE p.stage = x.stage AND NOT p.finding) AS incidents,
  count(*) FILTER (WHERE p.stage = x.stage AND p.origin IN ('ai', 'mixed'))
    AS ai,
  count(*) FILTER (WHERE p.introduced = x.stage) AS introduced,
  iif(min(p.source_id) = max(p.source_id), p.source_id, NULL)
    AS source_id,
  iif(min(p.source_id) = max(p.source_id), min(p.locator), NULL)
    AS locator
FROM stage x
LEFT JOIN problem p ON x.stage IN (p.stage, p.introduced)
GROUP BY x.place
HAVING x.stage <> 'unknown' OR count(p.stage) > 0
ORDER BY x.place
