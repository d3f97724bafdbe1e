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
WITH new AS MATERIALIZED (
  SELECT m.name, min(c.author_time) AS first_at
  FROM tool_use u CROSS JOIN model m ON m.id = u.model_id
  CROSS JOIN commit_fact c ON c.commit_id = u.commit_id
  WHERE c.at < :at GROUP BY m.name HAVING min(c.author_time) >= :from)
SELECT model_id AS record, model_id, 1 AS n, first_at, commit_id, source_id,
  locator
FROM (
  SELECT m.id AS model_id, n.first_at, c.commit_id, c.source_id, c.locator,
    row_number() OVER (PARTITION BY n.name ORDER BY k.oid, m.raw) AS place
  FROM new n CROSS JOIN model m ON m.name = n.name
  CROSS JOIN tool_use u ON u.model_id = m.id
  CROSS JOIN commit_fact c ON c.commit_id = u.commit_id
    AND c.author_time = n.first_at AND c.at < :at
  JOIN "commit" k ON k.id = c.commit_id) AS x
WHERE x.place = 1
