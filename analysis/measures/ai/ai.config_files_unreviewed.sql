-- title: Changes of AI tools' files that nobody else approved
-- meaning: Changes of files that set AI tools up (instructions, rules, settings,
--    MCP servers) that no other person approved, over those of which it is
--    known either way.
-- kind: share
-- basis: flow
-- direction: down
-- unit: changes
-- record: a change of a file
-- sources: git, review
-- needs: history
-- keys: repository, tool
-- interval: none

-- Case: CLAUDE.md by c1 and c2, both approved.
-- expect: hit 0 n 2
SELECT change_id AS record, commit_id, at, 1 AS n, review <> 'approved' AS hit,
  repository_id, tool_id, source_id, locator
FROM config_fact WHERE review IS NOT NULL AND change <> 'present'
