-- title: What was traced, by repository
-- meaning: For each repository with traced commits the service that it is, how
--    many commits, from when to when, their lines that live, and open problems.
-- kind: table
-- basis: stock
-- unit: repositories
-- record: a repository
-- sources: git
-- columns: repository text Repository; service text Service;
--    commits count Commits; first time First; last time Last;
--    lines count Lines left; possible count May be its;
--    problems count Problems; worst text Worst; clean count Undone cleanly

-- Case: shop has c1, bank c4 and c6.
-- expect: n 2
-- expect: row 0 repository=shop commits=1 lines=25 problems=2 worst=critical
-- expect: row 1 repository=bank commits=2 lines=7 last=2026-09-10
SELECT r.name AS repository, r.service, count(*) AS commits,
  min(t.at) AS first, max(t.at) AS last, sum(t.alive) AS lines,
  sum(t.possible) AS possible, sum(t.findings) AS problems,
  CASE min(t.worst) WHEN 1 THEN 'critical' WHEN 2 THEN 'high'
    WHEN 3 THEN 'medium' WHEN 4 THEN 'low' WHEN 5 THEN 'info' END AS worst,
  CASE WHEN max(t.revert) IS NOT NULL THEN sum(t.revert IS 'clean') END
    AS clean
FROM traced t JOIN repository r ON r.id = t.repository_id
GROUP BY r.id
ORDER BY min(coalesce(t.worst, 9)), sum(coalesce(t.findings, 0)) DESC,
  sum(coalesce(t.alive, 0)) DESC, r.name
