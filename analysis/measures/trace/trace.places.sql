-- title: Where the lines of traced commits stand
-- meaning: For each traced commit and file the ranges of its lines at the
--    audited revision. Possible are lines that may be of what is traced: the
--    record of the lines of their commit is of another tool and leaves them out.
-- kind: table
-- basis: stock
-- unit: places
-- record: lines of a commit in a file
-- sources: git, trace
-- columns: no text Commit No.; id text Commit; repository text Repository;
--    service text Service; path text File; first text Lines;
--    ranges text All ranges; lines count Count; tool text Tool;
--    sure text Whose; owners text Owners

-- Case: c1 in two ranges, c4 in one.
-- expect: n 2
-- expect: row 0 no=1 path=a.c lines=25 sure=traced
-- expect: row 1 no=2 path=b.py ranges=1-7 owners= tool=Cursor
WITH run AS (
  SELECT p.commit_id, p.repository_id, p.file_id, p.sure, p.tool_id, p.count,
    CASE p.count WHEN 1 THEN p.start
      ELSE p.start || '-' || (p.start + p.count - 1) END AS text,
    row_number() OVER (PARTITION BY p.commit_id, p.repository_id, p.file_id,
      p.sure, p.tool_id ORDER BY p.start) AS k
  FROM traced_place p ORDER BY p.commit_id, p.file_id, p.start)
SELECT t.position AS no, t.name AS id, r.name AS repository, r.service,
  f.path, group_concat(CASE WHEN x.k <= 5 THEN x.text END, ', ')
    || CASE WHEN count(*) > 5 THEN ' and ' || (count(*) - 5) || ' more'
      ELSE '' END AS first,
  group_concat(x.text, ', ') AS ranges, sum(x.count) AS lines,
  coalesce(o.label, o.name) AS tool,
  CASE x.sure WHEN 1 THEN 'traced' ELSE 'possible' END AS sure,
  w.text AS owners
FROM run x JOIN traced t ON t.commit_id = x.commit_id
JOIN repository r ON r.id = x.repository_id
JOIN file f ON f.id = x.file_id
LEFT JOIN traced_owned w ON w.repository_id = x.repository_id
  AND w.file_id = x.file_id
LEFT JOIN tool o ON o.id = x.tool_id
GROUP BY x.commit_id, x.repository_id, x.file_id, x.sure, x.tool_id
ORDER BY t.position, x.sure DESC, r.name, f.path, tool
