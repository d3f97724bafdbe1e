-- title: Living lines that tests ran
-- meaning: Of living lines of production code that can be run and that a report
--    of test coverage has looked at, those that tests ran, in the 92 days
--    before the end of the period or later. Lines that no report looked at, and
--    those of files that are not known to be the repository's, are on neither
--    side. That a test ran a line does not show that it checks what the line
--    does. The interval comes from the variance between commits.
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

-- Case: of shop 210 of 300 lines, of bank 115 of 210; 30 lines of c1 have
-- nothing to run, and an old report of tools counts no more. Of May's c8 40 of 50.
-- expect: hit 325 n 510 value 0.637255
-- expect: by repository=shop hit 210 n 300
-- expect: by origin=ai hit 120 n 250
-- expect: by tool=cursor hit 20 n 100
-- given: UPDATE coverage_place SET at = unixepoch('2026-07-01')
--    WHERE repository_id = 1;
-- expect: hit 325 n 510
-- given: UPDATE coverage_place SET at = unixepoch('2026-07-01') - 1
--    WHERE repository_id = 1;
-- expect: hit 115 n 210
SELECT coalesce(commit_id, 0) AS record, commit_id, file_id, start AS line,
  count AS n, count * covered AS hit, origin, language, kind, repository_id,
  person_id, team_id, tool_id, model_id, source_id, locator
FROM tested_fact
WHERE :newest AND covered IS NOT NULL AND (at >= :at - 92 * 86400 OR at IS NULL)
  AND (commit_time < :at OR commit_time IS NULL)
