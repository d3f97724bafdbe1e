-- title: People working with AI without a course in date
-- meaning: People of the directory with a commit of the period that AI took
--    part in, or a review of one, and no completed course in date at its end.
--    Whom the directory does not know is unknown, not untrained.
-- kind: count
-- basis: stock
-- direction: down
-- unit: people
-- record: a person
-- sources: git, directory, training
-- needs: history
-- keys: team

-- Case: P3, P4.
-- expect: n 2
SELECT p.id AS record, p.id AS person_id, 1 AS n,
  (SELECT m.team_id FROM team_member m WHERE m.person_id = p.id
    AND m.from_time < :at AND m.to_time >= :at
    ORDER BY m.team_id LIMIT 1) AS team_id,
  d.source_id, d.locator
FROM person p LEFT JOIN directory d ON d.id = (
  SELECT x.id FROM directory x WHERE x.person = p.key
  ORDER BY x.from_time DESC, x.team LIMIT 1)
WHERE p.known = 1 AND p.kind = 'human' AND p.id IN (
    SELECT person_id FROM commit_fact
    WHERE is_ai AND at >= :from AND at < :at
    UNION
    SELECT i.person_id FROM review v
    JOIN identity i ON i.alias_id = v.reviewer_alias_id
    JOIN change g ON g.key = v.change_key
    JOIN change_commit c ON c.change_id = g.id AND c.confidence_pct >= 85
    JOIN commit_origin o ON o.commit_id = c.commit_id
    WHERE o.origin IN ('ai', 'mixed') AND v.time >= :from AND v.time < :at)
  AND NOT EXISTS (SELECT 1 FROM training_fact t WHERE t.person_id = p.id
    AND t.from_time < :at AND t.to_time >= :at)
