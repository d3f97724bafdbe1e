-- title: Traced commits that can be undone by themselves
-- meaning: Commits whose undoing at the audited revision applies without a
--    conflict, or of which nothing is left to undo, over all that were tried.
-- kind: share
-- basis: stock
-- interval: none
-- unit: commits
-- record: a commit
-- sources: git, trace
-- keys: repository, tool, model, service

-- Case: c1 applies, c6 is gone, c4 was not tried.
-- expect: hit 2 n 2 value 1
SELECT t.commit_id AS record, t.commit_id, 1 AS n,
  t.revert IN ('clean', 'gone') AS hit, t.repository_id, t.tool_id, t.model_id,
  r.service, c.source_id, c.locator
FROM traced t JOIN "commit" c ON c.id = t.commit_id
JOIN repository r ON r.id = t.repository_id
WHERE t.revert IS NOT NULL
