-- title: AI's changes of sensitive paths with two reviewers
-- record: AI's commits that change sensitive paths
-- inputs: review
-- strength: operation
-- empty: pass
-- limits: Which paths are sensitive, data/signs.csv says by their names.

SELECT c.repository_id, c.commit_id AS record,
  CASE WHEN c.review IS NULL THEN 'unknown'
    WHEN (SELECT count(DISTINCT i.person_id) FROM review v
      JOIN change h ON h.key = v.change_key
      JOIN identity i ON i.alias_id = v.reviewer_alias_id
      JOIN person p ON p.id = i.person_id AND p.kind = 'human'
      WHERE h.id = c.change_id AND v.verdict = 'approved'
        AND i.person_id IS NOT c.person_id) >= 2 THEN 'met'
    ELSE 'not met' END AS state,
  c.path, NULL AS line,
  iif(c.review IS NULL, 'nobody knows who approved it',
    'fewer than two reviewers: commit ' || substr((SELECT oid FROM "commit"
      WHERE id = c.commit_id), 1, 12)) AS text
FROM (SELECT r.*, (SELECT min(s.path) FROM commit_file f
    JOIN sensitive_file s ON s.file_id = f.file_id
    WHERE f.commit_id = r.commit_id
      AND f.kind IN ('source', 'infrastructure')) AS path
  FROM review_fact r
  WHERE r.is_ai AND r.at >= :from AND r.at < :at) c
WHERE c.path IS NOT NULL
UNION ALL
SELECT c.repository_id, '~origin', 'unknown', NULL, NULL,
  'none is known to be AI''s, and of some nobody knows'
FROM commit_fact c
WHERE c.origin = 'unknown' AND c.parents < 2 AND c.at >= :from AND c.at < :at
  AND c.repository_id NOT IN (SELECT o.repository_id FROM commit_fact o
    WHERE o.is_ai AND o.at >= :from AND o.at < :at
      AND EXISTS (SELECT 1 FROM commit_file f
        JOIN sensitive_file s ON s.file_id = f.file_id
        WHERE f.commit_id = o.commit_id
          AND f.kind IN ('source', 'infrastructure')))
  AND EXISTS (SELECT 1 FROM commit_file f
    JOIN sensitive_file s ON s.file_id = f.file_id
    WHERE f.commit_id = c.commit_id AND f.kind IN ('source', 'infrastructure'))
GROUP BY c.repository_id
