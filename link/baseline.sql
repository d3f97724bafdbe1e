-- Where the states that a report gives its results (SARIF's baselineState and
-- the like) differ from what the scans imported show. They were made against
-- another scan than ours, perhaps of another branch: they are told, and decide
-- nothing. temp.scan_event comes from link/finding.sql.

DROP TABLE IF EXISTS temp.baseline;
CREATE TEMP TABLE baseline (	-- results of which both can be known
  result_id INTEGER PRIMARY KEY,
  scan_id INTEGER NOT NULL,
  said TEXT NOT NULL,
  time INTEGER NOT NULL,	-- of the scan
  first_time INTEGER,		-- of the finding
  is_first INTEGER);		-- 1: its first result
INSERT INTO baseline (result_id, scan_id, said, time)
SELECT r.id, e.scan_id, r.baseline, e.time
FROM scan_event e CROSS JOIN result r ON r.scan_id = e.scan_id
WHERE e.event > 1 AND e.time IS NOT NULL AND r.baseline IS NOT NULL
  AND r.kind = 'fail';
UPDATE baseline SET first_time = f.first_time, is_first = 0
FROM finding_match m CROSS JOIN finding f
WHERE m.result_id = baseline.result_id AND f.id = m.finding_id;
UPDATE baseline SET first_time = f.first_time, is_first = 1
FROM (SELECT 1 FROM baseline LIMIT 1) CROSS JOIN finding f
WHERE f.first_result_id = baseline.result_id;

DELETE FROM diagnostic WHERE code = 'baseline-differs';
INSERT INTO diagnostic (source_id, severity, code, line, text)
WITH difference AS (
  SELECT b.scan_id, sum(b.said = 'new' AND b.first_time < b.time) AS known,
    sum(b.said IN ('unchanged', 'updated') AND b.is_first = 1) AS unseen,
    sum(b.said = 'absent' AND EXISTS (SELECT 1 FROM result r
      JOIN scan_event e ON e.scan_id = r.scan_id
      LEFT JOIN result_region g ON g.result_id = r.id
      JOIN finding f ON f.repository_id = e.repository_id
        AND f.tool = e.tool AND f.rule = r.rule AND f.path = r.path
        AND f.line = coalesce(g.line, r.line) AND f.state <> 'fixed'
      WHERE r.id = b.result_id)) AS gone
  FROM baseline b GROUP BY b.scan_id)
SELECT s.source_id, 'note', 'baseline-differs', s.locator,
  'what ' || coalesce(s.tool_label, s.tool) || ' says of new and old results '
  || 'differs from what earlier scans show, which decides: ' || d.known
  || ' new to it were seen before, ' || d.unseen
  || ' old to it were not, ' || d.gone || ' gone to it are not fixed'
FROM difference d JOIN scan s ON s.id = d.scan_id
WHERE d.known + d.unseen + d.gone > 0
ORDER BY s.source_id, s.locator;
DROP TABLE baseline;
