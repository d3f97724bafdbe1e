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
-- needs: history
-- keys: repository
-- interval: none

-- Case: c1 changed a.c of shop, which nobody owns; bank has no owner rules.
-- expect: hit 0 n 1
SELECT t.repository_id || '/' || t.file_id AS record, 1 AS n,
  EXISTS (SELECT 1 FROM owner o WHERE o.repository_id = t.repository_id
    AND o.file_id = t.file_id) AS hit,
  f.path, t.repository_id, r.source_id, r.locator
FROM tree_file t
JOIN repository r ON r.id = t.repository_id
JOIN file f ON f.id = t.file_id
WHERE :newest AND EXISTS (SELECT 1 FROM ownership_rule x
  WHERE x.repository_id = t.repository_id)
  AND EXISTS (SELECT 1 FROM commit_file k
    JOIN commit_fact c ON c.commit_id = k.commit_id
    WHERE k.file_id = t.file_id AND c.repository_id = t.repository_id
      AND c.is_ai AND c.at >= :from AND c.at < :at)
