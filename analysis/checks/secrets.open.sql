-- title: Secrets in code and history
-- record: repositories
-- inputs: secret
-- strength: operation
-- limits: Scanners know secrets by their form; one that looks like nothing is
--    not seen.

SELECT f.repository_id, f.path AS record, 'not met' AS state, f.path, f.line,
  f.severity || ' ' || f.rule AS text
FROM temp.check_finding f WHERE f.category = 'secret'
UNION ALL
SELECT r.id, '~scan', 'unknown', NULL, NULL,
  'no scanner for secrets in the last quarter'
FROM repository r WHERE NOT EXISTS (SELECT 1 FROM temp.check_scan s
  WHERE s.repository_id = r.id AND s.for_secrets)
UNION ALL
SELECT DISTINCT repository_id, '~whole', 'met', NULL, NULL, NULL
FROM temp.check_scan WHERE for_secrets
