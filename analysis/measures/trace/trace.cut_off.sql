-- title: Repositories whose history is cut off
-- meaning: Shallow clones among what was traced: commits before the oldest that
--    is there are not known, nor whose their lines are.
-- kind: table
-- basis: stock
-- unit: repositories
-- record: a repository
-- sources: git, trace
-- columns: repository text Repository; commits count Commits read;
--    oldest time Oldest commit

-- Case: none is.
-- expect: n 0
-- given: INSERT INTO commit_repository (commit_id, repository_id)
--    VALUES (1, 1), (2, 1), (4, 2);
-- given: UPDATE repository SET shallow = 1 WHERE name = 'shop';
-- expect: n 1
-- expect: row 0 repository=shop commits=2 oldest=2026-07-10
SELECT r.name AS repository, count(*) AS commits,
  min(c.commit_time) AS oldest
FROM repository r JOIN commit_repository x ON x.repository_id = r.id
JOIN "commit" c ON c.id = x.commit_id
WHERE r.shallow = 1 GROUP BY r.id ORDER BY r.name
