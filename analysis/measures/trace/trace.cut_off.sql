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
SELECT r.name AS repository, count(*) AS commits,
  min(c.commit_time) AS oldest
FROM repository r JOIN commit_repository x ON x.repository_id = r.id
JOIN "commit" c ON c.id = x.commit_id
WHERE r.shallow = 1 GROUP BY r.id ORDER BY r.name
