-- title: Packages fixed to one version
-- record: packages that the project asks for
-- inputs: manifest
-- strength: operation
-- empty: pass
-- limits: Packages of ecosystems that assay does not read are not seen.

SELECT repository_id, package AS record,
  CASE WHEN coalesce(fixed, 0) OR coalesce(locked, 0) THEN 'met'
    WHEN fixed IS NULL AND locked IS NULL THEN 'unknown'
    ELSE 'not met' END AS state, path, line,
  package || iif(fixed IS NULL AND locked IS NULL,
    ': the files do not say', ' is open to several versions') AS text
FROM component_fact
WHERE direct AND alive AND coalesce(scope, '') <> 'peer'
  AND coalesce(at, :at - 1) < :at AND :newest
UNION ALL
SELECT DISTINCT u.repository_id, p.path, 'unknown', p.path, NULL,
  'cannot be read'
FROM unread u JOIN file p ON p.id = u.file_id
WHERE u.what = 'dependency' AND u.to_time IS NULL
UNION ALL
SELECT id, '~period', 'unknown', NULL, NULL,
  'the audited revision does not speak for this period'
FROM repository WHERE NOT :newest
