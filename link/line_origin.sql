-- What is said of single lines: the claims of records and corrections, by the
-- commit that wrote them, in its own version of the file. Of claims on one
-- line the lowest rank decides. link/line_claim.c reads them.

-- A commit has one deciding record: the surest, then by name. The others stay
-- in attribution, beside it.
DROP VIEW IF EXISTS temp.correcting;
DROP VIEW IF EXISTS temp.deciding;
DROP TABLE IF EXISTS temp.decider;
CREATE TEMP TABLE decider (
  commit_id INTEGER PRIMARY KEY, signal TEXT, whole INTEGER);
INSERT INTO decider
SELECT commit_id, signal, whole FROM (
  SELECT n.commit_id, n.signal, n.whole, row_number() OVER (
    PARTITION BY n.commit_id ORDER BY n.whole DESC, coalesce((
      SELECT max(a.confidence_pct) FROM attribution a
      WHERE a.commit_id = n.commit_id AND a.signal = n.signal), 0) DESC,
      n.signal) AS place
  FROM note n WHERE n.level = 'line') WHERE place = 1;

-- The records that decide; their lines stand in attribution_range.
CREATE TEMP VIEW deciding AS
SELECT a.id AS attribution_id, a.commit_id, a.origin,
  CASE a.origin WHEN 'human' THEN 'stated' ELSE 'line' END AS basis,
  nullif(coalesce(w.tool_id, a.tool_id), 0) AS tool_id,
  nullif(coalesce(w.model_id, a.model_id), 0) AS model_id, a.confidence_pct
FROM decider d
JOIN attribution a ON a.commit_id = d.commit_id AND a.signal = d.signal
LEFT JOIN line_record w ON w.attribution_id = a.id
WHERE a.level = 'line' AND a.confidence_pct >= 85;

-- Corrections: of a commit (only where a record would say otherwise), of a
-- file of it, of lines of that.
CREATE TEMP VIEW correcting AS
SELECT v.commit_id, f.id AS file_id,
  CASE WHEN o.line > 0 THEN o.line ELSE 1 END AS line,
  CASE WHEN o.line > 0 THEN coalesce(o.lines, 1) ELSE 2147483647 END AS lines,
  CASE WHEN o.line > 0 THEN 0 ELSE 1 END AS rank, o.origin,
  'corrected' AS basis,
  (SELECT t.id FROM tool t WHERE t.name = o.tool) AS tool_id,
  (SELECT min(m.id) FROM model m WHERE m.name = o.model) AS model_id,
  o.id AS override_id
FROM override o JOIN override_commit v ON v.override_id = o.id
JOIN file f ON f.path = o.path
WHERE o.path <> ''
UNION ALL
SELECT x.commit_id, x.file_id, 1, 2147483647, 2, o.origin, 'corrected',
  w.tool_id, w.model_id, o.id
FROM (SELECT DISTINCT v.override_id, v.commit_id, r.file_id
  FROM override_commit v JOIN decider d ON d.commit_id = v.commit_id
  JOIN attribution a ON a.commit_id = d.commit_id AND a.signal = d.signal
  JOIN attribution_range r ON r.attribution_id = a.id
  WHERE a.level = 'line' AND a.confidence_pct >= 85) x
JOIN override o ON o.id = x.override_id
JOIN commit_origin w ON w.commit_id = x.commit_id
WHERE o.path = '';

-- Commits whose lines are told apart.
UPDATE commit_origin SET by_line = 1 WHERE commit_id IN (
  SELECT commit_id FROM decider
  UNION SELECT v.commit_id FROM override_commit v
  JOIN override o ON o.id = v.override_id WHERE o.path <> '');

-- What came and went month by month of commits whose lines are told apart:
-- line_change with the origin of each, added up.
DROP TABLE IF EXISTS temp.line_past;
CREATE TEMP TABLE line_past (
  repository_id INTEGER, at_time INTEGER, commit_id INTEGER, file_id INTEGER,
  origin TEXT, tool_id INTEGER, model_id INTEGER, lines INTEGER);
