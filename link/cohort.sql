-- How many lines of each month of birth, tool, model, origin and language lived
-- at the end of each month: temp.gain has what each cohort gained or lost, and
-- link/cohort.c adds it up. Lines of which somebody speaks come from line_past,
-- the sums of all others have the origin of their commit.

DROP TABLE IF EXISTS temp.born;
CREATE TEMP TABLE born (commit_id INTEGER PRIMARY KEY, month INTEGER NOT NULL,
  origin TEXT NOT NULL, tool_id INTEGER NOT NULL, model_id INTEGER NOT NULL);
INSERT INTO born
SELECT k.id, CAST(strftime('%Y', k.commit_time, 'unixepoch') AS INTEGER) * 12
    + CAST(strftime('%m', k.commit_time, 'unixepoch') AS INTEGER) - 1,
  CASE o.basis WHEN 'corrected_lines' THEN 'unknown' ELSE o.origin END,
  CASE o.basis WHEN 'corrected_lines' THEN 0 ELSE coalesce(o.tool_id, 0) END,
  CASE o.basis WHEN 'corrected_lines' THEN 0 ELSE coalesce(o.model_id, 0) END
FROM "commit" k JOIN commit_origin o ON o.commit_id = k.id;
INSERT OR IGNORE INTO born VALUES (0, 0, 'unknown', 0, 0);

DROP TABLE IF EXISTS temp.gain;
CREATE TEMP TABLE gain AS
SELECT x.repository_id, x.birth_month, x.tool_id, x.model_id, x.origin,
  coalesce(f.language, '') AS language, coalesce(f.kind, '') AS kind,
  x.at_time, sum(x.lines) AS lines
FROM (
  SELECT l.repository_id, coalesce(b.month, 0) AS birth_month,
    coalesce(b.tool_id, 0) AS tool_id, coalesce(b.model_id, 0) AS model_id,
    coalesce(b.origin, 'unknown') AS origin, l.file_id, l.at_time,
    l.count * l.change AS lines
  FROM line_change l LEFT JOIN born b ON b.commit_id = l.commit_id
  WHERE l.line = 0
  UNION ALL
  SELECT p.repository_id, coalesce(b.month, 0), coalesce(p.tool_id, 0),
    coalesce(p.model_id, 0), p.origin, p.file_id, p.at_time, p.lines
  FROM line_past p LEFT JOIN born b ON b.commit_id = p.commit_id) x
LEFT JOIN repository_file f ON f.repository_id = x.repository_id
  AND f.file_id = x.file_id
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
DROP TABLE temp.born;
