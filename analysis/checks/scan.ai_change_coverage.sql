-- title: AI's work that a scan has looked at
-- record: commits that AI took part in
-- inputs: scan
-- strength: operation
-- limit: 0.90
-- limits: A scan of the repository need not look at every file of it.

WITH last AS (
  SELECT repository_id, max(seen_to) AS at FROM scan_fact
  WHERE audited AND for_problems AND at < :at
  GROUP BY repository_id)
SELECT c.repository_id, c.commit_id AS record,
  CASE WHEN l.repository_id IS NULL THEN 'unknown'
    WHEN l.at >= c.at THEN 'met' ELSE 'not met' END AS state,
  NULL AS path, NULL AS line,
  iif(l.repository_id IS NULL, 'no scan', 'no scan looked at commit '
    || substr((SELECT oid FROM "commit" WHERE id = c.commit_id), 1, 12))
    AS text
FROM commit_fact c LEFT JOIN last l ON l.repository_id = c.repository_id
WHERE c.is_ai AND c.at >= :from AND c.at < :at
