-- title: Packages from AI that a lock file has
-- record: packages that AI brought
-- inputs: manifest
-- strength: operation
-- empty: pass
-- limits: That it exists is not that it is the one that was meant.

SELECT repository_id, package AS record,
  CASE WHEN locked IS NULL OR (NOT locked AND scope = 'build')
      THEN 'unknown'
    WHEN locked THEN 'met'
    ELSE 'not met' END AS state, path, line, package || CASE WHEN locked IS NULL
      THEN ': no lock file of ' || ecosystem || ' is read'
    WHEN scope = 'build' THEN ' is of the build alone, which is not locked'
    ELSE ' stands in no lock file' END AS text
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
