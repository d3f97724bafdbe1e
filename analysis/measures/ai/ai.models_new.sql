-- title: Models seen for the first time
-- meaning: Models whose first commit, by author date, lies in the period.
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
SELECT min(m.id) AS record, min(m.id) AS model_id, 1 AS n,
  min(c.author_time) AS first_at
FROM tool_use u JOIN model m ON m.id = u.model_id
JOIN commit_fact c ON c.commit_id = u.commit_id
WHERE c.at < :at
GROUP BY m.name HAVING min(c.author_time) >= :from
