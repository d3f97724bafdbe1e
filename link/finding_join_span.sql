-- What findings were that several tools see, before what they are now: from
-- each sighting, fix and return of one of them to the next, by those that had
-- been seen by then. As link/finding_join.c has it, assay's own leads, else the
-- worst; temp.joined has each with the one that leads now.

DROP TABLE IF EXISTS temp.joined_was;
CREATE TEMP TABLE joined_was AS
WITH point AS (
  SELECT j.leader_id, f.first_time AS time
  FROM joined j JOIN finding f ON f.id = j.finding_id
  UNION SELECT j.leader_id, s.to_time
  FROM joined j JOIN finding_span s ON s.finding_id = j.finding_id
  UNION SELECT j.leader_id, c.from_time
  FROM joined j JOIN finding_closed c ON c.finding_id = j.finding_id
  UNION SELECT j.leader_id, c.to_time
  FROM joined j JOIN finding_closed c ON c.finding_id = j.finding_id
), turn AS (
  SELECT leader_id, time, lead(time) OVER (
    PARTITION BY leader_id ORDER BY time) AS until
  FROM point WHERE time IS NOT NULL
), known AS (
  SELECT p.leader_id, p.time, p.until, f.id, f.key, f.tool,
    coalesce(c.state, 'open') AS state,
    iif(s.to_time IS NULL, f.rule, s.rule) AS rule,
    iif(s.to_time IS NULL, f.category, s.category) AS category,
    iif(s.to_time IS NULL, f.severity, s.severity) AS severity,
    iif(s.to_time IS NULL, f.severity_rank, s.severity_rank) AS severity_rank,
    iif(s.to_time IS NULL, f.cwe, s.cwe) AS cwe,
    iif(s.to_time IS NULL, f.path, s.path) AS path,
    iif(s.to_time IS NULL, f.line, s.line) AS line,
    iif(s.to_time IS NULL, f.last_result_id, s.result_id) AS result_id,
    iif(s.to_time IS NULL, f.tool_time, s.tool_time) AS tool_time,
    iif(s.to_time IS NULL, f.unseen, s.unseen) AS unseen,
    iif(s.to_time IS NULL, f.unseen_time, s.unseen_time) AS unseen_time,
    iif(s.to_time IS NULL, o.commit_id, s.commit_id) AS commit_id,
    iif(s.to_time IS NULL, o.origin, s.origin) AS origin,
    iif(s.to_time IS NULL, o.tool_id, s.tool_id) AS tool_id,
    iif(s.to_time IS NULL, o.model_id, s.model_id) AS model_id,
    iif(s.to_time IS NULL, o.language, s.language) AS language,
    iif(s.to_time IS NULL, o.kind, s.kind) AS kind
  FROM turn p JOIN joined j ON j.leader_id = p.leader_id
  JOIN finding f ON f.id = j.finding_id AND f.first_time <= p.time
  LEFT JOIN finding_span s ON s.finding_id = f.id
    AND coalesce(s.from_time <= p.time, 1)
    AND coalesce(s.to_time > p.time, 1)
  LEFT JOIN finding_origin o ON o.finding_id = f.id
  LEFT JOIN finding_closed c ON c.finding_id = f.id AND c.from_time <= p.time
    AND coalesce(c.to_time > p.time, 1)
  WHERE p.until IS NOT NULL
), ranked AS (
  SELECT *, row_number() OVER (PARTITION BY leader_id, time
      ORDER BY tool = 'assay' DESC, severity_rank, line, tool, key) AS place,
    row_number() OVER (PARTITION BY leader_id, time
      ORDER BY commit_id IS NULL, tool = 'assay' DESC, severity_rank, line,
        tool, key) AS placed
  FROM known
), told AS (
  SELECT leader_id, time, count(*) AS tools, min(cwe) AS cwe,
    min(CASE category WHEN 'secret' THEN 0 WHEN 'security' THEN 1 ELSE 2 END)
      AS category,
    coalesce(min(severity_rank) FILTER (WHERE state <> 'fixed'),
      min(severity_rank)) AS severity_rank,
    min(tool_time) AS tool_time,
    iif(max(state = 'open' AND unseen IS NULL), NULL, min(unseen)) AS unseen,
    iif(max(state = 'open' AND unseen IS NULL), NULL, min(unseen_time))
      AS unseen_time
  FROM known GROUP BY leader_id, time)
SELECT t.leader_id, iif(lag(t.time) OVER (PARTITION BY t.leader_id
    ORDER BY t.time) IS NULL, NULL, t.time) AS from_time, l.until AS to_time,
  l.tool, l.rule,
  CASE t.category WHEN 0 THEN 'secret' WHEN 1 THEN 'security'
    ELSE l.category END AS category,
  CASE t.severity_rank WHEN 1 THEN 'critical' WHEN 2 THEN 'high'
    WHEN 3 THEN 'medium' WHEN 4 THEN 'low' ELSE 'info' END AS severity,
  t.severity_rank, coalesce(l.cwe, t.cwe) AS cwe, l.path, l.line, l.result_id,
  t.tools, t.tool_time, t.unseen, t.unseen_time, o.commit_id, o.origin,
  o.tool_id, o.model_id, o.language, o.kind
FROM told t
JOIN ranked l ON l.leader_id = t.leader_id AND l.time = t.time AND l.place = 1
JOIN ranked o ON o.leader_id = t.leader_id AND o.time = t.time
  AND o.placed = 1;

DELETE FROM finding_span WHERE finding_id IN (SELECT finding_id FROM joined);
INSERT INTO finding_span (finding_id, from_time, to_time, tool, rule, category,
  severity, severity_rank, cwe, path, line, result_id, tools, tool_time,
  unseen, unseen_time, commit_id, origin, tool_id, model_id, language, kind)
SELECT leader_id, from_time, to_time, tool, rule, category, severity,
  severity_rank, cwe, path, line, result_id, tools, tool_time, unseen,
  unseen_time, commit_id, origin, tool_id, model_id, language, kind
FROM joined_was ORDER BY leader_id, to_time;
INSERT INTO finding_span (finding_id, from_time)
SELECT leader_id, max(to_time) FROM joined_was GROUP BY leader_id
ORDER BY leader_id;
DROP TABLE joined_was;
