-- title: Weaknesses that were closed and are back
-- meaning: Weaknesses (CWE) of a repository of which every finding known by
--    then had been fixed, and a new finding, or one that came back, was first
--    seen in the period. What the first scan by a scanner finds had been there
--    before, and is no return.
-- kind: count
-- basis: stock
-- direction: down
-- unit: weaknesses
-- record: a CWE in a repository
-- sources: placed_scan
-- needs: scan
-- dates: the scans that show it
-- keys: repository, cwe
-- interval: none

-- Case: 21 was the only CWE-327 of shop until it was fixed on 12 July; 5 came
-- on the 16th. 1 came when 2 was open.
-- expect: n 1
-- expect: by cwe=CWE-327 n 1
WITH problem AS NOT MATERIALIZED (
  SELECT id, repository_id, cwe, first_time FROM finding
  WHERE cwe > 0 AND category <> 'quality' AND repository_id IS NOT NULL),
event AS (
  SELECT repository_id, cwe, first_time AS at, 1 AS opens, 0 AS fixes
  FROM problem WHERE first_time < :at
  UNION ALL
  SELECT p.repository_id, p.cwe, c.from_time, -1, c.state = 'fixed'
  FROM finding_closed c JOIN problem p ON p.id = c.finding_id
  WHERE c.from_time < :at
  UNION ALL
  SELECT p.repository_id, p.cwe, c.to_time, 1, 0
  FROM finding_closed c JOIN problem p ON p.id = c.finding_id
  WHERE c.to_time < :at),
told AS (
  SELECT repository_id, cwe, at, sum(sum(opens)) OVER before AS open,
    sum(sum(fixes)) OVER before AS fixed
  FROM event GROUP BY repository_id, cwe, at
  WINDOW before AS (PARTITION BY repository_id, cwe ORDER BY at
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
SELECT f.repository_id || '/' || f.cwe AS record, 1 AS n, f.repository_id,
  'CWE-' || f.cwe AS cwe, min(n.at) AS returned, count(*) AS findings,
  min(x.source_id) AS source_id,
  iif(min(x.source_id) = max(x.source_id), min(x.locator), NULL) AS locator
FROM finding_new n CROSS JOIN finding f ON f.id = n.finding_id
LEFT JOIN result x ON x.id = f.last_result_id
WHERE n.at >= :from AND n.at < :at AND f.category <> 'quality'
  AND (f.repository_id, f.cwe, n.at) IN (SELECT repository_id, cwe, at FROM told
    WHERE open = 0 AND fixed > 0)
GROUP BY f.repository_id, f.cwe
