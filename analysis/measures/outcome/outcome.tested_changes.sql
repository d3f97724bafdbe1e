-- title: Lines of the period that tests ran
-- meaning: As outcome.tested_lines, of those lines that commits of the period
--    wrote and that are still alive. By origin it says how AI's new code is
--    tested beside the rest; it goes with the origin, and shows no cause.
-- kind: share
-- basis: stock
-- direction: up
-- unit: lines
-- record: living lines that one commit wrote
-- sources: git, coverage
-- needs: head
-- keys: repository, team, tool, model, origin, language, kind
-- interval: records
-- hide: people

-- Case: without the 40 of 50 lines of c8, which is of May.
-- expect: hit 285 n 460 value 0.619565
-- expect: by origin=human hit 150 n 180 value 0.833333
SELECT coalesce(commit_id, 0) AS record, commit_id, file_id, start AS line,
  count AS n, count * covered AS hit, origin, language, kind, repository_id,
  person_id, team_id, tool_id, model_id, source_id, locator
FROM tested_fact
WHERE :newest AND covered IS NOT NULL AND (at >= :at - 92 * 86400 OR at IS NULL)
  AND commit_time >= :from AND commit_time < :at
