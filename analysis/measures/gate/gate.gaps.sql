-- title: Readiness by gap and repository
-- meaning: For each repository and each of the six gaps, secrets, resilience and
--    scale, the approval questions and the capabilities of observability: how
--    many items of the checklist pass, fail, are waived and are not assessed.
-- kind: table
-- basis: stock
-- unit: gaps of repositories
-- record: a gap in a repository
-- sources: git
-- made: readiness
-- keys: repository
-- columns: gap text Gap; repository text Repository; passed count Pass; failed
--    count Fail; waived count Waived; open count Not assessed; state text State

-- Case: eleven groups in three repositories.
-- expect: n 33
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
SELECT n.title AS gap, r.name AS repository, q.repository_id,
  sum(q.status = 'pass') AS passed, sum(q.status = 'fail') AS failed,
  sum(q.status = 'waived') AS waived, sum(q.status = 'not_assessed') AS open,
  CASE WHEN sum(q.status = 'fail') THEN 'gap'
    WHEN sum(q.status = 'not_assessed') = count(*) THEN 'not assessed'
    WHEN sum(q.status = 'not_assessed') THEN 'in part'
    WHEN sum(q.status = 'waived') THEN 'waived' ELSE 'met' END AS state,
  r.source_id, r.locator
FROM readiness q JOIN repository r ON r.id = q.repository_id
JOIN name n ON n.gap = iif(q.gap IN ('1', '2', '3', '4', '5', '6', '7', 'R'),
  q.gap, substr(q.gap, 1, 1))
WHERE q.at = :at
GROUP BY n.place, r.id
ORDER BY r.key, n.place
