-- The lines of findings that the audited revision has: the importer followed
-- all of them, so the repository need not be read. temp.stood as in
-- link/finding_origin.c, which asks for the others. A scan is of that revision
-- when it says so, or when it says none and was made later, or has no time.

INSERT INTO stood (finding_id, oid, reason, kind, language, birth_path,
  birth_line)
SELECT x.finding_id, c.oid, CASE WHEN c.id IS NULL
    THEN 'the history of the line is not in this clone' END,
  t.kind, t.language, b.path, l.birth_line + x.line - l.start
FROM (
  SELECT f.id AS finding_id, f.repository_id, f.line, p.id AS file_id, (
      SELECT max(r.start) FROM revision_line r
      WHERE r.repository_id = f.repository_id AND r.file_id = p.id
        AND r.start <= f.line) AS start
  FROM finding f
  JOIN repository h ON h.id = f.repository_id
  JOIN result e ON e.id = f.last_result_id
  JOIN scan s ON s.id = e.scan_id
  JOIN file p ON p.path = f.path
  WHERE f.line > 0 AND h.head_oid IS NOT NULL
    AND CASE WHEN s.revision <> '' THEN length(s.revision) >= 7
        AND substr(h.head_oid, 1, length(s.revision)) = lower(s.revision)
      ELSE f.last_time IS NULL OR f.last_time >= (
        SELECT k.commit_time FROM "commit" k WHERE k.oid = h.head_oid) END
) x
JOIN revision_line l ON l.repository_id = x.repository_id
  AND l.file_id = x.file_id AND l.start = x.start
JOIN repository_file t ON t.repository_id = x.repository_id
  AND t.file_id = x.file_id
LEFT JOIN "commit" c ON c.id = l.commit_id
LEFT JOIN file b ON b.id = l.birth_file_id
WHERE x.line < l.start + l.count;
