-- title: Changes that an agent alone approved
-- record: commits that AI took part in
-- inputs: review
-- strength: operation
-- empty: pass
-- limits: Of changes that no export of reviews covers nobody knows.

SELECT repository_id, commit_id AS record,
  CASE WHEN review IS NULL THEN 'unknown' WHEN validated = 'agent'
    THEN 'not met' ELSE 'met' END AS state, NULL AS path, NULL AS line,
  iif(review IS NULL, 'nobody knows who approved it',
    'approved by an agent alone: commit ' || substr((SELECT oid FROM "commit"
      WHERE id = commit_id), 1, 12)) AS text
FROM review_fact WHERE is_ai AND at >= :from AND at < :at
UNION ALL
SELECT c.repository_id, '~origin', 'unknown', NULL, NULL,
  'none is known to be AI''s, and of some nobody knows'
FROM commit_fact c
WHERE c.origin = 'unknown' AND c.parents < 2 AND c.at >= :from AND c.at < :at
  AND c.repository_id NOT IN (SELECT o.repository_id FROM commit_fact o
    WHERE o.is_ai AND o.at >= :from AND o.at < :at)
GROUP BY c.repository_id
