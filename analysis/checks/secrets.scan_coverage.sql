-- title: A scan for secrets in the last quarter
-- record: repositories
-- inputs: git
-- strength: operation
-- limits: A result that was not given to assay is not seen.

SELECT r.id AS repository_id, r.key AS record,
  CASE WHEN EXISTS (SELECT 1 FROM temp.check_scan s
      WHERE s.repository_id = r.id AND s.for_secrets) THEN 'met'
    WHEN EXISTS (SELECT 1 FROM temp.check_scan) THEN 'not met'
    ELSE 'unknown' END AS state,
  NULL AS path, NULL AS line,
  'no result of a scanner for secrets in the last quarter' AS text
FROM repository r
