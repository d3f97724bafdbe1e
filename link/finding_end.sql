-- What is needed to look for the ends of the lines of fixed findings:
-- temp.stood_scan, which revision the scan without them was of, and
-- temp.stood_later, the files that theirs were renamed to.

DROP TABLE IF EXISTS temp.stood_scan;
CREATE TEMP TABLE stood_scan (repository_id INTEGER, tool TEXT, time INTEGER,
  revision TEXT, PRIMARY KEY (repository_id, tool, time)) WITHOUT ROWID;
INSERT OR IGNORE INTO stood_scan
SELECT h.repository_id, s.tool, h.time, s.revision
FROM scan_home h JOIN scan s ON s.id = h.scan_id
WHERE h.audited AND h.time IS NOT NULL AND (s.state = 'done'
  OR s.id IN (SELECT scan_id FROM scan_whole))
ORDER BY s.revision = '', s.digest;

DROP TABLE IF EXISTS temp.stood_later;
CREATE TEMP TABLE stood_later (repository_id INTEGER, file_id INTEGER,
  PRIMARY KEY (repository_id, file_id)) WITHOUT ROWID;
INSERT OR IGNORE INTO stood_later
SELECT f.repository_id, p.id FROM finding f JOIN file p ON p.path = f.path
WHERE f.state = 'fixed' AND f.repository_id IS NOT NULL AND f.line > 0;
DROP TABLE IF EXISTS temp.stood_rename;
CREATE TEMP TABLE stood_rename AS
SELECT DISTINCT r.repository_id, x.renamed_from AS old, x.file_id AS new
FROM commit_file x JOIN commit_repository r ON r.commit_id = x.commit_id
WHERE x.renamed_from IS NOT NULL AND EXISTS (SELECT 1 FROM stood_later);
CREATE INDEX temp.stood_rename_old ON stood_rename (repository_id, old);
INSERT OR IGNORE INTO stood_later
WITH RECURSIVE later (repository_id, file_id) AS (
  SELECT repository_id, file_id FROM stood_later
  UNION SELECT l.repository_id, n.new
  FROM later l JOIN stood_rename n ON n.repository_id = l.repository_id
    AND n.old = l.file_id)
SELECT repository_id, file_id FROM later;
DROP TABLE stood_rename;
