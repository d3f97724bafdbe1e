-- How many lines of each month of birth, tool, model, origin and language lived
-- at the end of each month: temp.gain has what each cohort gained or lost, and
-- link/cohort.c adds it up.

DROP TABLE IF EXISTS temp.gain;
CREATE TEMP TABLE gain AS
SELECT p.repository_id, CASE WHEN p.commit_id IS NULL THEN 0 ELSE
    CAST(strftime('%Y', k.commit_time, 'unixepoch') AS INTEGER) * 12
    + CAST(strftime('%m', k.commit_time, 'unixepoch') AS INTEGER) - 1 END
    AS birth_month,
  coalesce(p.tool_id, 0) AS tool_id, coalesce(p.model_id, 0) AS model_id,
  p.origin, coalesce(f.language, '') AS language, coalesce(f.kind, '') AS kind,
  p.at_time, sum(p.count * p.change) AS lines
FROM line_past p
LEFT JOIN "commit" k ON k.id = p.commit_id
LEFT JOIN repository_file f ON f.repository_id = p.repository_id
  AND f.file_id = p.birth_file_id
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
