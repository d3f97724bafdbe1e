-- title: Repositories with an owner
-- record: repositories
-- inputs: git
-- strength: design
-- limits: Whether a team that is named still has members is not known.

SELECT r.id AS repository_id, r.key AS record,
  CASE WHEN NOT :newest OR NOT EXISTS (SELECT 1 FROM ownership_rule x
      WHERE x.repository_id = r.id) THEN 'unknown'
    WHEN EXISTS (SELECT 1 FROM owner o WHERE o.repository_id = r.id)
      THEN 'met' ELSE 'not met' END AS state,
  NULL AS path, NULL AS line,
  CASE WHEN NOT :newest
      THEN 'the audited revision does not speak for this period'
    WHEN NOT EXISTS (SELECT 1 FROM ownership_rule x
      WHERE x.repository_id = r.id) THEN 'no file CODEOWNERS'
    ELSE 'CODEOWNERS gives no file an owner' END AS text
FROM repository r
