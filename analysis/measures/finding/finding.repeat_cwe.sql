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
WITH event AS (
  SELECT id AS finding_id, first_time AS at, 1 AS opens, 0 AS fixes,
    id IN (SELECT finding_id FROM finding_new) AS counts
  FROM finding WHERE first_time IS NOT NULL
  UNION ALL
  SELECT finding_id, from_time, -1, state = 'fixed', 0 FROM finding_closed
  UNION ALL
  SELECT finding_id, to_time, 1, 0, state = 'fixed' FROM finding_closed
  WHERE to_time IS NOT NULL),
told AS (
  SELECT e.finding_id, e.at, e.counts, f.repository_id, f.cwe,
    f.last_result_id, sum(e.opens) OVER before AS open,
    sum(e.fixes) OVER before AS fixed
  FROM event e JOIN finding f ON f.id = e.finding_id
  WHERE f.cwe > 0 AND f.category <> 'quality' AND f.repository_id IS NOT NULL
    AND e.at < :at
  WINDOW before AS (PARTITION BY f.repository_id, f.cwe ORDER BY e.at
    GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
SELECT t.repository_id || '/' || t.cwe AS record, 1 AS n, t.repository_id,
  'CWE-' || t.cwe AS cwe, min(t.at) AS returned, count(*) AS findings,
  min(x.source_id) AS source_id,
  iif(min(x.source_id) = max(x.source_id), min(x.locator), NULL) AS locator
FROM told t LEFT JOIN result x ON x.id = t.last_result_id
WHERE t.counts AND t.open = 0 AND t.fixed > 0 AND t.at >= :from
GROUP BY t.repository_id, t.cwe
