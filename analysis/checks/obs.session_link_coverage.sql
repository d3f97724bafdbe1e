-- title: AI's commits with a record of the session
-- record: commits that AI took part in
-- inputs: git
-- strength: operation
-- limit: 0.50
-- limits: A record beside the commit may have lost the session it names.

SELECT c.repository_id, c.commit_id AS record,
  iif(EXISTS (SELECT 1 FROM note n WHERE n.commit_id = c.commit_id),
    'met', 'not met') AS state, NULL AS path, NULL AS line,
  'no record of a session: commit '
    || substr((SELECT oid FROM "commit" WHERE id = c.commit_id), 1, 12)
    AS text
FROM commit_fact c WHERE c.is_ai AND c.at >= :from AND c.at < :at
