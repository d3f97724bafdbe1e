-- title: Packages from AI whose manifest has an owner
-- record: packages that AI brought
-- inputs: manifest
-- strength: operation
-- empty: pass
-- limits: An owner of the manifest may not know the package.

SELECT repository_id, package AS record,
  CASE WHEN owned IS NULL THEN 'unknown' WHEN owned THEN 'met'
    ELSE 'not met' END AS state, path, line, package || iif(owned IS NULL, ': no file CODEOWNERS', ' has no owner') AS text
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
