-- title: Known weak packages within their time to fix
-- record: repositories
-- inputs: scan
-- strength: indirect
-- limits: Databases of weaknesses know what was published.

SELECT f.repository_id, f.path AS record, 'not met' AS state, f.path, f.line,
  f.severity || ' ' || f.rule || ' is overdue' AS text
FROM temp.check_finding f JOIN fix_limit l ON l.severity = f.severity
WHERE f.gap = 'dependencies' AND f.severity_rank <= 2
  AND (f.first_time IS NULL OR :at - f.first_time > l.days * 86400)
UNION ALL
SELECT r.id, '~scan', 'unknown', NULL, NULL,
  'no scanner of packages in the last quarter'
FROM repository r WHERE NOT EXISTS (SELECT 1 FROM temp.check_scan s
  JOIN scanner_reach x ON x.scanner = s.scanner AND x.topic = 'dependencies'
  WHERE s.repository_id = r.id)
UNION ALL
SELECT DISTINCT s.repository_id, '~whole', 'met', NULL, NULL, NULL
FROM temp.check_scan s
JOIN scanner_reach x ON x.scanner = s.scanner AND x.topic = 'dependencies'
