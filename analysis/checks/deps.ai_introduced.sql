-- title: Packages from AI with the commit that brought them
-- record: packages that AI brought
-- inputs: manifest
-- strength: operation
-- empty: pass

SELECT repository_id, package AS record,
  CASE WHEN (commit_id IS NOT NULL) IS NULL THEN 'unknown' WHEN (commit_id IS NOT NULL) THEN 'met'
    ELSE 'not met' END AS state, path, line, package || ': nobody knows when it came' AS text
FROM component_fact
WHERE direct AND is_ai AND alive AND coalesce(at, :at - 1) < :at AND :newest
UNION ALL
SELECT DISTINCT u.repository_id, p.path, 'unknown', p.path, NULL,
  'cannot be read'
FROM unread u JOIN file p ON p.id = u.file_id
WHERE u.what = 'dependency' AND u.to_time IS NULL
UNION ALL
SELECT id, '~period', 'unknown', NULL, NULL,
  'the audited revision does not speak for this period'
FROM repository WHERE NOT :newest
