-- Time travel: the commits that a tool or model took part in, what is left of
-- each, and in which order to look at it. temp.traced_question holds one row:
-- what is asked. Tables of that name in the model itself stay empty, so that
-- the measures of the family trace can be asked at any time.

-- The tools and models that answer the question; 0: not recorded, which
-- answers only when anything does.
DROP TABLE IF EXISTS temp.traced_tool;
CREATE TEMP TABLE traced_tool (id INTEGER PRIMARY KEY);
INSERT INTO temp.traced_tool
SELECT t.id FROM tool t, temp.traced_question q
WHERE q.tool IS NULL OR t.name = q.tool
UNION SELECT 0 FROM temp.traced_question WHERE tool IS NULL;
DROP TABLE IF EXISTS temp.traced_model;
CREATE TEMP TABLE traced_model (id INTEGER PRIMARY KEY);
INSERT INTO temp.traced_model
SELECT m.id FROM model m, temp.traced_question q
WHERE q.model IS NULL OR lower(m.name) GLOB q.model
  OR lower(m.raw) GLOB q.model
UNION SELECT 0 FROM temp.traced_question WHERE model IS NULL;

-- The evidence that counts (view tool_use) and answers. A correction of the
-- whole commit that names a tool puts that in place of all others. The first
-- of a commit is what its origin names, if that answers.
DROP TABLE IF EXISTS temp.traced_evidence;
CREATE TEMP TABLE traced_evidence AS
SELECT u.commit_id, u.tool_id, u.model_id,
  CASE WHEN o.basis = 'corrected' OR EXISTS (
      SELECT 1 FROM line_correction v WHERE v.commit_id = u.commit_id
        AND v.tool_id = u.tool_id AND v.model_id = u.model_id)
      AND NOT EXISTS (SELECT 1 FROM attribution a
        WHERE a.commit_id = u.commit_id AND a.tool_id = u.tool_id
          AND a.model_id = u.model_id) THEN 'corrected'
    ELSE coalesce((SELECT a.level FROM attribution a
      WHERE a.commit_id = u.commit_id AND a.tool_id = u.tool_id
        AND a.model_id = u.model_id AND a.origin IN ('ai', 'mixed')
      ORDER BY CASE a.level WHEN 'line' THEN 0 WHEN 'counted' THEN 1
        WHEN 'commit' THEN 2 ELSE 3 END LIMIT 1),
      iif(o.basis IS 'picked', 'picked', 'commit')) END AS level,
  row_number() OVER (PARTITION BY u.commit_id ORDER BY u.tool_id = 0,
    coalesce(o.tool_id, 0) <> u.tool_id, t.name, u.model_id = 0,
    coalesce(o.model_id, 0) <> u.model_id, m.name, m.raw) AS n
FROM tool_use u JOIN commit_origin o ON o.commit_id = u.commit_id
LEFT JOIN tool t ON t.id = u.tool_id
LEFT JOIN model m ON m.id = u.model_id
WHERE u.tool_id IN (SELECT id FROM temp.traced_tool)
  AND u.model_id IN (SELECT id FROM temp.traced_model)
  AND (o.basis IS NOT 'corrected' OR coalesce(o.tool_id, 0) = u.tool_id
    OR NOT EXISTS (SELECT 1 FROM override v JOIN override_commit x
      ON x.override_id = v.id WHERE x.commit_id = u.commit_id
        AND v.path = '' AND v.tool IS NOT NULL));
CREATE INDEX temp.traced_evidence_commit ON traced_evidence (commit_id);

-- Records of lines that answer.
DROP TABLE IF EXISTS temp.traced_record;
CREATE TEMP TABLE traced_record AS
SELECT r.commit_id, r.signal, r.attribution_id FROM line_record r
WHERE r.tool_id IN (SELECT id FROM temp.traced_tool)
  AND r.model_id IN (SELECT id FROM temp.traced_model);
CREATE INDEX temp.traced_record_commit ON traced_record (commit_id);

DROP TABLE IF EXISTS temp.traced;
CREATE TEMP TABLE traced (	-- as in model/derived.sql
  commit_id INTEGER PRIMARY KEY, at INTEGER, repository_id INTEGER,
  person_id INTEGER, team_id INTEGER, tool_id INTEGER, model_id INTEGER,
  level TEXT, written INTEGER, alive INTEGER, possible INTEGER,
  corrected INTEGER, shared INTEGER, findings INTEGER,
  findings_gone INTEGER, worst INTEGER, closed INTEGER, closed_worst INTEGER,
  review TEXT, revert TEXT, reason TEXT, position INTEGER, name TEXT,
  author TEXT, copy_of INTEGER, copied TEXT);
INSERT INTO temp.traced (commit_id, at, repository_id, person_id, team_id,
  tool_id, model_id, level, copy_of, copied)
SELECT c.id, c.commit_time,
  coalesce(q.repository_id, h.repository_id, o.repository_id), o.person_id,
  o.team_id, nullif(e.tool_id, 0), nullif(e.model_id, 0), e.level, o.copy_of,
  o.copied
FROM temp.traced_evidence e
JOIN "commit" c ON c.id = e.commit_id
JOIN commit_origin o ON o.commit_id = c.id
LEFT JOIN line_home h ON h.commit_id = c.id
JOIN temp.traced_question q
WHERE e.n = 1
  AND (q.since_time IS NULL OR c.commit_time >= q.since_time)
  AND (q.until_time IS NULL OR c.commit_time < q.until_time)
  AND (q.person_id IS NULL OR o.person_id = q.person_id)
  AND (q.repository_id IS NULL OR q.repository_id = o.repository_id
    OR EXISTS (SELECT 1 FROM commit_repository x
      WHERE x.commit_id = c.id AND x.repository_id = q.repository_id));

-- Their living lines, whosever they are by the records, in all repositories
-- that have them; own: one of them or a correction speaks of these alone.
DROP TABLE IF EXISTS temp.traced_run;
CREATE TEMP TABLE traced_run AS
SELECT l.commit_id, l.repository_id, l.file_id, l.start, l.count,
  coalesce(l.birth_file_id, l.file_id) AS birth_file_id,
  coalesce(l.birth_line, l.start) AS birth_line, l.origin, l.tool_id,
  l.model_id, l.override_id IS NOT NULL AS corrected,
  l.attribution_id IS NOT NULL OR l.override_id IN (
    SELECT v.id FROM override v WHERE v.path <> '') IS 1 AS own
FROM line_run l WHERE l.commit_id IN (SELECT commit_id FROM temp.traced);
CREATE INDEX temp.traced_run_birth ON traced_run (commit_id, birth_file_id);

-- How the evidence speaks. wide: of the whole commit. recorded: of lines, also
-- by a record that leaves out the name of the only tool that the commit has.
-- others: another tool took part in the commit, and nobody says in which lines.
DROP TABLE IF EXISTS temp.traced_kind;
CREATE TEMP TABLE traced_kind AS
SELECT c.commit_id,
  EXISTS (SELECT 1 FROM temp.traced_evidence e
    WHERE e.commit_id = c.commit_id AND (e.level <> 'line' OR EXISTS (
      SELECT 1 FROM attribution a WHERE a.commit_id = e.commit_id
        AND a.tool_id = e.tool_id AND a.model_id = e.model_id
        AND a.level <> 'line' AND a.origin IN ('ai', 'mixed')))) AS wide,
  EXISTS (SELECT 1 FROM temp.traced_record r
    WHERE r.commit_id = c.commit_id) AS recorded,
  EXISTS (SELECT 1 FROM tool_use u WHERE u.commit_id = c.commit_id
    AND u.tool_id > 0
    AND u.tool_id NOT IN (SELECT id FROM temp.traced_tool)) AS others,
  c.level <> 'corrected' AND EXISTS (SELECT 1 FROM note n
    WHERE n.commit_id = c.commit_id AND n.level = 'line' AND n.whole = 1)
    AS whole
FROM temp.traced c;
CREATE UNIQUE INDEX temp.traced_kind_commit ON traced_kind (commit_id);
UPDATE temp.traced SET level = 'line' WHERE level <> 'corrected'
  AND commit_id IN (SELECT commit_id FROM temp.traced_kind WHERE recorded);

-- What is left of them at the audited revision. A line with a record or a
-- correction of its own must answer the question itself. Lines side by side of
-- which the same is said are one place. sure 0: lines that a
-- record of another tool leaves out; they may be of the one that is traced.
-- copy 1: the lines stand in another clone or fork as well, where the commit's
-- are not counted.
DROP TABLE IF EXISTS temp.traced_place;
CREATE TEMP TABLE traced_place (
  commit_id INTEGER, repository_id INTEGER, file_id INTEGER, start INTEGER,
  count INTEGER, birth_file_id INTEGER, tool_id INTEGER, model_id INTEGER,
  sure INTEGER, copy INTEGER, corrected INTEGER, shared INTEGER);
INSERT INTO temp.traced_place
SELECT x.commit_id, x.repository_id, x.file_id, min(x.start), sum(x.count),
  x.birth_file_id, x.tool_id, x.model_id, x.sure,
  x.repository_id <> c.repository_id, x.corrected, x.shared
FROM (SELECT y.*, sum(y.count) OVER (PARTITION BY y.commit_id, y.repository_id,
    y.file_id, y.birth_file_id, y.tool_id, y.model_id, y.sure, y.corrected,
    y.shared ORDER BY y.start) - y.start - y.count AS island
FROM (
SELECT l.commit_id, l.repository_id, l.file_id, l.start, l.count,
  l.birth_file_id, CASE WHEN l.own THEN l.tool_id ELSE c.tool_id END
  AS tool_id,
  CASE WHEN l.own THEN l.model_id ELSE c.model_id END AS model_id,
  l.origin <> 'unknown' AS sure, l.corrected, NOT l.own AND k.others AS shared
FROM temp.traced_run l CROSS JOIN temp.traced c ON c.commit_id = l.commit_id
CROSS JOIN temp.traced_kind k ON k.commit_id = l.commit_id
WHERE CASE
  WHEN l.origin IN ('ai', 'mixed') AND l.own
    THEN coalesce(l.tool_id, 0) IN (SELECT id FROM temp.traced_tool)
      AND coalesce(l.model_id, 0) IN (SELECT id FROM temp.traced_model)
  WHEN l.origin IN ('ai', 'mixed') THEN k.wide
  ELSE l.origin = 'unknown' AND NOT l.own AND k.whole AND k.wide
    AND NOT k.recorded END) AS y) AS x
JOIN temp.traced c ON c.commit_id = x.commit_id
GROUP BY x.commit_id, x.repository_id, x.file_id, x.birth_file_id, x.tool_id,
  x.model_id, x.sure, x.corrected, x.shared, x.island;
CREATE INDEX temp.traced_place_commit ON traced_place (commit_id);

-- A commit of several tools is that one's whose lines are most, where records
-- tell them apart.
UPDATE temp.traced SET tool_id = x.tool_id, model_id = x.model_id,
  level = CASE WHEN x.corrected THEN 'corrected' ELSE 'line' END
FROM (SELECT p.commit_id, p.tool_id, p.model_id, min(p.corrected) AS corrected,
    row_number() OVER (PARTITION BY p.commit_id ORDER BY sum(p.count) DESC,
      p.tool_id, p.model_id) AS n
  FROM temp.traced_place p WHERE p.sure AND NOT p.copy
  GROUP BY 1, 2, 3) AS x
WHERE x.commit_id = traced.commit_id AND x.n = 1 AND x.tool_id IS NOT NULL
  AND x.tool_id IS NOT traced.tool_id;

-- Where lines may be theirs nobody knows how many are.
UPDATE temp.traced SET possible = 0, alive = 0, corrected = 0, shared = 0
WHERE EXISTS (SELECT 1 FROM line_run l
  WHERE l.repository_id = traced.repository_id);
UPDATE temp.traced SET possible = x.possible, corrected = x.corrected,
  shared = x.shared, alive = CASE WHEN x.possible = 0 THEN x.alive END
FROM (SELECT p.commit_id, sum(p.count * p.sure) AS alive,
    sum(p.count * NOT p.sure) AS possible,
    sum(p.count * p.corrected) AS corrected,
    sum(p.count * p.sure * p.shared) AS shared
  FROM temp.traced_place p WHERE NOT p.copy GROUP BY p.commit_id) AS x
WHERE x.commit_id = traced.commit_id;

-- Lines of them that are gone: born in them and living no more, whoever wrote
-- them by the records; of these at most as many as a record of lines claims
-- and are left (records claim lines too that the commit did not bring). Binary
-- files have no lines; one that became several has some twice.
DROP TABLE IF EXISTS temp.traced_death;
CREATE TEMP TABLE traced_death (
  commit_id INTEGER, file_id INTEGER, lines INTEGER, claimed INTEGER,
  PRIMARY KEY (commit_id, file_id)) WITHOUT ROWID;
INSERT INTO temp.traced_death
SELECT b.commit_id, b.file_id, max(0, b.lines - coalesce(l.lines, 0)), 0
FROM (SELECT x.repository_id, x.commit_id, x.file_id, x.lines
  FROM temp.traced c CROSS JOIN birth_exception x
    ON x.repository_id = c.repository_id AND x.commit_id = c.commit_id
  WHERE x.lines > 0
  UNION ALL SELECT c.repository_id, f.commit_id, f.file_id, f.added
  FROM temp.traced c CROSS JOIN commit_file f ON f.commit_id = c.commit_id
  WHERE f.added > 0 AND NOT EXISTS (SELECT 1 FROM birth_exception x
    WHERE x.repository_id = c.repository_id AND x.commit_id = f.commit_id
      AND x.file_id = f.file_id)) b
LEFT JOIN (SELECT r.repository_id, r.commit_id, r.birth_file_id,
    sum(r.count) AS lines FROM temp.traced_run r GROUP BY 1, 2, 3) AS l
  ON l.repository_id = b.repository_id AND l.commit_id = b.commit_id
    AND l.birth_file_id = b.file_id
WHERE NOT EXISTS (SELECT 1 FROM commit_file f
  WHERE f.commit_id = b.commit_id AND f.file_id = b.file_id
    AND f.added IS NULL);
UPDATE temp.traced_death SET claimed = x.lines
FROM (SELECT y.commit_id, y.file_id, max(y.lines) AS lines
  FROM (SELECT r.commit_id, g.file_id, r.signal, sum(g.lines) AS lines
    FROM temp.traced_record r
    CROSS JOIN attribution_range g ON g.attribution_id = r.attribution_id
    GROUP BY 1, 2, 3) AS y GROUP BY 1, 2) AS x
WHERE x.commit_id = traced_death.commit_id
  AND x.file_id = traced_death.file_id;
UPDATE temp.traced_death SET claimed = max(0, claimed - x.lines)
FROM (SELECT p.commit_id, p.birth_file_id, sum(p.count) AS lines
  FROM temp.traced_place p WHERE NOT p.copy GROUP BY 1, 2) AS x
WHERE x.commit_id = traced_death.commit_id
  AND x.birth_file_id = traced_death.file_id;
UPDATE temp.traced SET written = alive + coalesce((
    SELECT sum(d.lines) FROM temp.traced_death d
    WHERE d.commit_id = traced.commit_id), 0)
WHERE alive IS NOT NULL;
UPDATE temp.traced SET written = alive + coalesce((
    SELECT sum(min(d.lines, d.claimed)) FROM temp.traced_death d
    WHERE d.commit_id = traced.commit_id), 0)
WHERE alive IS NOT NULL AND commit_id IN (
  SELECT commit_id FROM temp.traced_kind WHERE recorded);
-- Of a tool that no record of lines names, where another has one of the whole
-- commit, nobody knows what it wrote.
UPDATE temp.traced SET written = NULL
WHERE commit_id IN (SELECT commit_id FROM temp.traced_kind
  WHERE whole AND NOT recorded);

-- Open findings on lines of theirs, and on lines that may be, where they were
-- seen last.
DROP TABLE IF EXISTS temp.traced_sight;
CREATE TEMP TABLE traced_sight AS
SELECT c.commit_id, f.id AS finding_id, f.repository_id, f.path,
  o.origin <> 'unknown' AS sure, o.lines, o.birth_file_id, o.birth_line
FROM temp.traced c JOIN temp.traced_kind k ON k.commit_id = c.commit_id
JOIN (SELECT commit_id, finding_id, origin, basis, tool_id, model_id, lines,
    birth_file_id, birth_line FROM finding_line
  UNION ALL SELECT commit_id, finding_id, origin, basis, tool_id, model_id,
    NULL, NULL, NULL FROM finding_origin WHERE lines IS NULL) o
  ON o.commit_id = c.commit_id
JOIN finding f ON f.id = o.finding_id
WHERE f.state = 'open' AND f.category <> 'quality' AND CASE
  WHEN o.origin IN ('ai', 'mixed') AND o.basis IN ('line', 'corrected')
    THEN coalesce(o.tool_id, 0) IN (SELECT id FROM temp.traced_tool)
      AND coalesce(o.model_id, 0) IN (SELECT id FROM temp.traced_model)
  WHEN o.origin IN ('ai', 'mixed') THEN k.wide
  ELSE o.origin = 'unknown' AND k.whole AND k.wide AND NOT k.recorded END;

-- A scan may be older than the audited revision: of the lines that it spoke of
-- those are left that live there, wherever they stand now. A finding of which
-- none is left is told apart: who rewrote them may have mended it. Where lines
-- are not known it stays.
DROP TABLE IF EXISTS temp.traced_finding;
CREATE TEMP TABLE traced_finding (commit_id INTEGER, finding_id INTEGER,
  sure INTEGER, alive INTEGER, file_id INTEGER, line INTEGER);
INSERT INTO temp.traced_finding
SELECT commit_id, finding_id, most, alive, file_id, line FROM (
  SELECT x.*, max(x.sure) OVER one AS most,
    row_number() OVER (one ORDER BY x.alive DESC, x.file_id IS NULL,
      g.path <> x.path, g.path, x.line) AS n
  FROM (
    SELECT s.commit_id, s.finding_id, s.sure, s.path, l.file_id,
      l.start + max(s.birth_line - l.birth_line, 0) AS line,
      l.file_id IS NOT NULL OR s.birth_line IS NULL
        OR NOT EXISTS (SELECT 1 FROM revision_line r
          WHERE r.repository_id = s.repository_id)
        OR EXISTS (SELECT 1 FROM file p JOIN repository_file t
          ON t.file_id = p.id AND t.repository_id = s.repository_id
          WHERE p.path = s.path AND t.lines IS NULL) AS alive
    FROM temp.traced_sight s LEFT JOIN temp.traced_run l
      ON l.commit_id = s.commit_id AND l.repository_id = s.repository_id
        AND l.birth_file_id = s.birth_file_id
        AND l.birth_line < s.birth_line + s.lines
        AND l.birth_line + l.count > s.birth_line) x
  LEFT JOIN file g ON g.id = x.file_id
  WINDOW one AS (PARTITION BY x.commit_id, x.finding_id)) WHERE n = 1;
CREATE INDEX temp.traced_finding_commit ON traced_finding (commit_id);

-- What assay itself finds (secrets) counts where there is any; that there is
-- nothing else is known only where a scanner has looked since.
UPDATE temp.traced SET findings = (
  SELECT count(*) FROM temp.traced_finding x
  WHERE x.commit_id = traced.commit_id AND x.alive)
WHERE EXISTS (SELECT 1 FROM scan_fact h
    WHERE h.repository_id = traced.repository_id AND h.audited
      AND h.for_problems AND (h.seen_to IS NULL OR h.seen_to >= traced.at))
  OR commit_id IN (SELECT commit_id FROM temp.traced_finding WHERE alive);
UPDATE temp.traced SET findings_gone = (
  SELECT count(*) FROM temp.traced_finding x
  WHERE x.commit_id = traced.commit_id AND NOT x.alive)
WHERE findings IS NOT NULL
  OR commit_id IN (SELECT commit_id FROM temp.traced_finding);
UPDATE temp.traced SET worst = (
  SELECT min(f.severity_rank) FROM temp.traced_finding x
  JOIN finding f ON f.id = x.finding_id
  WHERE x.commit_id = traced.commit_id AND x.alive);

-- Findings that the commit ended: to undo it brings them back.
UPDATE temp.traced SET closed = x.findings, closed_worst = x.worst
FROM (SELECT e.commit_id, count(*) AS findings, min(f.severity_rank) AS worst
  FROM finding_fix e JOIN finding f ON f.id = e.finding_id
  WHERE f.state = 'fixed' AND f.category <> 'quality'
    AND e.commit_id IN (SELECT commit_id FROM temp.traced) GROUP BY 1) x
WHERE x.commit_id = traced.commit_id;

-- Reviewed: a person other than the author approved it. Where no review of it
-- is recorded, nobody knows.
UPDATE temp.traced SET review = (
  SELECT CASE WHEN v.state = 'other' THEN 'approved'
    WHEN v.recorded THEN 'not_approved' END
  FROM validation v WHERE v.commit_id = traced.commit_id);

-- Owners of the files with such lines. Teams (@organisation/team) and roles
-- (@@maintainer) may be told; people only to whom asks for it.
DROP TABLE IF EXISTS temp.traced_owner;
CREATE TEMP TABLE traced_owner (
  repository_id INTEGER, file_id INTEGER, owner TEXT, shown TEXT);
INSERT INTO temp.traced_owner
SELECT o.repository_id, o.file_id, o.owner,
  CASE WHEN q.restricted OR o.owner GLOB '@?*/?*' OR o.owner GLOB '@@?*'
    THEN o.owner END
FROM temp.traced_question q, owner o
WHERE (o.repository_id, o.file_id) IN (
  SELECT repository_id, file_id FROM temp.traced_place);
CREATE INDEX temp.traced_owner_file ON traced_owner (repository_id, file_id);

-- Corrections that concern them, or that keep commits out.
DROP TABLE IF EXISTS temp.traced_correction;
CREATE TEMP TABLE traced_correction (override_id INTEGER, commit_id INTEGER);
INSERT INTO temp.traced_correction
SELECT x.override_id, x.commit_id FROM override_commit x
JOIN "commit" c ON c.id = x.commit_id
JOIN commit_origin o ON o.commit_id = c.id, temp.traced_question q
WHERE x.commit_id IN (SELECT commit_id FROM temp.traced)
  OR ((q.since_time IS NULL OR c.commit_time >= q.since_time)
    AND (q.until_time IS NULL OR c.commit_time < q.until_time)
    AND (q.person_id IS NULL OR o.person_id = q.person_id)
    AND (q.repository_id IS NULL OR q.repository_id = o.repository_id)
    AND EXISTS (SELECT 1 FROM attribution a WHERE a.commit_id = c.id
      AND a.origin IN ('ai', 'mixed') AND a.confidence_pct >= 50
      AND a.tool_id IN (SELECT id FROM temp.traced_tool)
      AND a.model_id IN (SELECT id FROM temp.traced_model)));

-- The order to look at them: those with the worst open finding on a line that
-- is left, then with more of them, then those that nobody scanned, then what
-- nobody approved, then what has more lines left; what has none comes last.
UPDATE temp.traced SET position = o.position FROM (
  SELECT t.commit_id, row_number() OVER (ORDER BY
    coalesce(t.alive, 1) = 0 AND coalesce(t.findings, 0) = 0,
    coalesce(t.worst, iif(t.findings IS NULL, 8, 9)),
    coalesce(t.findings, 0) DESC,
    CASE t.review WHEN 'not_approved' THEN 0 WHEN 'approved' THEN 2
      ELSE 1 END,
    coalesce(t.alive, t.possible, 0) DESC, t.at DESC, k.oid) AS position
  FROM temp.traced t JOIN "commit" k ON k.id = t.commit_id) AS o
WHERE o.commit_id = traced.commit_id;
CREATE INDEX temp.traced_position ON traced (position);

DROP TABLE temp.traced_question;
DROP TABLE temp.traced_kind;
DROP TABLE temp.traced_death;
DROP TABLE temp.traced_record;
DROP TABLE temp.traced_run;
DROP TABLE temp.traced_sight;
