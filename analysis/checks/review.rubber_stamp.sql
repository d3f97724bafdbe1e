-- title: Large AI changes approved faster than they can be read
-- record: large AI change requests that somebody approved
-- inputs: review
-- strength: indirect
-- limit: 0.75
-- limits: Time between opening and approval is no time of reading; a fast
--    approval may follow a talk.

SELECT min(f.repository_id) AS repository_id, h.id AS record,
  CASE WHEN min(f.reviewed_time) IS NULL OR h.created_time IS NULL
      THEN 'unknown'
    WHEN (min(f.reviewed_time) - h.created_time) * 500 < h.added * 3600
      THEN 'not met' ELSE 'met' END AS state,
  NULL AS path, NULL AS line,
  CASE WHEN min(f.reviewed_time) IS NULL OR h.created_time IS NULL
    THEN 'its times are not recorded'
    ELSE 'request ' || coalesce(h.number, h.key) || ': ' || h.added
      || ' lines in ' || (min(f.reviewed_time) - h.created_time) / 60
      || iif((min(f.reviewed_time) - h.created_time) / 60 = 1, ' minute',
        ' minutes') END AS text
FROM change h JOIN review_fact f ON f.change_id = h.id
WHERE h.added >= 200 AND f.validated = 'other'
  AND h.merged_time >= :from AND h.merged_time < :at
GROUP BY h.id HAVING max(f.is_ai)
