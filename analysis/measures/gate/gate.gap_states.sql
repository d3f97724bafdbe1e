-- title: Readiness by gap
-- meaning: How many answers of the checklist, an item in a repository each, pass,
--    fail, are waived and are not assessed, by gap; the approval questions and
--    the capabilities of observability among them.
-- kind: table
-- basis: stock
-- unit: gaps
-- record: a gap
-- sources: git
-- made: readiness
-- columns: gap text Gap; passed count Pass; failed count Fail; waived count
--    Waived; open count Not assessed; repositories count Repositories with a
--    failure

-- Case: eleven groups.
-- expect: n 11
WITH name (place, gap, title) AS (VALUES
  (1, '1', 'Authentication and authorization'),
  (2, '2', 'Logging and observability'),
  (3, '3', 'Configuration of infrastructure'),
  (4, '4', 'Boundaries of data'),
  (5, '5', 'Answers of AI'),
  (6, '6', 'Ownership of code and packages'),
  (7, '7', 'Secrets'),
  (8, 'R', 'Resilience and scale'),
  (9, 'Q', 'Approval questions'),
  (10, 'O', 'Capabilities of observability'),
  (11, '', 'The figures themselves'))
SELECT n.title AS gap,
  sum(q.status = 'pass') AS passed, sum(q.status = 'fail') AS failed,
  sum(q.status = 'waived') AS waived, sum(q.status = 'not_assessed') AS open,
  count(DISTINCT iif(q.status = 'fail', q.repository_id, NULL))
    AS repositories,
  iif(count(*) = 1, min(r.source_id), NULL) AS source_id,
  iif(count(*) = 1, min(r.locator), NULL) AS locator
FROM readiness q JOIN repository r ON r.id = q.repository_id
JOIN name n ON n.gap = iif(q.gap IN ('1', '2', '3', '4', '5', '6', '7', 'R'),
  q.gap, substr(q.gap, 1, 1))
WHERE q.at = :at
GROUP BY n.place
ORDER BY n.place
