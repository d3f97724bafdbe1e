-- title: Commits that AI took part in
-- meaning: Commits with a record of AI over all commits of the period. The
--    rest has no record, which is not the same as human.
-- kind: share
-- basis: flow
-- direction: none
-- unit: commits
-- record: a commit
-- sources: git
-- needs: history
-- keys: repository, team, tool, model, origin, basis
-- family: body

-- Case: 17 commits in the quarter; ai 7, mixed 1, so 8. Without a record: 1.
-- expect: hit 8 n 17 unknown 1 value 0.470588 class none
-- expect: by team=Web hit 7 n 13
-- expect: where repository=shop hit 1 n 4
-- expect: shift -1 hit 0 n 1 class too_little
SELECT commit_id AS record, commit_id, at, 1 AS n, is_ai AS hit,
  origin = 'unknown' AS unknown, origin, basis, repository_id, team_id,
  tool_id, model_id, source_id, locator
FROM commit_fact
