-- title: Files that AI touched and somebody owns
-- meaning: Files of the audited revision that commits of the period which AI
--    took part in changed and that CODEOWNERS gives an owner, over all that
--    such commits changed, in repositories with such a file.
-- kind: share
-- basis: stock
-- direction: up
-- unit: files
-- record: a file of a repository
-- sources: git, owners
-- needs: history, head
-- keys: repository
-- interval: none

-- Case: c1 changed a.c of shop, which nobody owns; bank has no owner rules.
-- expect: hit 0 n 1
SELECT t.repository_id || '/' || t.file_id AS record, 1 AS n, t.owned AS hit,
  t.path, t.repository_id, t.source_id, t.locator
FROM tree_file_fact t
WHERE :newest AND (t.repository_id, t.file_id) IN (
  SELECT c.repository_id, k.file_id
  FROM commit_fact c CROSS JOIN commit_file k ON k.commit_id = c.commit_id
  WHERE c.is_ai AND c.at >= :from AND c.at < :at)
