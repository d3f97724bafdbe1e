-- title: Who has to look at what is left, and at what first
-- meaning: For each owner of files with lines of traced commits: the services,
--    commits and lines, open problems on those lines, and where to begin: the
--    worst problem of the commit that comes first. Nobody: the rules leave the
--    file out; not known: there are no rules.
-- kind: table
-- basis: stock
-- unit: owners
-- record: an owner
-- sources: git, trace
-- columns: owner text Owner; services text Services; commits count Commits;
--    lines count Lines left; problems count Problems; worst text Worst;
--    start text Begin with

-- Case: a.c of shop has an owner, b.py of bank no rules.
-- expect: n 2
-- expect: row 0 commits=1 lines=25 problems=2
-- expect: row 0 worst=critical start=a.c:1
-- expect: row 1 lines=7 problems=1 worst=medium
WITH place AS (
  SELECT coalesce(w.text, 'not known') AS owner, p.commit_id, p.repository_id,
    p.count * NOT p.copy AS lines, t.position, t.findings
  FROM traced_place p JOIN traced t ON t.commit_id = p.commit_id
  LEFT JOIN traced_owned w ON w.repository_id = p.repository_id
    AND w.file_id = p.file_id),
found AS (
  SELECT coalesce(w.text, 'not known') AS owner, f.repository_id,
    f.severity_rank, f.severity, t.position, coalesce(g.path, f.path)
      || coalesce(':' || coalesce(x.line, nullif(f.line, 0)), '') AS at
  FROM traced_finding x JOIN traced t ON t.commit_id = x.commit_id
  JOIN finding f ON f.id = x.finding_id
  LEFT JOIN file g ON g.id = x.file_id
  LEFT JOIN file h ON h.path = f.path
  LEFT JOIN traced_owned w ON w.repository_id = f.repository_id
    AND w.file_id = coalesce(x.file_id, h.id)
  WHERE x.alive),
part AS (
  SELECT owner, count(DISTINCT commit_id) AS commits, sum(lines) AS lines,
    sum(findings IS NULL) AS unscanned, min(position) AS position
  FROM place GROUP BY owner),
problem AS (
  SELECT owner, count(*) AS problems, min(severity_rank) AS worst
  FROM found GROUP BY owner),
opening AS (
  SELECT owner, severity, at, row_number() OVER (PARTITION BY owner
    ORDER BY severity_rank, position, at) AS n FROM found)
SELECT o.owner, (SELECT group_concat(x.name, ', ') FROM (
    SELECT DISTINCT coalesce(r.service, r.name) AS name FROM (
      SELECT owner, repository_id FROM place
      UNION SELECT owner, repository_id FROM found) y
    JOIN repository r ON r.id = y.repository_id
    WHERE y.owner = o.owner ORDER BY 1) x) AS services,
  coalesce(p.commits, 0) AS commits, coalesce(p.lines, 0) AS lines,
  coalesce(b.problems, iif(p.unscanned = 0, 0, NULL)) AS problems,
  coalesce(s.severity, iif(p.unscanned = 0, 'none', NULL)) AS worst,
  coalesce(s.at, 'commit No. ' || p.position) AS start
FROM (SELECT owner FROM place UNION SELECT owner FROM found) o
LEFT JOIN part p ON p.owner = o.owner
LEFT JOIN problem b ON b.owner = o.owner
LEFT JOIN opening s ON s.owner = o.owner AND s.n = 1
ORDER BY coalesce(b.worst, 9), coalesce(b.problems, 0) DESC,
  coalesce(p.lines, 0) DESC, o.owner
