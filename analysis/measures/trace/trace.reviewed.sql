-- title: Traced commits that somebody else approved
-- meaning: Commits whose change a person other than the author approved, over
--    those of which that is recorded either way.
-- kind: share
-- basis: stock
-- interval: none
-- unit: commits
-- record: a commit
-- sources: git, trace
-- keys: repository, tool, model, service

-- Case: c1 was, c6 was not, of c4 nobody knows.
-- expect: hit 1 n 2 value 0.5
SELECT t.commit_id AS record, t.commit_id, 1 AS n,
  t.review = 'approved' AS hit, t.repository_id, t.tool_id, t.model_id,
  r.service, c.source_id, c.locator
FROM traced t JOIN "commit" c ON c.id = t.commit_id
JOIN repository r ON r.id = t.repository_id
WHERE t.review IS NOT NULL
