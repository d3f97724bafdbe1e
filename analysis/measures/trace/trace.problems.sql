-- title: Open problems on lines of traced commits, one by one
-- meaning: Each finding that is open now on a line of a traced commit: what it
--    is, where the line stands, since when it is known, whose it is to mend.
--    Those whose lines were rewritten since the scan come last, at the place
--    where they were seen.
-- kind: table
-- basis: stock
-- unit: findings
-- record: a finding
-- sources: git, trace
-- keys: state
-- columns: no text Commit No.; id text Commit; severity text Severity;
--    rule text Rule; scanner text Found by; cwe count CWE;
--    repository text Repository; path text File; line count Line;
--    since time Since; sure text Whose; state text Line is;
--    owners text Owners

-- Case: f1 and f2 on c1, f11 on c4.
-- expect: n 3
-- expect: row 0 no=1 severity=critical rule=r1 path=a.c line=1
-- expect: row 0 state=there
-- expect: row 2 no=2 severity=medium since=2026-07-16
SELECT t.position AS no, t.name AS id, f.severity, f.rule, f.tool AS scanner,
  f.cwe, r.name AS repository, coalesce(p.path, f.path) AS path,
  coalesce(x.line, nullif(f.line, 0)) AS line,
  f.first_time AS since,
  CASE x.sure WHEN 1 THEN 'traced' ELSE 'possible' END AS sure,
  iif(x.alive, 'there', 'rewritten') AS state, w.text AS owners
FROM traced_finding x JOIN traced t ON t.commit_id = x.commit_id
JOIN finding f ON f.id = x.finding_id
LEFT JOIN repository r ON r.id = f.repository_id
LEFT JOIN file p ON p.id = x.file_id
LEFT JOIN file g ON g.path = coalesce(p.path, f.path)
LEFT JOIN traced_owned w ON w.repository_id = f.repository_id
  AND w.file_id = g.id
ORDER BY x.alive DESC, f.severity_rank, t.position, 8, 9, f.rule, f.key
