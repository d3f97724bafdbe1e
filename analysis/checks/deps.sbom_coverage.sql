-- title: A bill of materials
-- record: repositories
-- inputs: git
-- strength: design
-- limits: One that a release makes and the repository does not hold is not
--    seen, so its absence here is no failure.

SELECT r.id AS repository_id, r.key AS record,
  iif(g.path IS NOT NULL AND :newest, 'met', 'unknown') AS state, g.path,
  NULL AS line, 'no bill of materials in the repository' AS text
FROM repository r LEFT JOIN telling_file g ON g.repository_id = r.id
  AND g.topic = 'sbom'
