-- title: Kinds of sources that are there
-- record: kinds of sources
-- inputs: git
-- strength: operation
-- limits: That a source is there is not that it is whole.

SELECT NULL AS repository_id, x.name AS record,
  iif(x.there, 'met', 'unknown') AS state, NULL AS path, NULL AS line,
  'there is no ' || x.name AS text
FROM (SELECT 'scan' AS name, EXISTS (SELECT 1 FROM scan_fact
    WHERE for_problems) AS there
  UNION ALL SELECT 'scan for secrets', EXISTS (SELECT 1 FROM scan_fact
    WHERE for_secrets)
  UNION ALL SELECT 'export of change requests',
    EXISTS (SELECT 1 FROM change WHERE reviews_read)
  UNION ALL SELECT 'directory of people', EXISTS (SELECT 1 FROM directory)
  UNION ALL SELECT 'export of training', EXISTS (SELECT 1 FROM training)
  UNION ALL SELECT 'policy of approved tools',
    EXISTS (SELECT 1 FROM policy WHERE kind = 'tool')
  UNION ALL SELECT 'file of attestations', EXISTS (SELECT 1 FROM attestation)
  UNION ALL SELECT 'history without gaps',
    NOT EXISTS (SELECT 1 FROM repository WHERE shallow)) x
