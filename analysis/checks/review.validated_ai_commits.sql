-- title: AI's work that another person approved
-- record: commits that AI took part in
-- inputs: review
-- strength: operation
-- limit: 0.90
-- limits: It says that somebody approved, not how well they looked.

SELECT repository_id, commit_id AS record,
  CASE review WHEN 'approved' THEN 'met' WHEN 'not_approved' THEN 'not met'
    ELSE 'unknown' END AS state, NULL AS path, NULL AS line,
  iif(review IS NULL, 'nobody knows who approved it',
    'approved by nobody else: commit ' || substr((SELECT oid FROM "commit"
      WHERE id = commit_id), 1, 12)) AS text
FROM review_fact WHERE is_ai AND at >= :from AND at < :at
