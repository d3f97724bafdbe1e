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
