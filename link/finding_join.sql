-- One finding of those that link/finding_join.c joined: temp.joined has each
-- with the one that leads, which stays and takes what the others know. It is
-- open while one of them is; the record of each goes to finding_tool.

INSERT INTO finding_tool (finding_id, key, tool, rule, category, severity,
  cwe, path, line, state, first_time, last_time, fixed_time, first_result_id,
  last_result_id)
SELECT j.leader_id, f.key, f.tool, f.rule, f.category, f.severity, f.cwe,
  f.path, f.line, f.state, f.first_time, f.last_time, f.fixed_time,
  f.first_result_id, f.last_result_id
FROM joined j JOIN finding f ON f.id = j.finding_id;

-- The times at which none of them was open.
DROP TABLE IF EXISTS temp.joined_turn;
CREATE TEMP TABLE joined_turn AS
WITH point AS (
  SELECT j.leader_id, f.first_time AS time
  FROM joined j JOIN finding f ON f.id = j.finding_id
  UNION SELECT j.leader_id, c.from_time
  FROM joined j JOIN finding_closed c ON c.finding_id = j.finding_id
  UNION SELECT j.leader_id, c.to_time
  FROM joined j JOIN finding_closed c ON c.finding_id = j.finding_id
), told AS (
  SELECT p.leader_id, p.time, min(CASE c.state WHEN 'fixed' THEN 2
      WHEN 'suppressed' THEN 1 ELSE 0 END) AS state, min(c.how) AS how
  FROM point p JOIN joined j ON j.leader_id = p.leader_id
  JOIN finding f ON f.id = j.finding_id AND f.first_time <= p.time
  LEFT JOIN finding_closed c ON c.finding_id = f.id AND c.from_time <= p.time
    AND (c.to_time IS NULL OR c.to_time > p.time)
  WHERE p.time IS NOT NULL GROUP BY p.leader_id, p.time
), turn AS (
  SELECT leader_id, time, state, how, lag(state, 1, 0) OVER (
    PARTITION BY leader_id ORDER BY time) AS before FROM told)
SELECT leader_id, time, lead(time) OVER (
    PARTITION BY leader_id ORDER BY time) AS until, state, how
FROM turn WHERE state <> before;
DELETE FROM finding_closed WHERE finding_id IN (SELECT finding_id FROM joined);
INSERT INTO finding_closed (finding_id, from_time, to_time, state, how)
SELECT leader_id, time, until, iif(state = 1, 'suppressed', 'fixed'),
  iif(state = 2, how, NULL)
FROM joined_turn WHERE state > 0;
DROP TABLE joined_turn;

UPDATE finding AS f SET
  tools = a.tools,
  tool_time = a.tool_time,
  unseen = CASE WHEN a.seen THEN NULL ELSE a.unseen END,
  unseen_time = CASE WHEN a.seen THEN NULL ELSE a.unseen_time END,
  fixed_how = CASE WHEN a.state = 'fixed' THEN coalesce(f.fixed_how, a.how) END,
  (reopened, reopened_time) = (SELECT count(*), max(c.to_time)
    FROM finding_closed c WHERE c.finding_id = f.id AND c.state = 'fixed'
      AND c.to_time IS NOT NULL),
  category = CASE a.category WHEN 0 THEN 'secret' WHEN 1 THEN 'security'
    ELSE f.category END,
  severity = CASE a.severity_rank WHEN 1 THEN 'critical' WHEN 2 THEN 'high'
    WHEN 3 THEN 'medium' WHEN 4 THEN 'low' ELSE 'info' END,
  severity_rank = a.severity_rank,
  cwe = coalesce(f.cwe, a.cwe),
  state = a.state,
  first_time = a.first_time,
  last_time = a.last_time,
  fixed_time = CASE WHEN a.state = 'fixed' THEN a.fixed_time END
FROM (
  SELECT j.leader_id, count(*) AS tools,
    min(CASE x.category WHEN 'secret' THEN 0 WHEN 'security' THEN 1 ELSE 2
      END) AS category,
    coalesce(min(CASE WHEN x.state = 'open' THEN x.severity_rank END),
      min(CASE WHEN x.state = 'suppressed' THEN x.severity_rank END),
      min(x.severity_rank)) AS severity_rank, min(x.cwe) AS cwe,
    CASE WHEN max(x.state = 'open') THEN 'open'
      WHEN max(x.state = 'suppressed') THEN 'suppressed'
      ELSE 'fixed' END AS state,
    min(x.first_time) AS first_time, max(x.last_time) AS last_time,
    max(x.fixed_time) AS fixed_time, min(x.tool_time) AS tool_time,
    max(x.state = 'open' AND x.unseen IS NULL) AS seen,
    min(x.unseen) AS unseen, min(x.unseen_time) AS unseen_time,
    min(x.fixed_how) AS how
  FROM joined j JOIN finding x ON x.id = j.finding_id GROUP BY j.leader_id
) a WHERE a.leader_id = f.id;

-- Where the leader's own record is no more as the joined finding is, what is
-- told of it is that of the worst that is: who sees it, by which rule.
DROP TABLE IF EXISTS temp.told_by;
CREATE TEMP TABLE told_by AS
SELECT leader_id, tool, rule, line, cwe, last_result_id FROM (
  SELECT t.finding_id AS leader_id, t.tool, t.rule, t.line, t.cwe,
    t.last_result_id, row_number() OVER (PARTITION BY t.finding_id
      ORDER BY CASE t.severity WHEN 'critical' THEN 1 WHEN 'high' THEN 2
        WHEN 'medium' THEN 3 WHEN 'low' THEN 4 ELSE 5 END, t.tool, t.key) AS n
  FROM finding f JOIN finding_tool t ON t.finding_id = f.id
    AND t.state = f.state
  JOIN finding_tool o ON o.finding_id = f.id AND o.key = f.key
    AND o.state <> f.state
  WHERE f.id IN (SELECT leader_id FROM joined))
WHERE n = 1;
UPDATE finding SET tool = x.tool, rule = x.rule, line = x.line,
  cwe = coalesce(x.cwe, finding.cwe),
  last_result_id = coalesce(nullif(x.last_result_id, 0), finding.last_result_id)
FROM told_by x WHERE x.leader_id = finding.id;
DROP TABLE told_by;

-- The origin of another counts where the leader has none.
UPDATE finding_origin AS o SET (commit_id, origin, basis, tool_id, model_id,
  confidence_pct, lines, ai_lines, way, language, kind, reason) = (
  SELECT x.commit_id, x.origin, x.basis, x.tool_id, x.model_id,
    x.confidence_pct, x.lines, x.ai_lines, x.way, x.language, x.kind, x.reason
  FROM joined j JOIN finding_origin x ON x.finding_id = j.finding_id
  WHERE j.leader_id = o.finding_id AND x.commit_id IS NOT NULL
  ORDER BY x.finding_id LIMIT 1)
WHERE o.finding_id IN (SELECT leader_id FROM joined)
  AND o.commit_id IS NULL AND EXISTS (
  SELECT 1 FROM joined j JOIN finding_origin x ON x.finding_id = j.finding_id
  WHERE j.leader_id = o.finding_id AND x.commit_id IS NOT NULL);

-- What refers to the others refers to the leader, or goes.
UPDATE finding_match AS m SET finding_id = (
  SELECT leader_id FROM joined j WHERE j.finding_id = m.finding_id)
WHERE finding_id IN (SELECT finding_id FROM joined);
INSERT INTO finding_match (result_id, finding_id, pass)
SELECT f.first_result_id, j.leader_id, 'tool'
FROM joined j JOIN finding f ON f.id = j.finding_id
WHERE j.finding_id <> j.leader_id AND f.first_result_id <> 0;

DROP TABLE IF EXISTS temp.led;
CREATE TEMP TABLE led (finding_id INTEGER PRIMARY KEY);
INSERT INTO led SELECT finding_id FROM joined WHERE finding_id <> leader_id;
DELETE FROM finding_line WHERE finding_id IN (SELECT finding_id FROM led);
DELETE FROM finding_origin WHERE finding_id IN (SELECT finding_id FROM led);
DELETE FROM finding WHERE id IN (SELECT finding_id FROM led);
DROP TABLE led;
DROP TABLE joined;
