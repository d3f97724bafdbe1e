-- title: AI's changes of pipelines that another person approved
-- record: AI's commits that change pipelines
-- inputs: review
-- strength: operation
-- empty: pass
-- limits: Whether the reviewer knows pipelines is not recorded.

WITH ai AS MATERIALIZED (
  SELECT o.commit_id, o.repository_id, (SELECT min(p.path) FROM commit_file f
      JOIN pipeline_file p ON p.file_id = f.file_id
      WHERE f.commit_id = o.commit_id) AS path
  FROM commit_fact o WHERE o.is_ai AND o.at >= :from AND o.at < :at)
SELECT c.repository_id, c.commit_id AS record,
  CASE c.review WHEN 'approved' THEN 'met' WHEN 'not_approved' THEN 'not met'
    ELSE 'unknown' END AS state, a.path, NULL AS line,
  iif(c.review IS NULL, 'nobody knows who approved it',
    'approved by nobody else: commit ' || substr((SELECT oid FROM "commit"
      WHERE id = c.commit_id), 1, 12)) AS text
FROM ai a JOIN review_fact c ON c.commit_id = a.commit_id
WHERE a.path IS NOT NULL
UNION ALL
SELECT c.repository_id, '~origin', 'unknown', NULL, NULL,
  'none is known to be AI''s, and of some nobody knows'
FROM commit_fact c
WHERE c.origin = 'unknown' AND c.parents < 2 AND c.at >= :from AND c.at < :at
  AND EXISTS (SELECT 1 FROM commit_file f
    JOIN pipeline_file p ON p.file_id = f.file_id
    WHERE f.commit_id = c.commit_id)
  AND c.repository_id NOT IN (
    SELECT repository_id FROM ai WHERE path IS NOT NULL)
GROUP BY c.repository_id
