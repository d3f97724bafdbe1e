-- title: AI's changes of infrastructure that another person approved
-- record: AI's commits that change infrastructure
-- inputs: review
-- strength: operation
-- empty: pass
-- limits: What is changed without a commit is not seen.

SELECT c.repository_id, c.commit_id AS record,
  CASE c.review WHEN 'approved' THEN 'met' WHEN 'not_approved' THEN 'not met'
    ELSE 'unknown' END AS state, c.path, NULL AS line,
  iif(c.review IS NULL, 'nobody knows who approved it',
    'approved by nobody else: commit ' || substr((SELECT oid FROM "commit"
      WHERE id = c.commit_id), 1, 12)) AS text
FROM (SELECT r.*, (SELECT min(p.path) FROM commit_file f
    JOIN file p ON p.id = f.file_id WHERE f.commit_id = r.commit_id
      AND f.kind = 'infrastructure') AS path
  FROM review_fact r
  WHERE r.is_ai AND r.at >= :from AND r.at < :at) c
WHERE c.path IS NOT NULL
UNION ALL
SELECT c.repository_id, '~origin', 'unknown', NULL, NULL,
  'none is known to be AI''s, and of some nobody knows'
FROM commit_fact c
WHERE c.origin = 'unknown' AND c.parents < 2 AND c.at >= :from AND c.at < :at
  AND EXISTS (SELECT 1 FROM commit_file f
    WHERE f.commit_id = c.commit_id AND f.kind = 'infrastructure')
  AND c.repository_id NOT IN (SELECT o.repository_id FROM commit_fact o
    JOIN commit_file f ON f.commit_id = o.commit_id
    WHERE o.is_ai AND f.kind = 'infrastructure'
      AND o.at >= :from AND o.at < :at)
GROUP BY c.repository_id
