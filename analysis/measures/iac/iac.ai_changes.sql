-- title: AI work on infrastructure
-- meaning: Commits that AI took part in and that change infrastructure files,
--    such as Terraform, container or pipeline definitions.
-- kind: count
-- basis: flow
-- direction: none
-- unit: commits
-- record: a commit that AI took part in
-- sources: git
-- needs: history
-- keys: repository, team, tool, model

-- Case: c4 changes a binary file of infrastructure.
-- expect: n 1
SELECT c.commit_id AS record, c.commit_id, c.at, 1 AS n, c.repository_id,
  c.team_id, c.tool_id, c.model_id, c.source_id, c.locator
FROM commit_fact c
WHERE c.is_ai AND EXISTS (
  SELECT 1 FROM commit_file f
  WHERE f.commit_id = c.commit_id AND f.kind = 'infrastructure')
