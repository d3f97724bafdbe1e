-- title: Large AI changes approved faster than they can be read
-- meaning: Change requests with AI work of at least 200 added lines that somebody
--    else approved, where less than one hour for each 500 lines lay between
--    opening and approval, over all such with a time. Inspection finds less
--    from 500 lines an hour on (Cohen, Best Kept Secrets of Peer Code Review,
--    2006, of 2,500 reviews).
-- kind: share
-- basis: flow
-- direction: down
-- unit: change requests
-- record: a change request
-- sources: git, review
-- needs: history
-- keys: repository

-- Case: p11 has 1000 lines and was approved after an hour; p12 after a day.
-- expect: hit 1 n 2 value 0.5
SELECT h.id AS record, h.merged_time AS at, 1 AS n,
  (min(f.reviewed_time) - h.created_time) * 500 < h.added * 3600 AS hit,
  min(f.repository_id) AS repository_id, h.source_id, h.locator
FROM change h JOIN review_fact f ON f.change_id = h.id
WHERE h.added >= 200 AND f.validated = 'other' AND f.reviewed_time IS NOT NULL
  AND h.created_time IS NOT NULL AND h.merged_time IS NOT NULL
GROUP BY h.id HAVING max(f.is_ai)
