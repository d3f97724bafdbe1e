-- title: AI tools and models: what the figures allow to recommend
-- meaning: For each AI tool and model that was seen, paid for or tested: keep,
--    approve with conditions, hold, or not enough data, by a published rule
--    (data/recommendation-rule.csv and its limits), with the reasons, how sure
--    that is, and what would change it. It rests on the organisation's own tests
--    and on the problems in its code, like for like; published figures are not
--    in it. Policy: what it says on the last day. What goes with what, never
--    why: people choose their tools and their tasks.
-- kind: table
-- compute: bench_recommendation
-- basis: stock
-- unit: tools and models
-- record: a tool or a model
-- sources: git
-- dates: commits up to the end of the period; runs at most a year old
-- keys: kind
-- family: tools and models among themselves
-- columns: kind text Kind; id text Id; name text Name; decision text Recommended;
--    policy text Policy; own text Own tests: secure, of working;
--    observed text Problems against human work; commits count Commits;
--    working count Working samples; secure count Of these secure;
--    secure_low share From; secure_high share To; kinds count Kinds tested;
--    problems count Problems; exposure rate 1,000 lines; ratio rate Ratio;
--    ratio_low rate From; ratio_high rate To; p_adjusted rate p, adjusted;
--    class text Word; shrunk rate Beside all AI, shrunk; spend text Spend;
--    per_user text For each active user; idle count Idle seats;
--    reasons text Why; uncertainty text How sure; change text What would change it

-- Case: claude-code has 36 of 45 in one kind and little code; cursor 5 of 20; m1
-- 45 of 55 in two, where three kinds are asked for. Nothing is recommended.
-- expect: n 4
-- expect: row 0 kind=tool id=claude-code decision=not_enough policy=approved
-- expect: row 0 working=45 secure=36 kinds=1 commits=7 idle=2
-- expect: row 1 kind=tool id=cursor policy=none working=20
-- expect: row 2 kind=model id=m1 working=55 secure=45 kinds=2 idle=
WITH used AS (
  SELECT u.tool_id, m.name AS model, u.commit_id
  FROM tool_use u CROSS JOIN commit_fact c ON c.commit_id = u.commit_id
  LEFT JOIN model m ON m.id = u.model_id
  WHERE c.at < :at),
run AS (
  SELECT tool_id, model FROM benchmark_fact
  WHERE (at >= :at - 366 * 86400 AND at < :at) OR (at IS NULL AND :newest)),
named AS (
  SELECT 'tool' AS kind, tool_id AS id, NULL AS model,
    count(DISTINCT commit_id) AS commits
  FROM used WHERE tool_id > 0 GROUP BY tool_id
  UNION ALL SELECT 'tool', tool_id, NULL, 0 FROM run
    WHERE tool_id IS NOT NULL
  UNION ALL SELECT 'tool', tool_id, NULL, 0 FROM spend
    WHERE from_time < :at AND to_time > :from
  UNION ALL SELECT 'tool', tool_id, NULL, 0 FROM seat WHERE :newest
  UNION ALL SELECT 'model', NULL, model, count(DISTINCT commit_id)
  FROM used WHERE model IS NOT NULL GROUP BY model
  UNION ALL SELECT 'model', NULL, model, 0 FROM run),
subject AS (
  SELECT kind, id, model, max(commits) AS commits FROM named
  GROUP BY kind, id, model),
said AS (
  SELECT 'tool' AS kind, tool_id AS id, NULL AS model, status, from_time,
    to_time FROM tool_policy
  UNION ALL SELECT DISTINCT 'model', NULL, m.name, p.status, p.from_time,
    p.to_time FROM model_policy p JOIN model m ON m.id = p.model_id)
SELECT s.kind, coalesce(t.name, s.model) AS id,
  coalesce(t.label, t.name, s.model) AS name,
  CASE WHEN NOT EXISTS (SELECT 1 FROM policy WHERE kind = s.kind)
      THEN 'not assessed'
    ELSE coalesce((SELECT p.status FROM said p
        WHERE p.kind = s.kind AND p.id IS s.id AND p.model IS s.model
          AND p.from_time < :at AND p.to_time >= :at
        ORDER BY p.status = 'approved', p.status = 'retired' LIMIT 1),
      (SELECT CASE WHEN min(p.from_time) >= :at THEN 'not yet'
          ELSE 'lapsed' END
        FROM said p WHERE p.kind = s.kind AND p.id IS s.id
          AND p.model IS s.model HAVING count(*) > 0),
      'none') END AS policy,
  s.commits, NULL AS source_id, NULL AS locator
FROM subject s LEFT JOIN tool t ON t.id = s.id
ORDER BY s.kind = 'model', s.commits DESC, 2
