-- title: People working with AI who hold a course in date
-- meaning: People of the directory with a commit of the period that AI took
--    part in and a completed course that is in date at its end, over all such
--    people. Whom the directory does not know is in neither number.
-- kind: share
-- basis: stock
-- direction: up
-- unit: people
-- record: a person with such a commit
-- sources: git, directory, training
-- needs: history
-- keys: team
-- family: page one

-- Case: P1 holds one; that of P3 has lapsed, P4 has none. The agent is no
-- person.
-- expect: hit 1 n 3 class too_little
SELECT p.id AS record, p.id AS person_id, 1 AS n,
  EXISTS (SELECT 1 FROM training_fact t WHERE t.person_id = p.id
    AND t.from_time < :at AND t.to_time >= :at) AS hit,
  (SELECT m.team_id FROM team_member m WHERE m.person_id = p.id
    AND m.from_time < :at AND m.to_time >= :at
    ORDER BY m.team_id LIMIT 1) AS team_id,
  d.source_id, d.locator
FROM person p LEFT JOIN directory d ON d.id = (
  SELECT x.id FROM directory x WHERE x.person = p.key
  ORDER BY x.from_time DESC, x.team LIMIT 1)
WHERE p.known = 1 AND p.kind = 'human' AND p.id IN (
  SELECT person_id FROM commit_fact
  WHERE is_ai AND at >= :from AND at < :at)
