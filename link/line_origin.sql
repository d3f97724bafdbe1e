-- What is said of single lines: the claims of records and corrections, by the
-- commit that wrote them, in its own version of the file. Of claims on one
-- line the lowest rank decides. link/line_origin.c cuts line_run by them.

-- A commit has one deciding record: the surest, then by name. The others stay
-- in attribution, beside it.
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

DROP TABLE IF EXISTS temp.claim;
CREATE TEMP TABLE claim (
  commit_id INTEGER, file_id INTEGER, line INTEGER, lines INTEGER,
  rank INTEGER, origin TEXT, basis TEXT, tool_id INTEGER, model_id INTEGER,
  confidence_pct INTEGER, attribution_id INTEGER, override_id INTEGER);

INSERT INTO claim
SELECT a.commit_id, r.file_id, r.line, r.lines, 3, a.origin,
  CASE a.origin WHEN 'human' THEN 'stated' ELSE 'line' END,
  nullif(coalesce(w.tool_id, a.tool_id), 0),
  nullif(coalesce(w.model_id, a.model_id), 0), a.confidence_pct, a.id, NULL
FROM decider d
JOIN attribution a ON a.commit_id = d.commit_id AND a.signal = d.signal
LEFT JOIN line_record w ON w.attribution_id = a.id
JOIN attribution_range r ON r.attribution_id = a.id
WHERE a.level = 'line' AND a.confidence_pct >= 85;

-- Corrections: of a commit (only where a record would say otherwise), of a
-- file of it, of lines of that.
INSERT INTO claim
SELECT c.id, f.id, CASE WHEN o.line > 0 THEN o.line ELSE 1 END,
  CASE WHEN o.line > 0 THEN coalesce(o.lines, 1) ELSE 2147483647 END,
  CASE WHEN o.line > 0 THEN 0 ELSE 1 END, o.origin, 'corrected',
  (SELECT t.id FROM tool t WHERE t.name = o.tool),
  (SELECT min(m.id) FROM model m WHERE m.name = o.model), 100, NULL, o.id
FROM override o JOIN override_commit v ON v.override_id = o.id
JOIN "commit" c ON c.id = v.commit_id
JOIN file f ON f.path = o.path
WHERE o.path <> '';
INSERT INTO claim
SELECT DISTINCT x.commit_id, x.file_id, 1, 2147483647, 2, o.origin,
  'corrected', w.tool_id, w.model_id, 100, NULL, o.id
FROM claim x JOIN override_commit v ON v.commit_id = x.commit_id
JOIN override o ON o.id = v.override_id AND o.path = ''
JOIN commit_origin w ON w.commit_id = x.commit_id
WHERE x.rank = 3;
CREATE INDEX temp.claim_place ON claim (commit_id, file_id, rank DESC, line);
