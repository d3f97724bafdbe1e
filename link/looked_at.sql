-- Files that scans leave out: production code at the audited revision in
-- repositories of which a scan lists the files that it looked at, when none
-- lists them, nothing was ever found in them, and no scan without a list has
-- found anything in their language. unlooked_line adds up what lives in them,
-- as cohort_span has it, so that it can be taken off there.

DROP TABLE IF EXISTS temp.listing;
CREATE TEMP TABLE listing AS
SELECT s.scan_id, s.repository_id, c.set_id,
  coalesce(s.at, -9223372036854775808) AS at
FROM scan_fact s JOIN scan_cover c ON c.scan_id = s.scan_id
WHERE c.kind = 'files' AND s.audited AND s.for_problems
  AND s.repository_id IS NOT NULL;

-- Each tool's own record of a finding.
DROP TABLE IF EXISTS temp.record;
CREATE TEMP TABLE record AS
SELECT f.id AS finding_id, f.repository_id, f.path, f.first_result_id
FROM (SELECT 1 FROM listing LIMIT 1) CROSS JOIN finding f
WHERE f.category <> 'quality'
  AND f.repository_id IN (SELECT repository_id FROM listing)
UNION SELECT f.id, f.repository_id, t.path, t.first_result_id
FROM finding_tool t JOIN finding f ON f.id = t.finding_id
WHERE t.category <> 'quality'
  AND f.repository_id IN (SELECT repository_id FROM listing);

DROP TABLE IF EXISTS temp.looked_at;
CREATE TEMP TABLE looked_at (repository_id INTEGER, file_id INTEGER,
  PRIMARY KEY (repository_id, file_id)) WITHOUT ROWID;
INSERT OR IGNORE INTO looked_at
SELECT l.repository_id, f.file_id
FROM (SELECT DISTINCT repository_id, set_id FROM listing) l
JOIN scan_set_file f ON f.set_id = l.set_id;
INSERT OR IGNORE INTO looked_at
SELECT r.repository_id, p.id FROM record r JOIN file p ON p.path = r.path;
INSERT OR IGNORE INTO looked_at
SELECT p.repository_id, p.file_id
FROM (SELECT DISTINCT r.repository_id, o.language
  FROM record r JOIN finding_origin o ON o.finding_id = r.finding_id
  JOIN result e ON e.id = r.first_result_id
  WHERE e.scan_id NOT IN (SELECT scan_id FROM listing)) l
JOIN repository_file p ON p.repository_id = l.repository_id
  AND p.language = l.language;

INSERT INTO unlooked_file (repository_id, file_id, from_time)
SELECT p.repository_id, p.file_id, l.from_time
FROM (SELECT repository_id, min(at) AS from_time FROM listing
  GROUP BY repository_id) l
JOIN repository_file p ON p.repository_id = l.repository_id
WHERE p.kind IN ('source', 'infrastructure') AND NOT EXISTS (
  SELECT 1 FROM looked_at x WHERE x.repository_id = p.repository_id
    AND x.file_id = p.file_id);

INSERT INTO unlooked_line (repository_id, birth_month, tool_id, model_id,
  team_id, origin, language, kind, from_time, lines)
SELECT u.repository_id, coalesce(
    strftime('%Y', c.commit_time, 'unixepoch') * 12
    + strftime('%m', c.commit_time, 'unixepoch') - 1, 0) AS birth_month,
  coalesce(l.tool_id, 0), coalesce(l.model_id, 0), coalesce(o.team_id, 0),
  l.origin, coalesce(p.language, ''), p.kind, min(u.from_time), sum(l.count)
FROM unlooked_file u
JOIN repository_file p ON p.repository_id = u.repository_id
  AND p.file_id = u.file_id
JOIN line_run l ON l.repository_id = u.repository_id AND l.file_id = u.file_id
LEFT JOIN "commit" c ON c.id = l.commit_id
LEFT JOIN commit_origin o ON o.commit_id = l.commit_id
WHERE l.counts
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
DROP TABLE listing;
DROP TABLE record;
DROP TABLE looked_at;
