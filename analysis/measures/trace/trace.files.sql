-- title: Files with living lines of traced commits
-- meaning: Each file with lines of traced commits: how many, of how many
--    commits, its owners, and the open findings on such lines. Files with the
--    worst finding come first, then those with more findings, then those with
--    more lines.
-- kind: table
-- basis: stock
-- unit: files
-- record: a file
-- sources: git, trace
-- columns: repository text Repository; path text File; lines count Lines;
--    commits count Commits; findings count Problems;
--    worst text Worst; owners text Owners

-- Case: a.c of shop has 25 lines and 2 findings, b.py of bank 7 and 1.
-- expect: n 2
-- expect: row 0 repository=shop path=a.c lines=25 commits=1 findings=2 worst=critical
-- expect: row 1 repository=bank path=b.py lines=7 findings=1 worst=medium
WITH found AS (
  SELECT f.repository_id, coalesce(p.path, f.path) AS path,
    count(*) AS findings, min(f.severity_rank) AS worst
  FROM traced_finding x JOIN finding f ON f.id = x.finding_id
  LEFT JOIN file p ON p.id = x.file_id
  WHERE x.alive GROUP BY 1, 2)
SELECT r.name AS repository, g.path, sum(p.count) AS lines,
  count(DISTINCT p.commit_id) AS commits,
  CASE WHEN EXISTS (SELECT 1 FROM scan_fact s
    WHERE s.repository_id = p.repository_id) THEN coalesce(max(f.findings), 0)
    ELSE max(f.findings) END AS findings,
  CASE max(f.worst) WHEN 1 THEN 'critical' WHEN 2 THEN 'high'
    WHEN 3 THEN 'medium' WHEN 4 THEN 'low' WHEN 5 THEN 'info'
    ELSE CASE WHEN EXISTS (SELECT 1 FROM scan_fact s
      WHERE s.repository_id = p.repository_id) THEN 'none' END END AS worst,
  w.text AS owners
FROM traced_place p JOIN file g ON g.id = p.file_id
JOIN repository r ON r.id = p.repository_id
LEFT JOIN traced_owned w ON w.repository_id = p.repository_id
  AND w.file_id = p.file_id
LEFT JOIN found f ON f.repository_id = p.repository_id AND f.path = g.path
GROUP BY p.repository_id, p.file_id
ORDER BY coalesce(max(f.worst), 9), coalesce(max(f.findings), 0) DESC,
  lines DESC, r.name, g.path
