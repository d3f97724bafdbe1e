-- title: AI work on infrastructure that nobody else approved
-- meaning: Commits that AI took part in and that change infrastructure files
--    which no other person approved, over those of which it is known either
--    way.
-- kind: share
-- basis: flow
-- direction: down
-- unit: commits
-- record: a commit that AI took part in
-- sources: git, review
-- needs: history
-- keys: repository, tool

-- Case: c4, which its author approved.
-- expect: hit 1 n 1
SELECT c.commit_id AS record, c.commit_id, c.at, 1 AS n,
  c.review <> 'approved' AS hit, c.repository_id, c.tool_id, c.source_id,
  c.locator
FROM review_fact c
WHERE c.is_ai AND c.review IS NOT NULL AND EXISTS (
  SELECT 1 FROM commit_file f
  WHERE f.commit_id = c.commit_id AND f.kind = 'infrastructure')
