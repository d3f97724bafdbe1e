-- title: Results that scanners leave to people
-- meaning: Results of the newest scan of each repository, scanner and kind of
--    analysis that their scanner could not decide: open, it lacked evidence;
--    review, somebody has to look (SARIF 2.1.0, 3.27.9). They are no problems
--    and in no other figure until somebody decides.
-- kind: count
-- basis: stock
-- direction: none
-- unit: results
-- record: a result
-- sources: scan
-- needs: scan
-- keys: kind, severity, category, repository, scanner
-- interval: none

-- Case: all of the world are decided.
-- expect: n 0 value 0
-- given: UPDATE result SET kind = iif(id = 4, 'open', 'review'),
--    scan_id = iif(id = 2, 3, scan_id) WHERE id IN (1, 2, 4);
-- expect: n 2
WITH newest AS (
  SELECT scan_id, repository_id, scanner, rank() OVER (
      PARTITION BY repository_id, scanner, analysis ORDER BY at DESC) AS place
  FROM scan_fact
  WHERE audited AND (at < :at OR (at IS NULL AND :newest)))
SELECT r.id AS record, 1 AS n, r.kind, r.severity, r.category, r.rule, r.path,
  coalesce(g.line, r.line) AS line, s.scanner, s.repository_id, r.source_id,
  r.locator
FROM newest s JOIN result r ON r.scan_id = s.scan_id
LEFT JOIN result_region g ON g.result_id = r.id
WHERE s.place = 1 AND r.kind IN ('open', 'review')
  AND r.category <> 'quality'
