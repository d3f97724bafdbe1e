-- title: What each model left in the code
-- meaning: Lines of the audited revision that each model wrote, or that came
--    in commits it took part in, the files and repositories they stand in,
--    and the open findings on them: what would have to be reviewed if the
--    model turned out to be compromised. Lines of AI whose model nobody
--    recorded could not be found by model. That there are none is known only
--    where a scan has looked at all commits these lines came with. Matters of
--    style are not counted.
-- kind: table
-- basis: stock
-- unit: models
-- record: a model
-- sources: git
-- needs: all_history, contents
-- keys: model
-- columns: model text Model; lines count Living lines; files count Files;
--    repositories count Repositories; commits count Commits;
--    findings count Open problems

-- Case: m1 wrote 15 lines of a.c and 1 of b.py; 9 lines of cursor's in two
-- commits have no model. Findings f1 to f6 are open on lines of c1, f19 on one
-- of c6, f11 to f14 on c4.
-- expect: n 2
-- expect: row 0 model=m1 lines=16 files=2 repositories=2 commits=2 findings=7
-- expect: row 1 lines=9 files=1 repositories=1 commits=2 findings=4

-- Lines that nothing but their commit tells of are of each model in it.
WITH taken AS MATERIALIZED (
  SELECT DISTINCT u.commit_id, m.name FROM tool_use u
  JOIN model m ON m.id = u.model_id),
seen AS MATERIALIZED (
  SELECT repository_id, max(coalesce(seen_to, 9223372036854775807)) AS at
  FROM scan_fact WHERE audited AND for_problems GROUP BY repository_id),
living AS (
  SELECT l.repository_id, l.file_id, l.commit_id, l.count,
    coalesce(x.name, m.name) AS model, c.oid, c.source_id, c.locator,
    coalesce(c.commit_time <= v.at, 0) AS scanned
  FROM line_run l LEFT JOIN seen v ON v.repository_id = l.repository_id
  LEFT JOIN taken x ON x.commit_id = l.commit_id
    AND l.attribution_id IS NULL AND l.override_id IS NULL
  LEFT JOIN model m ON m.id = l.model_id
  LEFT JOIN "commit" c ON c.id = l.commit_id
  WHERE l.origin IN ('ai', 'mixed') AND l.counts),
found AS MATERIALIZED (
  SELECT coalesce(x.name, m.name) AS model, count(*) AS findings
  FROM finding_fact f JOIN finding_origin o ON o.finding_id = f.finding_id
  LEFT JOIN taken x ON x.commit_id = f.commit_id
    AND coalesce(o.basis, '') NOT IN ('line', 'corrected_lines')
  LEFT JOIN model m ON m.id = f.model_id
  WHERE f.state = 'open' AND f.category <> 'quality' AND f.origin IN ('ai', 'mixed')
    AND f.commit_id IN (SELECT commit_id FROM living) GROUP BY 1)
SELECT model, lines, files, repositories, commits, findings, source_id,
  locator FROM (
  SELECT coalesce(l.model, 'not recorded') AS model, sum(l.count) AS lines,
    count(DISTINCT l.file_id || ':' || l.repository_id) AS files,
    count(DISTINCT l.repository_id) AS repositories,
    count(DISTINCT l.commit_id) AS commits,
    coalesce((SELECT f.findings FROM found f WHERE f.model IS l.model),
      iif(min(l.scanned), 0, NULL)) AS findings,
    l.model IS NULL AS is_last, min(l.oid) AS place, l.source_id, l.locator
  FROM living l
  GROUP BY l.model)
ORDER BY lines DESC, is_last, model
