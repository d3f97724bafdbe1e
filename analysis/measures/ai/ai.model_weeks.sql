-- title: Commits of each model by week
-- meaning: Commits that each model took part in, by week (from Monday, UTC) of
--    the commit and by repository, those of which lines live at the audited
--    revision, these lines, and the open findings on them; as ai.model_exposure
--    counts them. Commits of AI whose model nobody recorded have no row.
-- kind: table
-- basis: stock
-- unit: weeks
-- record: a week of a model in a repository
-- sources: git
-- needs: all_history, contents
-- keys: model
-- columns: model text Model; date time Week; repository text Repository;
--    commits count Commits; living count With lines left;
--    lines count Living lines; problems count Open problems

-- Case: m1 wrote c1 (Friday, 10 July) and c6 (Thursday, 10 September); 15 lines
-- of c1 live and 1 of c6. Findings f1 to f6 are open on c1, f19 on c6.
-- expect: n 2
-- expect: row 0 model=m1 date=2026-07-06 repository=shop commits=1 living=1 lines=15 problems=6
-- expect: row 1 model=m1 date=2026-09-07 repository=bank commits=1 lines=1 problems=1

-- Lines that nothing but their commit tells of are of each model in it.
WITH taken AS MATERIALIZED (
  SELECT DISTINCT u.commit_id, m.name AS model FROM tool_use u
  JOIN model m ON m.id = u.model_id
  JOIN commit_fact c ON c.commit_id = u.commit_id),
seen AS MATERIALIZED (
  SELECT repository_id, max(coalesce(seen_to, 9223372036854775807)) AS at
  FROM scan_fact WHERE audited AND for_problems GROUP BY repository_id),
living AS MATERIALIZED (
  SELECT l.commit_id, l.repository_id, coalesce(x.model, m.name) AS model,
    sum(l.count) AS lines
  FROM line_run l LEFT JOIN taken x ON x.commit_id = l.commit_id
    AND l.attribution_id IS NULL AND l.override_id IS NULL
  LEFT JOIN model m ON m.id = l.model_id
  WHERE l.origin IN ('ai', 'mixed') AND l.counts AND l.commit_id IS NOT NULL
    AND coalesce(x.model, m.name) IS NOT NULL
  GROUP BY 1, 2, 3),
found AS MATERIALIZED (
  SELECT f.commit_id, coalesce(x.model, m.name) AS model, count(*) AS findings
  FROM finding_fact f JOIN finding_origin o ON o.finding_id = f.finding_id
  LEFT JOIN taken x ON x.commit_id = f.commit_id
    AND coalesce(o.basis, '') NOT IN ('line', 'corrected_lines')
  LEFT JOIN model m ON m.id = f.model_id
  WHERE f.state = 'open' AND f.category <> 'quality'
    AND f.origin IN ('ai', 'mixed')
    AND f.commit_id IN (SELECT commit_id FROM living) GROUP BY 1, 2),
-- where its lines live, else where it was made
named AS (
  SELECT commit_id, repository_id, model, lines FROM living
  UNION ALL
  SELECT t.commit_id, c.repository_id, t.model, 0 FROM taken t
  JOIN commit_fact c ON c.commit_id = t.commit_id
  WHERE NOT EXISTS (SELECT 1 FROM living l
    WHERE l.commit_id = t.commit_id AND l.model = t.model))
SELECT n.model, (k.commit_time / 86400 - (k.commit_time / 86400 + 3) % 7) * 86400
    AS date,
  r.name AS repository, count(*) AS commits,
  sum(n.lines > 0) AS living, sum(n.lines) AS lines,
  CASE WHEN count(f.findings) > 0
      OR min(coalesce(k.commit_time <= v.at, 0)) > 0
    THEN coalesce(sum(f.findings), 0) END AS problems,
  min(k.source_id) AS source_id, min(k.locator) AS locator
FROM named n JOIN "commit" k ON k.id = n.commit_id
JOIN repository r ON r.id = n.repository_id
LEFT JOIN seen v ON v.repository_id = n.repository_id
LEFT JOIN found f ON f.commit_id = n.commit_id AND f.model = n.model
  AND n.lines > 0
GROUP BY n.model, date, r.id
ORDER BY n.model, date, r.name
