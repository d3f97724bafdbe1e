-- title: Files with an owner
-- meaning: Files of the audited revision that CODEOWNERS gives an owner, over
--    all files, in repositories with such a file.
-- kind: share
-- basis: stock
-- direction: up
-- unit: files
-- record: a file of a repository
-- sources: git, owners
-- keys: repository
-- interval: none

-- Case: the two JSON files of shop, not a.c.
-- expect: hit 2 n 3 value 0.666667
SELECT t.repository_id || '/' || t.file_id AS record, 1 AS n,
  EXISTS (SELECT 1 FROM owner o WHERE o.repository_id = t.repository_id
    AND o.file_id = t.file_id) AS hit,
  f.path, t.repository_id, r.source_id, r.locator
FROM tree_file t
JOIN repository r ON r.id = t.repository_id
JOIN file f ON f.id = t.file_id
WHERE :newest AND EXISTS (SELECT 1 FROM ownership_rule x
  WHERE x.repository_id = t.repository_id)
