-- title: Origins corrected by hand, one by one
-- meaning: What the configuration corrects, who says so and why. A correction
--    whose commit was not read or did not change the file, or that names
--    several, changes nothing, and says so.
-- kind: table
-- basis: stock
-- unit: corrections
-- record: a correction
-- sources: git
-- columns: repository text Repository; scope text What; origin text Origin;
--    tool text Tool; state text State; who text Who says so; why text Why

-- Case: one of c8, one of a commit that is not here.
-- expect: n 2
-- expect: row 0 repository=shop scope=commit origin=human who=CTO
-- expect: row 1 repository= scope=lines
SELECT r.name AS repository,
  CASE WHEN o.line > 0 THEN 'lines' WHEN o.path <> '' THEN 'file'
    ELSE 'commit' END AS scope,
  o.origin, coalesce(t.label, o.tool,
    CASE WHEN o.origin NOT IN ('ai', 'mixed') THEN '' END) AS tool,
  CASE WHEN x.commit_id IS NOT NULL THEN 'applied'
    ELSE (SELECT CASE count(*) WHEN 0 THEN 'commit not read'
        WHEN 1 THEN 'not a file of the commit'
        ELSE 'names several commits' END FROM "commit" k
      WHERE k.oid >= o."commit" AND k.oid < o."commit" || 'g') END AS state,
  o.who, o.why, x.commit_id, o.source_id, o.locator
FROM override o
LEFT JOIN override_commit x ON x.override_id = o.id
LEFT JOIN commit_origin w ON w.commit_id = x.commit_id
LEFT JOIN repository r ON r.id = w.repository_id
LEFT JOIN tool t ON t.name = o.tool
ORDER BY r.name IS NULL, r.name, scope, o.origin, o.who, o.why, o.id
