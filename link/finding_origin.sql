-- From the lines that findings stand on to origins: temp.stood has for each
-- finding the commit and the line in it, or the reason, and what its path is. A
-- line is what a record or correction says of it (temp.claim, of line_origin.sql),
-- else what its commit is, but for lines that a record of a whole AI commit
-- or a correction of other lines of it leaves out.

DROP TABLE IF EXISTS temp.claimed;
CREATE TEMP TABLE claimed (finding_id INTEGER PRIMARY KEY, origin TEXT,
  basis TEXT, tool_id INTEGER, model_id INTEGER);
INSERT OR IGNORE INTO claimed
SELECT z.finding_id, x.origin, x.basis, x.tool_id, x.model_id
FROM stood z JOIN "commit" c ON c.oid = z.oid
JOIN file p ON p.path = z.birth_path
JOIN claim x ON x.commit_id = c.id AND x.file_id = p.id
WHERE x.line <= z.birth_line AND z.birth_line < x.line + x.lines
ORDER BY z.finding_id, x.rank;

INSERT INTO finding_origin (finding_id, commit_id, origin, basis, tool_id,
  model_id, language, kind, reason)
SELECT b.finding_id, o.commit_id,
  CASE WHEN k.finding_id THEN k.origin WHEN b.left_out THEN 'unknown'
    ELSE coalesce(o.origin, 'unknown') END,
  CASE WHEN k.finding_id THEN k.basis WHEN NOT b.left_out THEN o.basis END,
  CASE WHEN k.finding_id THEN k.tool_id WHEN NOT b.left_out THEN o.tool_id END,
  CASE WHEN k.finding_id THEN k.model_id
    WHEN NOT b.left_out THEN o.model_id END,
  b.language, b.kind,
  CASE WHEN o.commit_id IS NOT NULL THEN NULL
    WHEN b.oid IS NOT NULL THEN 'the commit is not among those imported'
    ELSE b.reason END
FROM (
  SELECT z.*, c.id AS commit_id, EXISTS (
      SELECT 1 FROM commit_origin w
      LEFT JOIN decider d ON d.commit_id = w.commit_id
      WHERE w.commit_id = c.id AND w.origin IN ('ai', 'mixed')
        AND (w.basis IS 'corrected_lines'
          OR (d.whole = 1 AND w.basis IS NOT 'corrected'))) AS left_out
  FROM stood z LEFT JOIN "commit" c ON c.oid = z.oid
) b
JOIN finding f ON f.id = b.finding_id
LEFT JOIN commit_origin o ON o.commit_id = b.commit_id
LEFT JOIN claimed k ON k.finding_id = b.finding_id;

DROP TABLE temp.stood;
DROP TABLE temp.claimed;
DROP VIEW temp.claim;
DROP VIEW temp.correcting;
DROP VIEW temp.deciding;
DROP TABLE temp.decider;
