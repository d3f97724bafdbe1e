-- title: What was traced, by repository
-- meaning: For each repository with traced commits the service that it is, how
--    many commits, from when to when, their lines that live, and open problems.
--    Lines that stand in several clones or forks count in one of them; in the
--    others they are copies.
-- kind: table
-- basis: stock
-- unit: repositories
-- record: a repository
-- sources: git, trace
-- columns: repository text Repository; service text Service;
--    commits count Commits; first time First; last time Last;
--    lines count Lines left; possible count May be its;
--    copies count Same lines in a clone;
--    problems count Problems; worst text Worst; clean count Undone cleanly

-- Case: shop has c1, bank c4 and c6.
-- expect: n 2
-- expect: row 0 repository=shop commits=1 lines=25 problems=2 worst=critical
-- expect: row 1 repository=bank commits=2 lines=7 last=2026-09-10
WITH part AS (
  SELECT t.repository_id, count(*) AS commits, min(t.at) AS first,
    max(t.at) AS last, sum(t.alive) AS lines, sum(t.possible) AS possible,
    0 AS copies, sum(t.findings) AS problems, min(t.worst) AS worst,
    CASE WHEN max(t.revert) IS NOT NULL THEN sum(t.revert IS 'clean') END
      AS clean
  FROM traced t GROUP BY 1
  UNION ALL
  SELECT p.repository_id, 0, NULL, NULL, NULL, NULL, sum(p.count), NULL, NULL,
    NULL
  FROM traced_place p WHERE p.copy GROUP BY 1)
SELECT r.name AS repository, r.service, sum(x.commits) AS commits,
  min(x.first) AS first, max(x.last) AS last, sum(x.lines) AS lines,
  sum(x.possible) AS possible, nullif(sum(x.copies), 0) AS copies,
  sum(x.problems) AS problems,
  CASE min(x.worst) WHEN 1 THEN 'critical' WHEN 2 THEN 'high'
    WHEN 3 THEN 'medium' WHEN 4 THEN 'low' WHEN 5 THEN 'info' END AS worst,
  max(x.clean) AS clean
FROM part x JOIN repository r ON r.id = x.repository_id
GROUP BY r.id
ORDER BY min(coalesce(x.worst, 9)), sum(coalesce(x.problems, 0)) DESC,
  sum(coalesce(x.lines, 0)) DESC, r.name
