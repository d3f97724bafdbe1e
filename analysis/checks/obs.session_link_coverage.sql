-- title: AI's commits with a record of the session
-- record: commits that AI took part in
-- inputs: git
-- strength: operation
-- limit: 0.50
-- limits: A record beside the commit may have lost the session it names.

WITH noted AS (	-- a clone without any may lack what others have
  SELECT DISTINCT o.repository_id
  FROM note n CROSS JOIN commit_fact o ON o.commit_id = n.commit_id)
SELECT c.repository_id, c.commit_id AS record,
  CASE WHEN EXISTS (SELECT 1 FROM note n WHERE n.commit_id = c.commit_id)
      THEN 'met'
    WHEN c.repository_id IN (SELECT repository_id FROM noted) THEN 'not met'
    ELSE 'unknown' END AS state, NULL AS path, NULL AS line,
  iif(c.repository_id IN (SELECT repository_id FROM noted),
    'no record of a session: commit ' || substr((SELECT oid FROM "commit"
      WHERE id = c.commit_id), 1, 12),
    'the clone has no records of sessions') AS text
FROM commit_fact c WHERE c.is_ai AND c.at >= :from AND c.at < :at
