-- title: AI's commits that name the tool
-- record: commits that AI took part in
-- inputs: git
-- strength: indirect
-- limit: 0.90
-- limits: AI's work without any mark is not known to be AI's: the share is of
--    what is marked at all, so it is an upper bound.

SELECT c.repository_id, c.commit_id AS record,
  iif(EXISTS (SELECT 1 FROM attribution a WHERE a.commit_id = c.commit_id
    AND a.origin IN ('ai', 'mixed') AND a.tool_id > 0
    AND a.confidence_pct >= 85), 'met', 'not met') AS state,
  NULL AS path, NULL AS line, 'no tool is named: commit '
    || substr((SELECT oid FROM "commit" WHERE id = c.commit_id), 1, 12)
    AS text
FROM commit_fact c WHERE c.is_ai AND c.at >= :from AND c.at < :at
