-- The lines of findings that the audited revision has: the importer followed
-- all of them, so the repository need not be read. temp.stood_at and temp.stood
-- as in link/finding_origin.c, which asks for the others. A scan is of that
-- revision when it says so, or when it says none and was made later, or has no
-- time. :longest is how many lines a region may have to be looked at.

DROP TABLE IF EXISTS temp.audited;
CREATE TEMP TABLE audited (finding_id INTEGER PRIMARY KEY,
  repository_id INTEGER, file_id INTEGER, line INTEGER, last INTEGER,
  way TEXT, kind TEXT, language TEXT);
INSERT INTO audited
SELECT f.id, f.repository_id, p.id, f.line,
  f.line + max(coalesce(g.end_line - g.line, e.end_line - e.line), 0),
  CASE WHEN coalesce(nullif(e.revision, ''), s.revision) <> '' THEN 'revision'
    WHEN f.last_time IS NULL THEN 'head' ELSE 'time' END, t.kind, t.language
FROM temp.standing f
JOIN repository h ON h.id = f.repository_id
JOIN result e ON e.id = f.result_id
LEFT JOIN result_region g ON g.result_id = e.id
JOIN scan s ON s.id = e.scan_id
JOIN file p ON p.path = f.path
JOIN repository_file t ON t.repository_id = f.repository_id
  AND t.file_id = p.id
WHERE f.line BETWEEN 1 AND t.lines AND h.head_oid IS NOT NULL
  AND coalesce(g.end_line - g.line, e.end_line - e.line) < :longest
  AND CASE WHEN coalesce(nullif(e.revision, ''), s.revision) <> ''
    THEN length(coalesce(nullif(e.revision, ''), s.revision)) >= 7
      AND substr(h.head_oid, 1, length(coalesce(nullif(e.revision, ''), s.revision)))
        = lower(coalesce(nullif(e.revision, ''), s.revision))
    ELSE f.last_time IS NULL OR f.last_time >= (
      SELECT k.commit_time FROM "commit" k WHERE k.oid = h.head_oid) END;

INSERT INTO stood (finding_id, line, lines, oid, birth_path, birth_line)
SELECT x.finding_id, max(x.line, l.start),
  min(x.last + 1, l.start + l.count) - max(x.line, l.start),
  c.oid, b.path, l.birth_line + max(x.line, l.start) - l.start
FROM audited x
JOIN revision_line l ON l.repository_id = x.repository_id
  AND l.file_id = x.file_id AND l.start <= x.last
  AND l.start >= (SELECT max(r.start) FROM revision_line r
    WHERE r.repository_id = x.repository_id AND r.file_id = x.file_id
      AND r.start <= x.line)
LEFT JOIN "commit" c ON c.id = l.commit_id
LEFT JOIN file b ON b.id = l.birth_file_id
WHERE x.line < l.start + l.count;

INSERT INTO stood_at (finding_id, way, kind, language)
SELECT finding_id, way, kind, language FROM audited
WHERE finding_id IN (SELECT finding_id FROM stood);
DROP TABLE audited;
