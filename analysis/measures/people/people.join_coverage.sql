-- title: Records that are tied to a known person
-- meaning: Of records that name somebody, those whose person the directory
--    knows, by kind of record: commits of the period by people (not agents and
--    bots), training, days with an AI tool, seats, reviews and tickets. What is
--    not tied is unknown: never untrained, never inactive.
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
SELECT x.part || '/' || x.id AS record, 1 AS n, coalesce(p.known, 0) AS hit,
  x.part, x.source_id, x.locator
FROM (
  SELECT 'commits' AS part, c.id, o.person_id, c.source_id, c.locator
  FROM "commit" c JOIN commit_origin o ON o.commit_id = c.id
  WHERE c.commit_time >= :from AND c.commit_time < :at AND o.origin <> 'bot'
  UNION ALL
  SELECT 'training', t.id, i.person_id, t.source_id, t.locator
  FROM training t LEFT JOIN identity i ON i.alias_id = t.alias_id
  UNION ALL
  SELECT 'assessments', t.id, i.person_id, t.source_id, t.locator
  FROM assessment t LEFT JOIN identity i ON i.alias_id = t.alias_id
  UNION ALL
  SELECT 'usage', u.id, i.person_id, u.source_id, u.locator
  FROM usage u LEFT JOIN identity i ON i.alias_id = u.alias_id
  WHERE u.alias_id > 0
  UNION ALL
  SELECT 'seats', s.id, i.person_id, s.source_id, s.locator
  FROM seat s LEFT JOIN identity i ON i.alias_id = s.alias_id
  UNION ALL
  SELECT 'sightings', s.id, i.person_id, s.source_id, s.locator
  FROM sighting s LEFT JOIN identity i ON i.alias_id = s.alias_id
  WHERE s.alias_id > 0
  UNION ALL
  SELECT 'reviews', r.id, i.person_id, r.source_id, r.locator
  FROM review r LEFT JOIN identity i ON i.alias_id = r.reviewer_alias_id
  UNION ALL
  SELECT 'tickets', w.id, i.person_id, w.source_id, w.locator
  FROM work_item w LEFT JOIN identity i ON i.alias_id = w.assignee_alias_id
  WHERE w.assignee_alias_id IS NOT NULL) x
LEFT JOIN person p ON p.id = x.person_id
WHERE p.id IS NULL OR p.kind = 'human'
