-- Which scans speak about which repository, and when. scan_home comes
-- from link/finding.c: the repository whose key or remote a scan names.
--
-- The runs of one tool and analysis id in one file, and those of one time, are
-- one event: they complete each other. Time is the scan's own, else that of
-- the commit it looked at. A scan of another ref than the audited one, or of a
-- commit that the audited head does not reach, says nothing; one without
-- repository or time is in no series (unplaced). Of a repository that is not
-- audited the last scan speaks, and dates nothing.

DROP TABLE IF EXISTS temp.scan_event;
CREATE TEMP TABLE scan_event (
  scan_id INTEGER PRIMARY KEY,
  repository_id INTEGER NOT NULL,	-- 0: not placed
  repository TEXT NOT NULL,
  tool TEXT NOT NULL,
  analysis TEXT NOT NULL,
  time INTEGER,
  batch TEXT NOT NULL,		-- keeps files without time apart
  done INTEGER NOT NULL,
  digest TEXT NOT NULL,
  revision TEXT NOT NULL,
  version TEXT NOT NULL,	-- major one of the tool; '': not known
  series INTEGER,		-- of one tool and analysis, from 1
  event INTEGER);		-- in order of time within the series, from 1

-- The commit that a scan of a repository looked at, where it is reached.
DROP TABLE IF EXISTS temp.scan_commit;
CREATE TEMP TABLE scan_commit (scan_id INTEGER PRIMARY KEY,
  is_oid INTEGER NOT NULL,	-- its revision is one, whole or in part
  commit_time INTEGER);		-- NULL: no commit, or several, of that id
INSERT INTO scan_commit
SELECT s.id, length(s.revision) BETWEEN 7 AND 64
    AND lower(s.revision) NOT GLOB '*[^0-9a-f]*',
  (SELECT max(c.commit_time) FROM "commit" c
    WHERE length(s.revision) >= 7 AND c.oid >= lower(s.revision)
      AND c.oid < lower(s.revision) || 'g'
      AND EXISTS (SELECT 1 FROM commit_repository x
        WHERE x.commit_id = c.id AND x.repository_id = h.repository_id)
    HAVING count(*) = 1)
FROM scan s JOIN scan_home h ON h.scan_id = s.id;

-- Scans of another ref than the audited one. Where one of the two has no name
-- the revision tells, as long as all that the head reaches is there.
DROP TABLE IF EXISTS temp.scan_apart;
CREATE TEMP TABLE scan_apart (scan_id INTEGER PRIMARY KEY,
  by_ref INTEGER NOT NULL);
INSERT INTO scan_apart
WITH named AS (SELECT s.id, h.repository_id, r.shallow,
    replace(replace(s.ref, 'refs/heads/', ''), 'refs/remotes/', '') AS ref,
    replace(replace(coalesce(r.ref, ''), 'refs/heads/', ''),
      'refs/remotes/', '') AS audited
  FROM scan s JOIN scan_home h ON h.scan_id = s.id
  JOIN repository r ON r.id = h.repository_id)
SELECT n.id, n.ref <> '' AND n.audited <> ''
FROM named n JOIN scan_commit c ON c.scan_id = n.id
WHERE CASE WHEN n.ref <> '' AND n.audited <> ''
  THEN iif(n.ref LIKE 'origin/%', substr(n.ref, 8), n.ref)
    <> iif(n.audited LIKE 'origin/%', substr(n.audited, 8), n.audited)
  ELSE c.is_oid AND c.commit_time IS NULL AND NOT n.shallow
    AND EXISTS (SELECT 1 FROM commit_repository x
      WHERE x.repository_id = n.repository_id) END;

-- Times that none of these scans can have: more than a day before the commit
-- that was looked at, or years after all that is known.
DROP TABLE IF EXISTS temp.scan_untimely;
CREATE TEMP TABLE scan_untimely AS
SELECT s.id AS scan_id, s.time < c.commit_time - 86400 AS is_early
FROM scan s LEFT JOIN scan_commit c ON c.scan_id = s.id
WHERE s.time <> -9223372036854775807 - 1 AND (
  s.time < c.commit_time - 86400
  OR s.time > (SELECT max(commit_time) FROM "commit") + 20 * 366 * 86400);

INSERT INTO scan_event (scan_id, repository_id, repository, tool, analysis,
  time, batch, done, digest, revision, version)
SELECT s.id, coalesce(h.repository_id, 0),
  coalesce(r.key, s.repository),
  s.tool, s.analysis,
  CASE WHEN h.repository_id IS NULL AND s.repository = '' THEN NULL
    WHEN s.time <> -9223372036854775807 - 1 AND s.id NOT IN (
      SELECT scan_id FROM scan_untimely) THEN s.time
    ELSE (SELECT commit_time FROM scan_commit c WHERE c.scan_id = s.id) END,
  '', s.state = 'done' OR s.id IN (SELECT scan_id FROM scan_whole), s.digest,
  lower(s.revision),
  CASE WHEN ltrim(s.tool_version, 'vV ') GLOB '[0-9]*'
    THEN CAST(CAST(ltrim(s.tool_version, 'vV ') AS INTEGER) AS TEXT)
    ELSE '' END
FROM scan s
LEFT JOIN scan_home h ON h.scan_id = s.id
LEFT JOIN repository r ON r.id = h.repository_id
WHERE h.repository_id IS NULL OR s.id NOT IN (SELECT scan_id FROM scan_apart);

-- The runs of one file end together.
UPDATE scan_event SET time = g.time
FROM (SELECT e.scan_id, max(e.time) OVER (PARTITION BY s.source_id,
    e.repository_id, e.repository, e.tool, e.analysis) AS time
  FROM scan_event e JOIN scan s ON s.id = e.scan_id) g
WHERE g.scan_id = scan_event.scan_id;
CREATE INDEX temp.scan_event_revision
  ON scan_event (repository_id, tool, analysis, revision);
-- What looked at an older commit than one before it did tells of the past: it
-- speaks when the first scan of that revision did, else at its commit's time.
DROP TABLE IF EXISTS temp.scan_late;
CREATE TEMP TABLE scan_late AS
SELECT scan_id, commit_time AS time
FROM (SELECT e.scan_id, e.time, c.commit_time, max(c.commit_time) OVER (
    PARTITION BY e.repository_id, e.tool, e.analysis ORDER BY e.time
    GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
  FROM scan_event e JOIN scan_commit c ON c.scan_id = e.scan_id
  WHERE e.time IS NOT NULL)
WHERE commit_time < time AND before > commit_time;
UPDATE scan_event AS e SET time = coalesce((
  SELECT min(o.time) FROM scan_event o
  WHERE o.repository_id = e.repository_id AND o.tool = e.tool
    AND o.analysis = e.analysis AND o.revision = e.revision
    AND o.scan_id NOT IN (SELECT scan_id FROM scan_late)), l.time)
FROM scan_late l WHERE l.scan_id = e.scan_id;
UPDATE scan_home SET time = e.time, audited = 1
FROM scan_event e WHERE e.scan_id = scan_home.scan_id;
UPDATE scan_event SET batch = (
  SELECT o.path FROM scan s JOIN source o ON o.id = s.source_id
  WHERE s.id = scan_id)
WHERE time IS NULL;

DROP TABLE IF EXISTS temp.scan_rank;
CREATE TEMP TABLE scan_rank AS
SELECT scan_id,
  dense_rank() OVER (ORDER BY repository, repository_id, tool, analysis)
    AS series,
  dense_rank() OVER (
    PARTITION BY repository, repository_id, tool, analysis
    ORDER BY time IS NULL, time, batch) AS event
FROM scan_event;
UPDATE scan_event SET (series, event) = (
  SELECT series, event FROM scan_rank
  WHERE scan_rank.scan_id = scan_event.scan_id);
DROP TABLE scan_rank;
CREATE INDEX temp.scan_event_order ON scan_event (series, event);

-- Rules that found anything, of scans that list some of their rules where
-- others of the series list all.
DROP TABLE IF EXISTS temp.scan_fired;
CREATE TEMP TABLE scan_fired (scan_id INTEGER, rule TEXT,
  PRIMARY KEY (scan_id, rule)) WITHOUT ROWID;
INSERT INTO scan_fired SELECT DISTINCT e.scan_id, r.rule
FROM scan_event e JOIN scan s ON s.id = e.scan_id
JOIN result r ON r.scan_id = e.scan_id
WHERE s.rules > 0 AND e.series IN (SELECT o.series FROM scan_event o
    JOIN scan_cover c ON c.scan_id = o.scan_id AND c.kind = 'rules')
  AND NOT EXISTS (SELECT 1 FROM scan_cover c
    WHERE c.scan_id = e.scan_id AND c.kind = 'rules');

-- What files of repositories with more than one scan were called later.
DROP TABLE IF EXISTS temp.scan_renamed;
CREATE TEMP TABLE scan_renamed (repository_id INTEGER, before TEXT, path TEXT,
  PRIMARY KEY (repository_id, before, path)) WITHOUT ROWID;
INSERT INTO scan_renamed
SELECT DISTINCT h.repository_id, b.path, f.path
FROM commit_file x JOIN commit_repository h ON h.commit_id = x.commit_id
JOIN file b ON b.id = x.renamed_from JOIN file f ON f.id = x.file_id
WHERE x.renamed_from IS NOT NULL AND h.repository_id IN (
  SELECT repository_id FROM scan_event WHERE event > 1 AND revision <> '');

-- Remarks of an earlier link are made anew.
DELETE FROM diagnostic WHERE code IN ('scan-not-placed', 'scan-of-other-ref',
  'scan-of-the-past', 'scan-untimely', 'scan-unlike');
INSERT INTO diagnostic (source_id, severity, code, line, text)
SELECT s.source_id, 'note', 'scan-not-placed', s.locator,
  'the scan' || coalesce(' of ' || nullif(coalesce(s.tool_label, s.tool), ''), '')
  || CASE WHEN s.repository <> '' AND e.repository_id = 0
    THEN ' says that it is of ' || s.repository
      || ', which is not audited: its findings are listed, and are in no '
      || 'trend; name that repository under repositories:, or give one of '
      || 'them this name as its id:'
    ELSE ' does not say ' || iif(s.repository = '', 'its repository',
        'when it was made')
      || ': its findings are listed, and are in no trend; give repository: '
      || 'and time: of this input in the configuration' END
FROM scan s JOIN scan_event e ON e.scan_id = s.id
WHERE e.time IS NULL OR e.repository_id = 0
ORDER BY s.source_id, s.locator;
INSERT INTO diagnostic (source_id, severity, code, line, text)
SELECT s.source_id, 'note', 'scan-of-other-ref', s.locator,
  'the scan of ' || coalesce(s.tool_label, s.tool) || CASE WHEN a.by_ref
    THEN ' is of ' || s.ref || ', not of the audited ref'
    ELSE ' is of revision ' || substr(s.revision, 1, 12)
      || ', which the audited head does not reach' END
  || ': it opens and closes no finding'
FROM scan s JOIN scan_apart a ON a.scan_id = s.id
ORDER BY s.source_id, s.locator;
INSERT INTO diagnostic (source_id, severity, code, line, text)
SELECT s.source_id, 'note', 'scan-of-the-past', s.locator,
  'the scan of ' || coalesce(s.tool_label, s.tool) || ' is of revision '
  || substr(s.revision, 1, 12) || ', which is older than one scanned before: '
  || 'it speaks of that time'
FROM scan s WHERE s.id IN (SELECT scan_id FROM scan_late)
ORDER BY s.source_id, s.locator;
DROP TABLE temp.scan_late;
INSERT INTO diagnostic (source_id, severity, code, line, text)
SELECT s.source_id, 'warning', 'scan-untimely', s.locator,
  'the scan of ' || coalesce(s.tool_label, s.tool) || ' says that it was made '
  || strftime('%Y-%m-%d', s.time, 'unixepoch') || iif(u.is_early,
    ', before the commit that it looked at', ', decades after all commits')
  || ': the time of its commit stands, where it has one'
FROM scan s JOIN scan_untimely u ON u.scan_id = s.id
ORDER BY s.source_id, s.locator;

-- One that finds nothing by any rule of the scan before it may be another kind
-- of scan, and what it lacks is then not fixed. Rules go by their last part.
INSERT INTO diagnostic (source_id, severity, code, line, text)
WITH fired AS MATERIALIZED (
  SELECT DISTINCT e.series, e.event, CASE WHEN instr(r.rule, '.') > 0
    THEN replace(r.rule, rtrim(r.rule, replace(r.rule, '.', '')), '')
    ELSE r.rule END AS rule
  FROM scan_event e JOIN result r ON r.scan_id = e.scan_id
  WHERE e.done AND e.time IS NOT NULL AND r.kind = 'fail'
    AND r.baseline IS NOT 'absent'
    AND e.series IN (SELECT series FROM scan_event WHERE event > 1)
  UNION SELECT e.series, e.event, f.former FROM scan_event e
  JOIN scan_former_rule f ON f.scan_id = e.scan_id
  WHERE e.done AND e.time IS NOT NULL),
seen AS (SELECT DISTINCT series, event FROM fired),
pair AS (SELECT series, event, lag(event) OVER (
    PARTITION BY series ORDER BY event) AS before FROM seen)
SELECT s.source_id, 'warning', 'scan-unlike', s.locator,
  'the scan of ' || coalesce(s.tool_label, s.tool)
  || ' has no rule in common with the one before it, whose findings it '
  || 'closes; if it looks for other things, or elsewhere, give both their '
  || 'own analysis: in the configuration'
FROM pair p JOIN scan_event e ON e.series = p.series AND e.event = p.event
JOIN scan s ON s.id = e.scan_id
WHERE p.before IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM fired a JOIN fired b ON b.rule = a.rule
  WHERE a.series = p.series AND a.event = p.event
    AND b.series = p.series AND b.event = p.before)
ORDER BY s.source_id, s.locator;
