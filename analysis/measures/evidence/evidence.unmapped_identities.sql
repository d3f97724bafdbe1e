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
SELECT p.id AS record, p.id AS person_id, 1 AS n,
  iif(min(c.source_id) = max(c.source_id), c.source_id, NULL)
    AS source_id,
  iif(min(c.source_id) = max(c.source_id), min(c.locator), NULL)
    AS locator
FROM person p JOIN commit_fact c ON c.person_id = p.id
WHERE p.known = 0 AND p.kind = 'human' AND c.at >= :from AND c.at < :at
GROUP BY p.id
