-- title: The gate by repository
-- meaning: The verdict on each repository: fail where a critical or required
--    item fails, unknown where a required one is not assessed, conditional where
--    one of high severity fails, else pass; with how its items stand.
-- kind: table
-- basis: stock
-- unit: repositories
-- record: a repository
-- sources: git
-- made: readiness
-- keys: repository
-- columns: repository text Repository; verdict text Verdict; passed count Pass;
--    failed count Fail; blockers count Critical or high; waived count Waived;
--    open count Not assessed

-- Case: shop fails, for instance for its secret.
-- expect: n 3
-- expect: row 1 repository=shop verdict=fail
SELECT r.name AS repository, q.repository_id,
  CASE WHEN max(q.status = 'fail' AND (q.severity = 'critical' OR q.required))
      THEN 'fail'
    WHEN NOT max(q.required)
      OR max(q.status = 'not_assessed' AND q.required) THEN 'unknown'
    WHEN max(q.status = 'fail' AND q.severity = 'high') THEN 'conditional'
    ELSE 'pass' END AS verdict,
  sum(q.status = 'pass') AS passed, sum(q.status = 'fail') AS failed,
  sum(q.status = 'fail' AND q.severity IN ('critical', 'high')) AS blockers,
  sum(q.status = 'waived') AS waived, sum(q.status = 'not_assessed') AS open,
  r.source_id, r.locator
FROM readiness q JOIN repository r ON r.id = q.repository_id
WHERE q.at = :at
GROUP BY r.id
ORDER BY r.key
