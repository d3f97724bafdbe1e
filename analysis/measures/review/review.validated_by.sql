-- title: Who validated each commit
-- meaning: Commits of the period by who looked at them: a person other than the
--    author, where that is sure; weak evidence of one (somebody else merged it,
--    agreed, or approved another version); the author alone; an agent alone;
--    nobody, where the reviews of its change request are known; unknown, where
--    no input could say. Merges are left out.
-- kind: count
-- basis: flow
-- unit: commits
-- record: a commit
-- sources: git, review
-- needs: history
-- keys: validated, how, origin, repository, team, tool, model
-- interval: none

-- Case: 17 commits; c1, c2, c11 and c12 another person's approval.
-- expect: n 17
-- expect: by validated=other n 4
-- expect: by validated=agent n 1
-- expect: by validated=nobody n 1
-- expect: by validated=unknown n 9
-- expect: where origin=ai by validated=weak n 1
SELECT commit_id AS record, commit_id, at, 1 AS n, validated, how, origin,
  repository_id, person_id, team_id, tool_id, model_id, source_id, locator
FROM review_fact
