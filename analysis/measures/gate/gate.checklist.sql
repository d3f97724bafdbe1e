-- title: The readiness checklist
-- meaning: Each item with the worst of its answers over all repositories, in
--    how many of them it is so, and why in the first of these. Tested is no where
--    it is not assessed, or passes for want of anything that it is asked of.
-- kind: table
-- basis: stock
-- unit: items
-- record: an item
-- sources: git
-- made: readiness
-- keys: status, tested
-- columns: item text Item; title text Asked; severity text Severity; status text
--    Answer; repositories count Repositories; of count Of; exceptions count
--    Exceptions; unknown count Not known; reason text Why; gap text Gap; rule
--    text Passes when; required text Required; population count Looked at;
--    tested text Tested

-- Case: 66; what came in with AI and no lock file has is one in shop; two of
-- three repositories have no lock file of theirs.
-- expect: n 66
-- expect: row 46 item=RD-Q13 exceptions=2 population=3
SELECT item, title, severity, replace(worst, '_', ' ') AS status,
  sum(status = worst) AS repositories, count(*) AS "of",
  sum(exceptions) - (count(*) - 1) * whole_exceptions AS exceptions,
  sum(unknown) - (count(*) - 1) * whole_unknown AS unknown,
  min(iif(status = worst, place || reason, NULL)) AS reason, gap, rule,
  iif(required, 'yes', '') AS required,
  sum(population) - (count(*) - 1) * whole_population AS population,
  iif(worst = 'not_assessed' OR (worst = 'pass' AND sum(population) = 0),
    'no', 'yes') AS tested,
  iif(count(*) = 1, source_id, NULL) AS source_id,
  iif(count(*) = 1, locator, NULL) AS locator
FROM (
  SELECT q.*, r.source_id, r.locator,
    iif(count(*) OVER (PARTITION BY item) > 1, r.name || ': ', '') AS place,
    first_value(q.status) OVER (PARTITION BY item
      ORDER BY CASE q.status WHEN 'fail' THEN 1 WHEN 'not_assessed' THEN 2
        WHEN 'waived' THEN 3 ELSE 4 END) AS worst
  FROM readiness q JOIN repository r ON r.id = q.repository_id
  WHERE q.at = :at)
GROUP BY item
ORDER BY ordinal
