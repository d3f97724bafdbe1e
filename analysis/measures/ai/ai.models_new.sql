-- title: Models seen for the first time
-- meaning: Models whose first commit lies in the period, by the date of
--    authoring.
-- kind: count
-- basis: stock
-- direction: none
-- unit: models
-- record: a model
-- sources: git
-- needs: all_history
-- keys: model
-- interval: none

-- Case: m1, first in c1.
-- expect: n 1
-- expect: shift -1 n 0
SELECT model_id AS record, model_id, 1 AS n, author_time AS first_at,
  commit_id, source_id, locator
FROM (
  SELECT m.id AS model_id, c.commit_id, c.author_time, c.source_id, c.locator,
    row_number() OVER (
      PARTITION BY m.name ORDER BY c.author_time, k.oid, m.raw) AS place
  FROM tool_use u JOIN model m ON m.id = u.model_id
  JOIN commit_fact c ON c.commit_id = u.commit_id
  JOIN "commit" k ON k.id = c.commit_id
  WHERE c.at < :at) AS x
WHERE x.place = 1 AND x.author_time >= :from
