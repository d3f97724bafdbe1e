-- What wrote each commit. Evidence of at least 85 % counts; from 50 % it
-- counts when another signal in the same commit says so too; less is a hint.
-- No record means unknown. Human needs a basis: stated, dated or declared.
-- :human_before is NULL when no date makes a commit human.

-- A correction names its commit by the whole id or by its first digits, and
-- speaks of a file when the commit changed it, as far as its files were read
-- (assay lines reads few).
INSERT INTO override_commit (override_id, commit_id)
SELECT x.id, x.commit_id FROM (
  SELECT o.id, o.path, min(c.id) AS commit_id FROM override o JOIN "commit" c
    ON c.oid >= o."commit" AND c.oid < o."commit" || 'g'
  GROUP BY o.id HAVING count(*) = 1) x
WHERE x.path = ''
  OR NOT EXISTS (SELECT 1 FROM commit_file f WHERE f.commit_id = x.commit_id)
  OR EXISTS (SELECT 1 FROM commit_file f JOIN file p ON p.id = f.file_id
    WHERE f.commit_id = x.commit_id AND p.path = x.path)
  OR EXISTS (SELECT 1 FROM birth_exception b JOIN file p ON p.id = b.file_id
    WHERE b.commit_id = x.commit_id AND p.path = x.path);

DELETE FROM diagnostic WHERE code = 'idle-correction';
INSERT INTO diagnostic (source_id, severity, code, line, text)
SELECT o.source_id, 'warning', 'idle-correction', o.locator,
  CASE (SELECT count(*) FROM "commit" c
      WHERE c.oid >= o."commit" AND c.oid < o."commit" || 'g')
    WHEN 0 THEN 'expected a commit that was read, found "' || o."commit"
      || '": the correction changes nothing'
    WHEN 1 THEN 'expected a path that the commit changed, found "' || o.path
      || '": the correction changes nothing'
    ELSE 'expected one commit, found several whose id starts with "'
      || o."commit" || '": the correction changes nothing' END
FROM override o
WHERE o.id NOT IN (SELECT override_id FROM override_commit)
ORDER BY o.source_id, o.locator;

-- Of lines that two corrections name the later one decides.
DELETE FROM diagnostic WHERE code = 'corrected-twice';
INSERT INTO diagnostic (source_id, severity, code, line, text)
SELECT b.source_id, 'warning', 'corrected-twice', b.locator,
  'lines ' || max(a.line, b.line) || '-' || (min(
    a.line + coalesce(a.lines, 1), b.line + coalesce(b.lines, 1)) - 1)
  || ' of "' || b.path || '" are corrected by line ' || a.locator
  || ' of the configuration, too: this one, the later, counts there'
FROM override a JOIN override_commit v ON v.override_id = a.id
JOIN override_commit w ON w.commit_id = v.commit_id
JOIN override b ON b.id = w.override_id AND b.id > a.id
  AND b.source_id = a.source_id AND b.path = a.path
WHERE a.line > 0 AND b.line > 0
  AND a.line < b.line + coalesce(b.lines, 1)
  AND b.line < a.line + coalesce(a.lines, 1)
ORDER BY b.source_id, b.locator, a.locator;

DROP TABLE IF EXISTS temp.counted;
CREATE TEMP TABLE counted (
  commit_id INTEGER, origin TEXT, tool_id INTEGER, model_id INTEGER,
  level TEXT, confidence INTEGER, id INTEGER);
INSERT INTO counted
SELECT a.commit_id, a.origin, a.tool_id, a.model_id, a.level,
  a.confidence_pct, a.id
FROM attribution a
WHERE (a.confidence_pct >= 85 OR (a.confidence_pct >= 50 AND EXISTS (
    SELECT 1 FROM attribution b
    WHERE b.commit_id = a.commit_id AND b.signal <> a.signal
      AND b.origin = a.origin AND b.confidence_pct >= 50)))
  -- lines of a person make the commit a person's when they are all of it
  AND (a.origin <> 'human' OR a.level <> 'line' OR a.lines >= (
    SELECT coalesce(sum(f.lines), 0) FROM written_file f
    WHERE f.commit_id = a.commit_id));
CREATE INDEX temp.counted_commit ON counted (commit_id);

DROP TABLE IF EXISTS temp.hinted;
CREATE TEMP TABLE hinted (commit_id INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO hinted
SELECT commit_id FROM attribution
WHERE origin IN ('ai', 'mixed') AND confidence_pct > 0;

-- The strongest piece of AI evidence: it names tool and model.
DROP TABLE IF EXISTS temp.strongest;
CREATE TEMP TABLE strongest (
  commit_id INTEGER PRIMARY KEY, tool_id INTEGER, model_id INTEGER,
  level TEXT, confidence INTEGER, approved INTEGER);
INSERT INTO strongest (commit_id, tool_id, model_id, level, confidence)
SELECT commit_id, tool_id, model_id, level, confidence FROM (
  SELECT c.*, row_number() OVER (PARTITION BY commit_id
    ORDER BY confidence DESC, model_id = 0, t.name, m.name, m.raw, level) AS n
  FROM counted c
  LEFT JOIN tool t ON t.id = c.tool_id
  LEFT JOIN model m ON m.id = c.model_id
  WHERE c.origin IN ('ai', 'mixed')) WHERE n = 1;
UPDATE strongest SET model_id = coalesce((
  SELECT c.model_id FROM counted c JOIN model m ON m.id = c.model_id
  WHERE c.commit_id = strongest.commit_id
    AND c.tool_id = strongest.tool_id ORDER BY m.name, m.raw LIMIT 1), 0)
WHERE model_id = 0;
UPDATE strongest SET level = 'line' WHERE EXISTS (
  SELECT 1 FROM counted c WHERE c.commit_id = strongest.commit_id
    AND c.level = 'line' AND c.origin IN ('ai', 'mixed'));

-- Approved: every tool, and every model that is recorded, by the policy at the
-- time of writing; forbidden goes before approved. Without a policy nobody can
-- say.
UPDATE strongest SET approved = (
  SELECT min(
    coalesce((SELECT min(p.status = 'approved') FROM tool_policy p
      WHERE p.tool_id = c.tool_id AND k.author_time >= p.from_time
        AND k.author_time < p.to_time), 0)
    AND (c.model_id = 0
      OR NOT EXISTS (SELECT 1 FROM policy WHERE kind = 'model')
      OR coalesce((SELECT min(p.status = 'approved') FROM model_policy p
        WHERE p.model_id = c.model_id AND k.author_time >= p.from_time
          AND k.author_time < p.to_time), 0)))
  FROM counted c JOIN "commit" k ON k.id = c.commit_id
  WHERE c.commit_id = strongest.commit_id AND c.origin IN ('ai', 'mixed'))
WHERE EXISTS (SELECT 1 FROM policy WHERE kind = 'tool');

-- Who stands behind a commit: the author; when that is an agent, the person
-- whom it credits, else who drove it by a record, else the committer when a
-- directory knows him. Of several, one that is known, then by key.
DROP TABLE IF EXISTS temp.behind;
CREATE TEMP TABLE behind (commit_id INTEGER PRIMARY KEY, person_id INTEGER);
INSERT INTO behind
SELECT id, person_id FROM (
  SELECT c.id, p.id AS person_id, row_number() OVER (PARTITION BY c.id
    ORDER BY b.rank, p.known DESC, p.key) AS n
  FROM "commit" c
  JOIN identity a ON a.alias_id = c.author_alias_id
  JOIN person w ON w.id = a.person_id AND w.kind = 'agent'
  JOIN (
    SELECT commit_id, alias_id, CASE role WHEN 'coauthor' THEN 1
      ELSE 2 END AS rank FROM commit_person
    UNION ALL SELECT id, committer_alias_id, 3 FROM "commit"
  ) b ON b.commit_id = c.id
  JOIN identity i ON i.alias_id = b.alias_id
  JOIN person p ON p.id = i.person_id AND p.kind = 'human'
    AND (p.known OR b.rank < 3)
  WHERE EXISTS (SELECT 1 FROM person WHERE kind = 'agent')) WHERE n = 1;

DROP TABLE IF EXISTS temp.side;
CREATE TEMP TABLE side (
  commit_id INTEGER PRIMARY KEY, ai INTEGER, bot INTEGER, human INTEGER);
INSERT INTO side
SELECT commit_id, max(origin = 'ai'), max(origin = 'bot'),
  max(origin = 'human')
FROM counted GROUP BY commit_id;

DROP TABLE IF EXISTS temp.corrected;
CREATE TEMP TABLE corrected (
  commit_id INTEGER PRIMARY KEY, override_id INTEGER);
INSERT INTO corrected
SELECT x.commit_id, min(v.id) FROM override v
JOIN override_commit x ON x.override_id = v.id
WHERE v.path = '' GROUP BY x.commit_id;

-- A commit belongs to the first of its repositories, by key; one that is in
-- none any more is left out.
INSERT INTO commit_origin (commit_id, repository_id, person_id, team_id,
  origin, basis, tool_id, model_id, approved, confidence_pct, override_id)
SELECT c.id, c.repository_id, c.person_id, c.team_id,
  CASE
    WHEN o.origin IS NOT NULL THEN o.origin
    -- a squashed commit: AI wrote some of it, nobody recorded what
    WHEN s.commit_id IS NOT NULL THEN iif(n.ai, 'ai', 'mixed')
    WHEN n.bot THEN 'bot'
    WHEN n.human THEN 'human'
    WHEN h.commit_id IS NOT NULL THEN 'unknown'
    WHEN max(c.author_time, c.commit_time) < :human_before THEN 'human'
    WHEN c.declared THEN 'human'
    ELSE 'unknown' END,
  CASE
    WHEN o.origin IS NOT NULL THEN 'corrected'
    WHEN s.commit_id IS NOT NULL THEN s.level
    WHEN n.bot THEN NULL
    WHEN n.human THEN 'stated'
    WHEN h.commit_id IS NOT NULL THEN NULL
    WHEN max(c.author_time, c.commit_time) < :human_before THEN 'dated'
    WHEN c.declared THEN 'declared' END,
  CASE WHEN o.origin IS NULL THEN nullif(s.tool_id, 0)
    WHEN o.origin IN ('ai', 'mixed') THEN coalesce(
      (SELECT id FROM tool WHERE name = o.tool), nullif(s.tool_id, 0)) END,
  CASE WHEN o.origin IS NULL THEN nullif(s.model_id, 0)
    WHEN o.origin IN ('ai', 'mixed') THEN coalesce(
      (SELECT min(id) FROM model WHERE name = o.model),
      CASE WHEN coalesce((SELECT id FROM tool WHERE name = o.tool),
        s.tool_id) IS s.tool_id THEN nullif(s.model_id, 0) END) END,
  CASE WHEN o.origin IS NULL OR o.origin IN ('ai', 'mixed')
    THEN s.approved END,
  s.confidence, o.id
FROM (
  SELECT k.*, EXISTS (SELECT 1 FROM human_declaration d
    WHERE d.name = CASE d.scope
        WHEN 'team' THEN (SELECT name FROM team WHERE id = k.team_id)
        ELSE k.repository END
      AND k.commit_time >= d.since_time AND k.author_time >= d.since_time
      AND k.commit_time < coalesce(d.until_time, 9223372036854775807))
    AS declared
  FROM (
    SELECT g.*, p.repository_id, p.repository,
      coalesce(b.person_id, i.person_id) AS person_id,
      CASE WHEN EXISTS (SELECT 1 FROM team_member) THEN (
        SELECT m.team_id FROM team_member m JOIN team t ON t.id = m.team_id
        WHERE m.person_id = coalesce(b.person_id, i.person_id)
          AND m.from_time <= g.commit_time AND g.commit_time < m.to_time
        ORDER BY t.name LIMIT 1) END AS team_id
    FROM (SELECT x.commit_id, r.id AS repository_id, min(r.key) AS repository
      FROM commit_repository x CROSS JOIN repository r
        ON r.id = x.repository_id
      GROUP BY x.commit_id) p
    CROSS JOIN "commit" g ON g.id = p.commit_id
    LEFT JOIN identity i ON i.alias_id = g.author_alias_id
    LEFT JOIN behind b ON b.commit_id = g.id) k) c
LEFT JOIN strongest s ON s.commit_id = c.id
LEFT JOIN side n ON n.commit_id = c.id
LEFT JOIN hinted h ON h.commit_id = c.id
LEFT JOIN corrected w ON w.commit_id = c.id
LEFT JOIN override o ON o.id = w.override_id;

-- A correction that gives lines or a file of an unknown commit to AI: AI took
-- part in it. Its other lines stay unknown (link/line_origin.c).
UPDATE commit_origin SET origin = 'ai', basis = 'corrected_lines',
  tool_id = x.tool_id, model_id = x.model_id, confidence_pct = 100
FROM (SELECT v.commit_id, t.id AS tool_id, (
    SELECT min(m.id) FROM model m WHERE m.name = o.model) AS model_id,
    row_number() OVER (PARTITION BY v.commit_id
      ORDER BY t.name IS NULL, t.name, o.path, o.line) AS n
  FROM override o JOIN override_commit v ON v.override_id = o.id
  LEFT JOIN tool t ON t.name = o.tool
  WHERE o.path <> '' AND o.origin IN ('ai', 'mixed')) x
WHERE x.commit_id = commit_origin.commit_id AND x.n = 1
  AND commit_origin.origin = 'unknown'
  AND commit_origin.basis IS NOT 'corrected';

-- Of what is corrected the policy speaks too.
UPDATE commit_origin SET approved = (
  SELECT coalesce(min(p.status = 'approved'), 0) FROM tool_policy p
  JOIN "commit" k ON k.id = commit_origin.commit_id
  WHERE p.tool_id = commit_origin.tool_id AND k.author_time >= p.from_time
    AND k.author_time < p.to_time)
WHERE basis IN ('corrected', 'corrected_lines')
  AND origin IN ('ai', 'mixed')
  AND EXISTS (SELECT 1 FROM policy WHERE kind = 'tool');

-- An exception makes a tool or a model approved for its time and its team or
-- repository; all that took part must be approved, in one way or the other.
DROP TABLE IF EXISTS temp.taking_part;
CREATE TEMP TABLE taking_part (commit_id INTEGER, tool_id INTEGER,
  model_id INTEGER, at INTEGER, tool_ok INTEGER, model_ok INTEGER,
  PRIMARY KEY (commit_id, tool_id, model_id)) WITHOUT ROWID;
INSERT OR IGNORE INTO taking_part
SELECT o.commit_id, coalesce(o.tool_id, 0), coalesce(o.model_id, 0),
  k.author_time, NULL, NULL
FROM commit_origin o JOIN "commit" k ON k.id = o.commit_id
WHERE o.approved = 0 AND EXISTS (SELECT 1 FROM policy_exception
  WHERE kind IN ('tool', 'model'));
INSERT OR IGNORE INTO taking_part
SELECT o.commit_id, coalesce(c.tool_id, 0), coalesce(c.model_id, 0),
  k.author_time, NULL, NULL
FROM commit_origin o JOIN "commit" k ON k.id = o.commit_id
JOIN counted c ON c.commit_id = o.commit_id AND c.origin IN ('ai', 'mixed')
WHERE o.basis IS NOT 'corrected'
  AND o.commit_id IN (SELECT commit_id FROM taking_part);
UPDATE taking_part SET
  tool_ok = coalesce((SELECT min(p.status = 'approved') FROM tool_policy p
    WHERE p.tool_id = taking_part.tool_id AND at >= p.from_time
      AND at < p.to_time), 0)
    OR EXISTS (SELECT 1 FROM tool_exception e
      JOIN commit_origin o ON o.commit_id = taking_part.commit_id
      LEFT JOIN team m ON m.id = o.team_id
      JOIN repository r ON r.id = o.repository_id
      WHERE e.tool_id = taking_part.tool_id AND at >= e.from_time
        AND at < e.to_time AND e.scope IN ('', m.name, r.key, r.name)),
  model_ok = model_id = 0
    OR NOT EXISTS (SELECT 1 FROM policy WHERE kind = 'model')
    OR coalesce((SELECT min(p.status = 'approved') FROM model_policy p
      WHERE p.model_id = taking_part.model_id AND at >= p.from_time
        AND at < p.to_time), 0)
    OR EXISTS (SELECT 1 FROM model_exception e
      JOIN commit_origin o ON o.commit_id = taking_part.commit_id
      LEFT JOIN team m ON m.id = o.team_id
      JOIN repository r ON r.id = o.repository_id
      WHERE e.model_id = taking_part.model_id AND at >= e.from_time
        AND at < e.to_time AND e.scope IN ('', m.name, r.key, r.name));
UPDATE commit_origin SET approved = 1
WHERE approved = 0
  AND (SELECT min(t.tool_ok AND t.model_ok) FROM taking_part t
    WHERE t.commit_id = commit_origin.commit_id) = 1;

DROP TABLE temp.taking_part;
DROP TABLE temp.counted;
DROP TABLE temp.hinted;
DROP TABLE temp.strongest;
DROP TABLE temp.side;
DROP TABLE temp.corrected;
DROP TABLE temp.behind;
