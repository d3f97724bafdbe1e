-- title: Answers of the checklist that are known
-- meaning: Items of the checklist, in each repository, that pass, fail or are
--    waived, over all.
-- kind: share
-- basis: stock
-- direction: up
-- unit: answers
-- record: an item in a repository
-- sources: git
-- made: readiness
-- keys: repository, severity
-- interval: none

-- Case: of 198.
-- expect: n 198 hit 64
SELECT q.item || ' ' || r.key AS record, 1 AS n,
  q.status <> 'not_assessed' AS hit, q.item, q.severity, r.id AS repository_id,
  r.source_id, r.locator
FROM readiness q JOIN repository r ON r.id = q.repository_id
WHERE q.at = :at
