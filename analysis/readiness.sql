-- What the checks of analysis/checks/ read, once for all of them: files of the
-- audited revision with whose lines they have, problems that are open at :at,
-- and scans that speak for it. :newest is 1 when the audited revision may speak
-- for the period. check_period says for which they stand.

CREATE TEMP TABLE IF NOT EXISTS check_period (
  from_time INTEGER NOT NULL,
  at INTEGER NOT NULL,
  newest INTEGER NOT NULL,
  generation INTEGER NOT NULL	-- of the model
);

DELETE FROM temp.check_period;

CREATE TEMP TABLE IF NOT EXISTS check_file (	-- of code, with living lines of a known origin
  repository_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  language TEXT,
  ai_lines INTEGER NOT NULL,	-- that AI wrote or took part in
  unknown_lines INTEGER NOT NULL,
  PRIMARY KEY (repository_id, file_id)
) WITHOUT ROWID;

DELETE FROM temp.check_file;

INSERT INTO temp.check_file
SELECT repository_id, file_id, path, kind, language, ai_lines, unknown_lines
FROM living_file
WHERE :newest AND kind IN ('source', 'infrastructure');

CREATE TEMP TABLE IF NOT EXISTS check_size (	-- how many of them a repository has
  repository_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  files INTEGER NOT NULL,
  ai_files INTEGER NOT NULL,
  unknown_files INTEGER NOT NULL	-- with lines of unknown origin
);

DELETE FROM temp.check_size;

INSERT INTO temp.check_size
SELECT repository_id, kind, count(*), sum(ai_lines > 0), sum(unknown_lines > 0)
FROM temp.check_file GROUP BY repository_id, kind;

CREATE TEMP TABLE IF NOT EXISTS check_path (	-- AI-touched files: a living line of theirs is
  repository_id INTEGER NOT NULL,	-- AI's, whatever kind of file it is
  path TEXT NOT NULL,
  kind TEXT,
  PRIMARY KEY (repository_id, path)
) WITHOUT ROWID;

DELETE FROM temp.check_path;

INSERT INTO temp.check_path
SELECT repository_id, path, kind FROM living_file
WHERE :newest AND ai_lines > 0;

CREATE TEMP TABLE IF NOT EXISTS check_finding (	-- problems open at :at
  repository_id INTEGER,	-- NULL: not placed
  touched INTEGER NOT NULL,	-- 1: in an AI-touched file
  class_id INTEGER NOT NULL,
  severity TEXT NOT NULL,
  category TEXT NOT NULL,
  origin TEXT NOT NULL,
  finding_id INTEGER NOT NULL,
  first_time INTEGER,
  line INTEGER NOT NULL,
  scanner TEXT NOT NULL,
  rule TEXT NOT NULL,
  path TEXT NOT NULL
);

CREATE INDEX IF NOT EXISTS temp.check_finding_unplaced
ON check_finding (repository_id) WHERE repository_id IS NULL;

DELETE FROM temp.check_finding;

INSERT INTO temp.check_finding
SELECT f.repository_id, EXISTS (
    SELECT 1 FROM temp.check_path t WHERE t.repository_id = f.repository_id
      AND t.path = f.path) AS touched,
  f.class_id, f.severity, f.category, f.origin, f.finding_id,
  f.first_time, f.line, f.scanner, f.rule, f.path
FROM finding_open f
WHERE f.open_from < :at AND f.open_to >= :at AND (f.timed OR :newest);

CREATE INDEX IF NOT EXISTS temp.check_finding_weakness
ON check_finding (class_id, touched);

CREATE TEMP TABLE IF NOT EXISTS check_weakness (	-- what they are, once each
  class_id INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  severity_rank INTEGER NOT NULL,
  cwe INTEGER,
  gap TEXT,
  kind TEXT			-- of the file
);

DELETE FROM temp.check_weakness;

INSERT INTO temp.check_weakness
SELECT f.class_id, f.touched, c.severity_rank, c.cwe, c.gap, c.kind
FROM (SELECT DISTINCT class_id, touched FROM temp.check_finding) f
JOIN finding_class c ON c.class_id = f.class_id;

CREATE TEMP TABLE IF NOT EXISTS check_gap (	-- that they are in
  scanner TEXT NOT NULL,
  gap TEXT NOT NULL
);

DELETE FROM temp.check_gap;

INSERT INTO temp.check_gap
SELECT DISTINCT f.scanner, c.gap
FROM (SELECT DISTINCT scanner, class_id FROM temp.check_finding) f
JOIN finding_class c ON c.class_id = f.class_id
WHERE c.gap IS NOT NULL;

CREATE TEMP TABLE IF NOT EXISTS check_found (	-- what scanners ever reported
  scanner TEXT NOT NULL,
  cwe INTEGER NOT NULL
);

DELETE FROM temp.check_found;

INSERT INTO temp.check_found
SELECT scanner, cwe FROM scanner_found;

CREATE TEMP TABLE IF NOT EXISTS check_scan (	-- of the quarter before :at, as measures have it
  repository_id INTEGER NOT NULL,
  scanner TEXT NOT NULL,
  for_problems INTEGER NOT NULL,
  for_secrets INTEGER NOT NULL,
  at INTEGER
);

DELETE FROM temp.check_scan;

INSERT INTO temp.check_scan
SELECT s.repository_id, s.scanner, s.for_problems, s.for_secrets,
  max(coalesce(s.at, :at - 1)) AS at
FROM scan_fact s
WHERE s.audited AND s.repository_id IS NOT NULL
  AND ((s.at < :at AND s.at >= min(:from, :at - 92 * 86400))
    OR (s.at IS NULL AND :newest))
GROUP BY s.repository_id, s.scanner, s.for_problems, s.for_secrets;

CREATE TEMP TABLE IF NOT EXISTS check_language (	-- in which AI wrote a tenth of its lines
  repository_id INTEGER NOT NULL,	-- or more
  language TEXT NOT NULL
);

DELETE FROM temp.check_language;

INSERT INTO temp.check_language
SELECT repository_id, language
FROM temp.check_file f
WHERE ai_lines > 0 AND language IS NOT NULL
GROUP BY repository_id, language
HAVING sum(ai_lines) * 10 >= (SELECT sum(g.ai_lines) FROM temp.check_file g
  WHERE g.repository_id = f.repository_id);

CREATE TEMP TABLE IF NOT EXISTS check_seen (	-- languages that scans are known to look at
  repository_id INTEGER NOT NULL,
  language TEXT NOT NULL
);

DELETE FROM temp.check_seen;

INSERT INTO temp.check_seen
SELECT repository_id, language FROM scanned_language;

INSERT INTO temp.check_period VALUES (:from, :at, :newest, :generation);
