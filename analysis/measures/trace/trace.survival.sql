-- title: Lines of traced commits that are still there
-- meaning: Lines that the traced commits wrote and that stand at the audited
--    revision, over all lines that they wrote; of records of lines at most as
--    many as were born in the commit. Commits whose lines nobody could follow
--    or tell apart are left out.
-- kind: share
-- basis: stock
-- interval: none
-- unit: lines
-- record: a commit
-- sources: git, trace
-- needs: all_history
-- keys: repository, team, tool, model

-- Case: 25 of 40, 7 of 7, 0 of 10.
-- expect: hit 32 n 57 value 0.561404
-- given: UPDATE traced SET alive = NULL WHERE commit_id = 4;
-- expect: hit 25 n 50
-- given: UPDATE traced SET written = NULL WHERE commit_id = 4;
-- expect: hit 25 n 50
SELECT t.commit_id AS record, t.commit_id, t.written AS n, t.alive AS hit,
  t.repository_id, t.team_id, t.tool_id, t.model_id, c.source_id, c.locator
FROM traced t JOIN "commit" c ON c.id = t.commit_id
WHERE t.alive IS NOT NULL AND t.written IS NOT NULL
