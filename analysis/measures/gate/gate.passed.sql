-- title: Repositories that pass the gate
-- meaning: Repositories in which no critical or required item of the checklist
--    fails and no required one is left open, over all that can be judged.
-- kind: share
-- basis: stock
-- direction: up
-- unit: repositories
-- record: a repository
-- sources: git
-- made: readiness
-- keys: repository
-- interval: none

-- Case: none of three.
-- expect: hit 0 n 3
SELECT r.id AS record, r.id AS repository_id, 1 AS n,
  NOT max(q.status = 'fail' AND (q.severity = 'critical' OR q.required)) AS hit,
  r.source_id, r.locator
FROM readiness q JOIN repository r ON r.id = q.repository_id
WHERE q.at = :at
GROUP BY r.id
HAVING max(q.status = 'fail' AND (q.severity = 'critical' OR q.required))
  OR (max(q.required) AND NOT max(q.status = 'not_assessed' AND q.required))
