-- Which results are asked for: those of series whose scans can be compared.

DROP TABLE IF EXISTS temp.busy_series;
CREATE TEMP TABLE busy_series (series INTEGER PRIMARY KEY,
  repository_id INTEGER);
INSERT INTO busy_series
SELECT series, repository_id FROM scan_event WHERE repository_id <> 0
GROUP BY series HAVING count(*) > 1;

DROP TABLE IF EXISTS temp.result_line;
CREATE TEMP TABLE result_line (result_id INTEGER PRIMARY KEY,
  repository_id INTEGER, path TEXT, line INTEGER, end_line INTEGER,
  revision TEXT, at INTEGER, born INTEGER, birth_path TEXT, text INTEGER,
  context INTEGER, words INTEGER,
  sketch INTEGER, around INTEGER);
INSERT INTO result_line (result_id, repository_id, path, line, end_line,
  revision, at)
SELECT r.id, b.repository_id, coalesce(p.found, r.path),
  coalesce(g.line, r.line), coalesce(g.end_line, r.end_line),
  coalesce(nullif(r.revision, ''), s.revision),
  CASE WHEN coalesce(nullif(r.revision, ''), s.revision) = ''
    THEN e.time END
FROM busy_series b
CROSS JOIN scan_event e ON e.series = b.series
CROSS JOIN scan s ON s.id = e.scan_id
CROSS JOIN result r ON r.scan_id = e.scan_id
LEFT JOIN result_path p ON p.repository_id = b.repository_id
  AND p.path = r.path
LEFT JOIN result_region g ON g.result_id = r.id
WHERE r.kind = 'fail' AND (coalesce(r.baseline, '') <> 'absent'
    OR r.fixed_time IS NOT NULL)
  AND coalesce(g.line, r.line) > 0 AND r.path <> '';
