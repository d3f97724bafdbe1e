-- Time travel: the commits that a tool or model took part in, what is left of
-- each, and in which order to look at it. temp.traced_question holds one row:
-- what is asked. Tables of that name in the model itself stay empty, so that
-- the measures of the family trace can be asked at any time.

-- The evidence that counts (view tool_use) and answers the question.
DROP TABLE IF EXISTS temp.traced_evidence;
CREATE TEMP TABLE traced_evidence AS
SELECT u.commit_id, u.tool_id, u.model_id,
  coalesce((SELECT a.level FROM attribution a
    WHERE a.commit_id = u.commit_id AND a.tool_id = u.tool_id
      AND a.model_id = u.model_id AND a.origin IN ('ai', 'mixed')
    ORDER BY CASE a.level WHEN 'line' THEN 0 WHEN 'counted' THEN 1
      WHEN 'commit' THEN 2 ELSE 3 END LIMIT 1), 'commit') AS level,
  row_number() OVER (PARTITION BY u.commit_id ORDER BY u.model_id = 0,
    u.tool_id = 0, t.name, m.name, m.raw) AS n
FROM temp.traced_question q, tool_use u
LEFT JOIN tool t ON t.id = u.tool_id
LEFT JOIN model m ON m.id = u.model_id
WHERE (q.tool IS NULL OR t.name = q.tool)
  AND (q.model IS NULL OR lower(m.name) GLOB q.model
    OR lower(m.raw) GLOB q.model);
CREATE INDEX temp.traced_evidence_commit ON traced_evidence (commit_id);

DROP TABLE IF EXISTS temp.traced;
CREATE TEMP TABLE traced (	-- as in model/derived.sql
  commit_id INTEGER PRIMARY KEY, at INTEGER, repository_id INTEGER,
  person_id INTEGER, team_id INTEGER, tool_id INTEGER, model_id INTEGER,
  level TEXT, written INTEGER, alive INTEGER, findings INTEGER,
  worst INTEGER, review TEXT, revert TEXT, position INTEGER);
INSERT INTO temp.traced (commit_id, at, repository_id, person_id, team_id,
  tool_id, model_id, level)
SELECT c.id, c.commit_time, o.repository_id, o.person_id, o.team_id,
  nullif(e.tool_id, 0), nullif(e.model_id, 0), e.level
FROM temp.traced_evidence e
JOIN "commit" c ON c.id = e.commit_id
JOIN commit_origin o ON o.commit_id = c.id
JOIN temp.traced_question q
WHERE e.n = 1
  AND (q.since_time IS NULL OR c.commit_time >= q.since_time)
  AND (q.until_time IS NULL OR c.commit_time < q.until_time)
  AND (q.person_id IS NULL OR o.person_id = q.person_id)
  AND (q.repository_id IS NULL OR q.repository_id = o.repository_id
    OR EXISTS (SELECT 1 FROM commit_repository x
      WHERE x.commit_id = c.id AND x.repository_id = q.repository_id));

-- What is left of them at the audited revision. A line with a record or a
-- correction of its own must answer the question itself.
DROP TABLE IF EXISTS temp.traced_place;
CREATE TEMP TABLE traced_place (
  commit_id INTEGER, repository_id INTEGER, file_id INTEGER, start INTEGER,
  count INTEGER);
INSERT INTO temp.traced_place
SELECT l.commit_id, l.repository_id, l.file_id, l.start, l.count
FROM temp.traced c JOIN line_run l ON l.commit_id = c.commit_id
WHERE l.origin IN ('ai', 'mixed')
  AND (l.attribution_id IS NULL AND l.override_id IS NULL
    OR EXISTS (SELECT 1 FROM temp.traced_evidence e
      WHERE e.commit_id = l.commit_id
        AND e.tool_id = coalesce(l.tool_id, 0)
        AND e.model_id = coalesce(l.model_id, 0)));
CREATE INDEX temp.traced_place_commit ON traced_place (commit_id);

UPDATE temp.traced SET alive = (
  SELECT coalesce(sum(p.count), 0) FROM temp.traced_place p
  WHERE p.commit_id = traced.commit_id)
WHERE repository_id IN (SELECT repository_id FROM line_run);

-- What they wrote: all lines of the commit, or no more than a record of lines
-- claims for the tool (records claim lines too that the commit did not bring).
-- Binary files have none.
UPDATE temp.traced SET written = (
    SELECT coalesce(sum(b.lines), 0) FROM commit_birth b
    WHERE b.repository_id = traced.repository_id
      AND b.commit_id = traced.commit_id
      AND NOT EXISTS (SELECT 1 FROM commit_file f
        WHERE f.commit_id = b.commit_id AND f.file_id = b.file_id
          AND f.added IS NULL))
WHERE alive IS NOT NULL;
UPDATE temp.traced SET written = min(written, (
    SELECT max(x.lines) FROM (SELECT sum(a.lines) AS lines FROM attribution a
      JOIN temp.traced_evidence e ON e.commit_id = a.commit_id
        AND e.tool_id = a.tool_id AND e.model_id = a.model_id
      WHERE a.commit_id = traced.commit_id AND a.level = 'line'
        AND a.origin IN ('ai', 'mixed') GROUP BY a.signal) AS x))
WHERE alive IS NOT NULL AND level = 'line';
-- A file that became several has some of its lines twice.
UPDATE temp.traced SET written = alive WHERE written < alive;

-- Open findings on lines of theirs.
DROP TABLE IF EXISTS temp.traced_finding;
CREATE TEMP TABLE traced_finding (commit_id INTEGER, finding_id INTEGER);
INSERT INTO temp.traced_finding
SELECT c.commit_id, f.id
FROM temp.traced c JOIN finding_origin o ON o.commit_id = c.commit_id
JOIN finding f ON f.id = o.finding_id
WHERE f.state = 'open' AND o.origin IN ('ai', 'mixed');
CREATE INDEX temp.traced_finding_commit ON traced_finding (commit_id);

-- A repository without a scan has no findings that anybody knows of.
UPDATE temp.traced SET findings = (
  SELECT count(*) FROM temp.traced_finding x
  WHERE x.commit_id = traced.commit_id)
WHERE repository_id IN (SELECT repository_id FROM scan_home);
UPDATE temp.traced SET worst = (
  SELECT min(f.severity_rank) FROM temp.traced_finding x
  JOIN finding f ON f.id = x.finding_id
  WHERE x.commit_id = traced.commit_id);

-- Reviewed: somebody else approved the change that the commit came by. Where
-- no review of a repository is recorded, nobody knows.
UPDATE temp.traced SET review = (
  SELECT CASE WHEN max(w.verdict = 'approved'
      AND i.person_id IS NOT traced.person_id) THEN 'approved'
    ELSE 'not_approved' END
  FROM "commit" k JOIN change h ON h.merge_oid = k.oid
  LEFT JOIN review w ON w.change_key = h.key
  LEFT JOIN identity i ON i.alias_id = w.reviewer_alias_id
  WHERE k.id = traced.commit_id HAVING count(*) > 0)
WHERE EXISTS (SELECT 1 FROM review);

-- The order to look at them: those with the worst open finding, then with more
-- of them, then what nobody approved, then what has more lines left; what has
-- none comes last.
UPDATE temp.traced SET position = o.position FROM (
  SELECT t.commit_id, row_number() OVER (ORDER BY
    coalesce(t.alive, 1) = 0 AND coalesce(t.findings, 0) = 0,
    coalesce(t.worst, 9), coalesce(t.findings, 0) DESC,
    CASE t.review WHEN 'not_approved' THEN 0 WHEN 'approved' THEN 2
      ELSE 1 END,
    coalesce(t.alive, 0) DESC, t.at DESC, k.oid) AS position
  FROM temp.traced t JOIN "commit" k ON k.id = t.commit_id) AS o
WHERE o.commit_id = traced.commit_id;

DROP TABLE temp.traced_question;
DROP TABLE temp.traced_evidence;
