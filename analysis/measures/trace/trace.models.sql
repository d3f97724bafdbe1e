-- title: What was traced, by tool and model
-- meaning: Tools and models of the traced commits, of each the commits that it
--    leads, from when to when, and the living lines that are its own.
-- kind: table
-- basis: stock
-- unit: models
-- record: a model
-- sources: git, trace
-- columns: tool text Tool; model text Model; policy text Policy;
--    commits count Commits; first time First; last time Last;
--    lines count Lines left

-- Case: c1 and c6 are of claude-code with m1, c4 of cursor.
-- expect: n 2
-- expect: row 0 model=m1 commits=2 lines=25 policy=approved
-- expect: row 1 tool=Cursor model= commits=1 lines=7 policy=none
SELECT coalesce(o.label, o.name, 'not named') AS tool, m.name AS model,
  CASE WHEN EXISTS (SELECT 1 FROM policy WHERE kind = 'tool')
    THEN coalesce((SELECT p.status FROM policy p
      WHERE p.kind = 'tool' AND p.name = o.name), 'none')
    ELSE 'not assessed' END AS policy,
  sum(x.commits) AS commits, min(x.first) AS first, max(x.last) AS last,
  sum(x.lines) AS lines
FROM (
  SELECT t.tool_id, t.model_id, 1 AS commits, t.at AS first, t.at AS last,
    0 AS lines FROM traced t
  UNION ALL
  SELECT p.tool_id, p.model_id, 0, NULL, NULL, p.count FROM traced_place p
  WHERE p.sure AND NOT p.copy) x
LEFT JOIN tool o ON o.id = x.tool_id
LEFT JOIN model m ON m.id = x.model_id
GROUP BY o.id, m.name ORDER BY lines DESC, commits DESC, tool, m.name
