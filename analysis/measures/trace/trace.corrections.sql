-- title: Corrections by hand that concern traced commits
-- meaning: Corrections in the configuration of who wrote commits, files or
--    lines that the trace found, or would have found without them.
-- kind: table
-- basis: stock
-- unit: corrections
-- record: a correction
-- sources: git, trace
-- columns: no text Commit No.; repository text Repository; scope text What;
--    path text File; lines text Lines; origin text Origin; tool text Tool;
--    who text Who says so; why text Why

-- Case: c8 is corrected, and is not traced.
-- expect: n 0
-- given: INSERT INTO traced_correction SELECT id, 4 FROM override
--    WHERE "commit" = 'x9';
-- expect: n 1
-- expect: row 0 no=2 repository=bank scope=lines path=a.c lines=3-6 origin=ai
-- expect: row 0 who=CTO why=pasted
SELECT t.position AS no, r.name AS repository,
  CASE WHEN v.line > 0 THEN 'lines' WHEN v.path <> '' THEN 'file'
    ELSE 'commit' END AS scope, nullif(v.path, '') AS path,
  CASE WHEN v.line > 0 THEN v.line || CASE WHEN coalesce(v.lines, 1) > 1
    THEN '-' || (v.line + v.lines - 1) ELSE '' END END AS lines,
  v.origin, coalesce(o.label, v.tool,
    CASE WHEN v.origin NOT IN ('ai', 'mixed') THEN '' END) AS tool, v.who, v.why
FROM traced_correction x JOIN override v ON v.id = x.override_id
JOIN commit_origin c ON c.commit_id = x.commit_id
JOIN repository r ON r.id = c.repository_id
LEFT JOIN traced t ON t.commit_id = x.commit_id
LEFT JOIN tool o ON o.name = v.tool
ORDER BY t.position IS NULL, t.position, r.name, v.path, v.line, v.id
