-- title: People past the due date of a course
-- meaning: People of the directory with a course that was due before the end
--    of the period and that they have not completed.
-- kind: count
-- basis: stock
-- direction: down
-- unit: people
-- record: a person
-- sources: directory, training
-- keys: team

-- Case: P5.
-- expect: n 1
SELECT p.id AS record, p.id AS person_id, 1 AS n,
  (SELECT m.team_id FROM team_member m WHERE m.person_id = p.id
    AND m.from_time < :at AND m.to_time >= :at
    ORDER BY m.team_id LIMIT 1) AS team_id,
  iif(min(t.source_id) = max(t.source_id), t.source_id, NULL)
    AS source_id,
  iif(min(t.source_id) = max(t.source_id), min(t.locator), NULL)
    AS locator
FROM person p
JOIN identity i ON i.person_id = p.id
JOIN training t ON t.alias_id = i.alias_id
WHERE p.known = 1 AND t.due_time < :at AND NOT EXISTS (
  SELECT 1 FROM training_fact f WHERE f.person_id = p.id
    AND f.course = t.course AND f.from_time < :at)
GROUP BY p.id
