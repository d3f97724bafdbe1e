-- title: Authors that no directory knows
-- meaning: People and accounts with a commit in the period that were not
--    found in the directory. Agents and bots are not counted.
-- kind: count
-- basis: stock
-- direction: down
-- unit: people
-- record: a person
-- sources: git, directory
-- interval: none

-- Case: P9.
-- expect: n 1
SELECT p.id AS record, p.id AS person_id, 1 AS n
FROM person p
WHERE p.known = 0 AND p.kind = 'human' AND p.id IN (
  SELECT person_id FROM commit_fact WHERE at >= :from AND at < :at)
