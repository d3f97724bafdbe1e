-- title: Files with an owner
-- meaning: Files of the audited revision that CODEOWNERS gives an owner, over
--    all files, in repositories with such a file.
-- kind: share
-- basis: stock
-- direction: up
-- unit: files
-- record: a file of a repository
-- sources: git, owners
-- needs: head
-- keys: repository
-- interval: none

-- Case: the two JSON files of shop, not a.c.
-- expect: hit 2 n 3 value 0.666667
SELECT repository_id || '/' || file_id AS record, 1 AS n, owned AS hit, path,
  repository_id, source_id, locator
FROM tree_file_fact WHERE :newest
