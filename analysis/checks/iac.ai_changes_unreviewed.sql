-- title: AI's changes of infrastructure that another person approved
-- record: commits that AI took part in
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
