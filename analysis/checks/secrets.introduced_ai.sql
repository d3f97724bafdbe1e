-- title: Secrets that came in with AI
-- record: repositories
-- inputs: secret
-- strength: operation
-- limits: Of secrets on lines of unknown origin nobody knows.

SELECT f.repository_id, f.path AS record,
  iif(f.origin = 'unknown', 'unknown', 'not met') AS state, f.path, f.line,
  f.severity || ' ' || f.rule || iif(f.origin = 'unknown',
    ' of unknown origin', '') AS text
FROM temp.check_finding f
WHERE f.category = 'secret' AND f.origin IN ('ai', 'mixed', 'unknown')
UNION ALL
SELECT r.id, '~scan', 'unknown', NULL, NULL,
  'no scanner for secrets in the last quarter'
FROM repository r WHERE NOT EXISTS (SELECT 1 FROM temp.check_scan s
  WHERE s.repository_id = r.id AND s.for_secrets)
UNION ALL
SELECT DISTINCT repository_id, '~whole', 'met', NULL, NULL, NULL
FROM temp.check_scan WHERE for_secrets
