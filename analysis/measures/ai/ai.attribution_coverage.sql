-- title: Commits that say how they were made
-- meaning: Commits with an explicit statement (a tool, a bot, or that no AI
--    took part) over all commits. The rest is unknown, never human.
-- kind: share
-- basis: flow
-- direction: up
-- unit: commits
-- record: a commit
-- sources: git
-- needs: history
-- keys: repository, team, origin, basis
-- hide: people

-- Case: of 17, ai or mixed 8, bot 1, human by a statement 1 (c2) and 5 in
-- tools; c5 is human by a declaration of its team, c3 unknown.
-- expect: hit 15 n 17
SELECT commit_id AS record, commit_id, at, 1 AS n,
  origin IN ('ai', 'mixed', 'bot')
    OR (origin = 'human' AND basis IN ('stated', 'corrected')) AS hit,
  origin, basis, repository_id, person_id, team_id, source_id, locator
FROM commit_fact
