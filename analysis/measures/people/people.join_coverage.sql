-- title: Records that are tied to a known person
-- meaning: Of records that name somebody, those whose person the directory
--    knows, by kind of record: commits of the period by people (not agents and
--    bots), training, days with an AI tool, seats, change requests, reviews,
--    approvals in messages and tickets. What is not tied is unknown: never
--    untrained, never inactive.
-- kind: share
-- basis: stock
-- direction: up
-- unit: records
-- record: a record that names somebody
-- sources: directory
-- keys: part
-- interval: none

-- Case: of 15 commits of people in the quarter all but c5 are of the directory's;
-- of three rows of training all.
-- expect: by part=commits hit 14 n 15
-- expect: by part=training hit 3 n 3
WITH named (part, id, alias_id, source_id, locator) AS (
  SELECT 'training', id, alias_id, source_id, locator FROM training
  UNION ALL
  SELECT 'assessments', id, alias_id, source_id, locator FROM assessment
  UNION ALL
  SELECT 'usage', id, alias_id, source_id, locator FROM usage
  UNION ALL
  SELECT 'seats', id, alias_id, source_id, locator FROM seat
  UNION ALL
  SELECT 'sightings', id, alias_id, source_id, locator FROM sighting
  UNION ALL
  SELECT 'requests', id, author_alias_id, source_id, locator FROM change
  UNION ALL
  SELECT 'reviews', id, reviewer_alias_id, source_id, locator FROM review
  UNION ALL
  SELECT 'approvals', a.commit_id || '/' || a.alias_id || '/' || a.how,
    a.alias_id, c.source_id, c.locator
  FROM commit_approval a JOIN "commit" c ON c.id = a.commit_id
  WHERE c.commit_time >= :from AND c.commit_time < :at
  UNION ALL
  SELECT 'tickets', id, assignee_alias_id, source_id, locator FROM work_item)
SELECT x.part || '/' || x.id AS record, 1 AS n, coalesce(p.known, 0) AS hit,
  x.part, x.source_id, x.locator
FROM (
  SELECT 'commits' AS part, c.id, o.person_id, c.source_id, c.locator
  FROM "commit" c JOIN commit_origin o ON o.commit_id = c.id
  WHERE c.commit_time >= :from AND c.commit_time < :at AND o.origin <> 'bot'
  UNION ALL
  SELECT n.part, n.id, i.person_id, n.source_id, n.locator
  FROM named n LEFT JOIN identity i ON i.alias_id = n.alias_id
  WHERE n.alias_id > 0) x
LEFT JOIN person p ON p.id = x.person_id
WHERE p.id IS NULL OR p.kind = 'human'
