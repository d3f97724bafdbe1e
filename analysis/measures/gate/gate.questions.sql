-- title: Five questions before AI-made work is approved
-- meaning: Who validated the code, which packages came in automatically, whether
--    flows of data can be explained, whether the organisation's own rules are met
--    and whether a failure can be traced: how the items that answer each stand,
--    over all repositories.
-- kind: table
-- basis: stock
-- unit: questions
-- record: a question
-- sources: git
-- made: readiness
-- columns: question text Question; answer text Answer; passed count Pass; failed
--    count Fail; waived count Waived; open count Not assessed

-- Case: five.
-- expect: n 5
-- expect: row 1 passed=3 failed=0 open=0
WITH name (place, gap, title) AS (VALUES
  (1, 'Q1', 'Who validated the code?'),
  (2, 'Q2', 'Which packages came in automatically?'),
  (3, 'Q3', 'Can the flows of data be explained?'),
  (4, 'Q4', 'Does it meet the standards of the organisation?'),
  (5, 'Q5', 'Can the work of an AI be traced in a failure?'))
SELECT n.title AS question,
  CASE WHEN sum(q.status = 'fail') THEN 'not answered well'
    WHEN sum(q.status = 'not_assessed') = count(*) THEN 'not assessed'
    WHEN sum(q.status = 'not_assessed') THEN 'answered in part'
    ELSE 'answered' END AS answer,
  sum(q.status = 'pass') AS passed, sum(q.status = 'fail') AS failed,
  sum(q.status = 'waived') AS waived, sum(q.status = 'not_assessed') AS open,
  iif(count(*) = 1, min(r.source_id), NULL) AS source_id,
  iif(count(*) = 1, min(r.locator), NULL) AS locator
FROM readiness q JOIN repository r ON r.id = q.repository_id
JOIN name n ON n.gap = q.gap
WHERE q.at = :at
GROUP BY n.place
ORDER BY n.place
