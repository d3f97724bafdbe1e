-- title: Items of the checklist that fail
-- meaning: Each item that fails in a repository, critical ones first, of these
--    those that fail most often, with in how many it does, how many records
--    are not as they should be, and why in the first of these.
-- kind: table
-- basis: stock
-- unit: items
-- record: an item
-- sources: git
-- made: readiness
-- columns: item text Item; title text Asked; severity text Severity; repositories
--    count Repositories; of count Of; exceptions count Exceptions; reason text
--    Why; rule text Passes when; gap text Gap

-- Case: what came in with AI and stands in no lock file comes third of the
-- critical ones.
-- expect: n 17
-- expect: row 2 item=RD-603 severity=critical repositories=1 of=3 exceptions=1
SELECT item, title, severity, count(*) AS repositories, places AS "of",
  sum(exceptions) - (count(*) - 1) * whole_exceptions AS exceptions,
  min(place || reason) AS reason, rule, gap,
  iif(count(*) = 1, source_id, NULL) AS source_id,
  iif(count(*) = 1, locator, NULL) AS locator
FROM (
  SELECT q.*, r.source_id, r.locator,
    (SELECT count(*) FROM repository) AS places,
    iif((SELECT count(*) FROM repository) > 1, r.name || ': ', '') AS place
  FROM readiness q JOIN repository r ON r.id = q.repository_id
  WHERE q.at = :at AND q.status = 'fail')
GROUP BY item
ORDER BY CASE severity WHEN 'critical' THEN 1 WHEN 'high' THEN 2
  WHEN 'medium' THEN 3 ELSE 4 END,
  count(*) DESC, ordinal
