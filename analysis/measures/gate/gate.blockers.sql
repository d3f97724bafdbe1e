-- title: Failed items of critical or high severity
-- meaning: Items of the checklist of critical or high severity that fail in a
--    repository, one for each; waived ones are none.
-- kind: count
-- basis: stock
-- direction: down
-- unit: items
-- record: an item in a repository
-- sources: git
-- made: readiness
-- keys: repository, severity, gap, item
-- interval: none

-- Case: RD-105, 302, 406, 502, 504, 601, 603, 604, 701, 704 and Q51 once, 607 and
-- Q11 twice, Q13 and Q41 in all three.
-- expect: n 21
-- expect: where severity=critical n 5
SELECT q.item || ' ' || r.key AS record, 1 AS n, q.item, q.title, q.severity,
  q.gap, q.exceptions, q.reason, r.id AS repository_id, r.source_id, r.locator
FROM readiness q JOIN repository r ON r.id = q.repository_id
WHERE q.at = :at AND q.status = 'fail' AND q.severity IN ('critical', 'high')
