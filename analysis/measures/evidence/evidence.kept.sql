-- title: Repositories that could not be read this time
-- meaning: Repositories that an earlier run read and the last one could not:
--    what is told of them is what that run read, up to their newest commit of
--    then. What came after is in no figure.
-- kind: table
-- basis: stock
-- unit: repositories
-- record: a repository
-- sources: git
-- columns: repository text Repository; commits count Commits read;
--    newest time Newest commit read

-- Case: none.
-- expect: n 0
-- given: INSERT INTO diagnostic (source_id, severity, code, line, text)
--    VALUES (1, 'note', 'kept-facts', 0, '');
-- given: INSERT INTO commit_repository (commit_id, repository_id)
--    VALUES (1, 1), (2, 1), (4, 2);
-- expect: n 3
-- expect: row 0 repository=bank commits=1 newest=2026-08-15
-- expect: row 1 repository=shop commits=2 newest=2026-07-20
SELECT r.name AS repository, count(c.id) AS commits,
  coalesce((SELECT k.commit_time FROM "commit" k WHERE k.oid = r.head_oid),
    max(c.commit_time)) AS newest, d.source_id, d.line AS locator
FROM diagnostic d JOIN repository r ON r.source_id = d.source_id
LEFT JOIN commit_repository x ON x.repository_id = r.id
LEFT JOIN "commit" c ON c.id = x.commit_id
WHERE d.code = 'kept-facts' GROUP BY r.id ORDER BY r.name
