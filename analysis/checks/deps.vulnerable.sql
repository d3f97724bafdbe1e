-- title: Known weak packages within their time to fix
-- record: repositories
-- inputs: scan
-- strength: indirect
-- limits: Databases of weaknesses know what was published. A scanner that looks
--    for several things is taken to look at packages where it has reported one.

WITH looked AS (
  SELECT DISTINCT s.repository_id
  FROM temp.check_scan s
  JOIN scanner_reach x ON x.scanner = s.scanner AND x.topic = 'dependencies'
  WHERE x.languages <> 'seen' OR EXISTS (
    SELECT 1 FROM scan_fact k JOIN result r ON r.scan_id = k.scan_id
    WHERE k.repository_id = s.repository_id AND k.scanner = s.scanner
      AND r.package <> ''))
SELECT f.repository_id, f.path AS record, 'not met' AS state, f.path, f.line,
  f.severity || ' ' || f.rule || ' is overdue' AS text
FROM temp.check_weakness w JOIN temp.check_finding f
  ON f.class_id = w.class_id AND f.touched = w.touched
CROSS JOIN fix_limit l ON l.severity = f.severity
WHERE w.gap = 'dependencies' AND w.severity_rank <= 2
  AND (f.first_time IS NULL OR :at - f.first_time > l.days * 86400)
UNION ALL
SELECT r.id, '~scan', 'unknown', NULL, NULL,
  'no scanner of the last quarter is known to look at packages'
FROM repository r WHERE r.id NOT IN (SELECT repository_id FROM looked)
UNION ALL
SELECT repository_id, '~whole', 'met', NULL, NULL, NULL FROM looked
