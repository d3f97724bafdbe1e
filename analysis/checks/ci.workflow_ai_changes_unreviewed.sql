-- title: AI's changes of pipelines that another person approved
-- record: commits that AI took part in
-- inputs: review
-- strength: operation
-- empty: pass
-- limits: Whether the reviewer knows pipelines is not recorded.

SELECT c.repository_id, c.commit_id AS record,
  CASE c.review WHEN 'approved' THEN 'met' WHEN 'not_approved' THEN 'not met'
    ELSE 'unknown' END AS state, c.path, NULL AS line,
  iif(c.review IS NULL, 'nobody knows who approved it',
    'approved by nobody else: commit ' || substr((SELECT oid FROM "commit"
      WHERE id = c.commit_id), 1, 12)) AS text
FROM (SELECT r.*, (SELECT min(p.path) FROM commit_file f
    JOIN file p ON p.id = f.file_id
    JOIN sign g ON g.topic = 'pipeline' AND g.what = 'file'
      AND '/' || p.path GLOB g.pattern
    WHERE f.commit_id = r.commit_id) AS path
  FROM review_fact r
  WHERE r.is_ai AND r.at >= :from AND r.at < :at) c
WHERE c.path IS NOT NULL
