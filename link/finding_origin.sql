-- From the lines that findings stand on, finding_line, to one origin a finding.
-- temp.stood_at has for each finding what its file is, how its lines were
-- found, or why there are none; temp.stood where its lines were born.
--
-- AI's lines and others make it mixed. Without AI's it is human where all are
-- known and not all a bot's, as a deployment is (change_fact). Its commit is
-- that of most lines, of equals the first's; its tool and model are those of
-- most of AI's lines.

DROP TABLE IF EXISTS temp.stood_sum;
CREATE TEMP TABLE stood_sum AS
SELECT finding_id, sum(lines) AS lines,
  sum(lines) FILTER (WHERE origin = 'ai') AS ai,
  sum(lines) FILTER (WHERE origin = 'mixed') AS mixed,
  sum(lines) FILTER (WHERE origin = 'human') AS human,
  sum(lines) FILTER (WHERE origin = 'bot') AS bot
FROM finding_line GROUP BY finding_id;
CREATE UNIQUE INDEX temp.stood_sum_key ON stood_sum (finding_id);

-- Of each finding: the commit of most lines, and what is said of most of AI's
-- lines, or else of that commit's.
DROP TABLE IF EXISTS temp.stood_commit;
CREATE TEMP TABLE stood_commit AS
SELECT finding_id, commit_id FROM (
  SELECT finding_id, commit_id, row_number() OVER (PARTITION BY finding_id
    ORDER BY sum(lines) DESC, min(line)) AS n
  FROM finding_line WHERE commit_id IS NOT NULL GROUP BY 1, 2) WHERE n = 1;
CREATE UNIQUE INDEX temp.stood_commit_key ON stood_commit (finding_id);
DROP TABLE IF EXISTS temp.stood_said;
CREATE TEMP TABLE stood_said AS
SELECT finding_id, basis, tool_id, model_id, confidence_pct FROM (
  SELECT l.finding_id, l.basis, l.tool_id, l.model_id,
    min(min(l.confidence_pct)) OVER (PARTITION BY l.finding_id,
      l.origin IN ('ai', 'mixed')) AS confidence_pct,
    row_number() OVER (PARTITION BY l.finding_id
      ORDER BY l.origin IN ('ai', 'mixed') DESC, sum(l.lines) DESC,
        min(l.line)) AS n
  FROM finding_line l
  GROUP BY l.finding_id, l.origin, l.basis, l.tool_id, l.model_id)
WHERE n = 1;
CREATE UNIQUE INDEX temp.stood_said_key ON stood_said (finding_id);

INSERT INTO finding_origin (finding_id, commit_id, origin, basis, tool_id,
  model_id, confidence_pct, lines, ai_lines, way, language, kind, reason)
SELECT finding_id, commit_id, origin,
  iif(origin = 'unknown', NULL, basis),
  iif(origin IN ('ai', 'mixed'), tool_id, NULL),
  iif(origin IN ('ai', 'mixed'), model_id, NULL),
  iif(origin = 'unknown', NULL, confidence_pct), lines, ai,
  iif(commit_id IS NULL, NULL, way), language, kind, reason
FROM (
  SELECT a.finding_id, c.commit_id, a.way, a.language, a.kind, w.basis,
    w.tool_id, w.model_id, w.confidence_pct, s.lines,
    iif(s.lines IS NULL, NULL, coalesce(s.ai, 0)) AS ai,
    CASE WHEN s.ai = s.lines THEN 'ai'
      WHEN s.ai > 0 OR s.mixed > 0 THEN 'mixed'
      WHEN s.bot = s.lines THEN 'bot'
      WHEN coalesce(s.human, 0) + coalesce(s.bot, 0) = s.lines THEN 'human'
      ELSE 'unknown' END AS origin,
    CASE WHEN c.commit_id IS NOT NULL THEN NULL
      WHEN EXISTS (SELECT 1 FROM stood z
        WHERE z.finding_id = a.finding_id AND z.oid IS NOT NULL)
        THEN 'the commit is not among those imported'
      WHEN s.lines > 0
        THEN 'the history of the line is not in this clone'
      ELSE a.reason END AS reason
  FROM stood_at a
  LEFT JOIN stood_sum s ON s.finding_id = a.finding_id
  LEFT JOIN stood_commit c ON c.finding_id = a.finding_id
  LEFT JOIN stood_said w ON w.finding_id = a.finding_id);

-- Nobody knows whether the scan saw what the audited head has.
DELETE FROM diagnostic WHERE code = 'origin-assumed';
INSERT INTO diagnostic (source_id, severity, code, line, text)
SELECT s.source_id, 'warning', 'origin-assumed', 0,
  'a scan of ' || coalesce(s.tool_label, s.tool) || ' names neither its '
  || 'revision nor its time: the lines of the audited head are taken for those '
  || 'that it saw, for findings: ' || count(*)
  || '; give revision: of this input in the configuration'
FROM (SELECT 1 FROM scan_home LIMIT 1) CROSS JOIN finding_origin o
JOIN finding f ON f.id = o.finding_id
JOIN result t ON t.id = f.last_result_id JOIN scan s ON s.id = t.scan_id
WHERE o.way = 'head'
GROUP BY s.source_id, coalesce(s.tool_label, s.tool) ORDER BY 1, 5;

DROP TABLE temp.stood_sum;
DROP TABLE temp.stood_commit;
DROP TABLE temp.stood_said;
DROP TABLE temp.stood;
DROP TABLE temp.stood_at;
DROP TABLE IF EXISTS temp.stood_scan;
DROP TABLE IF EXISTS temp.stood_later;
DROP VIEW temp.correcting;
DROP VIEW temp.deciding;
DROP TABLE temp.decider;
