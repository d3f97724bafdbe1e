-- title: AI work that tests were run on
-- meaning: Commits of the period that AI took part in with a report of tests
--    of their repository, made before its end at a revision no older than they
--    are, over all such commits. Result is that of the first such run: failed
--    where a test failed. That tests ran is not that they test this work.
-- kind: share
-- basis: stock
-- direction: up
-- unit: commits
-- record: a commit that AI took part in
-- sources: git, test_run
-- needs: history
-- keys: repository, team, tool, model, result
-- hide: people

-- Case: tests of shop ran on 12 July and failed: after c1.
-- expect: hit 1 n 8 value 0.125
-- expect: by result=failed n 1
WITH run AS (
  SELECT r.id AS repository_id, coalesce((
      SELECT c.commit_time FROM "commit" c WHERE c.oid = t.revision),
    nullif(t.time, -9223372036854775808)) AS seen_to,
    EXISTS (SELECT 1 FROM test_case x WHERE x.run_id = t.id
      AND x.state IN ('failed', 'error')) AS failed
  FROM test_run t JOIN repository r ON r.key = t.repository
  WHERE t.time < :at)
SELECT f.commit_id AS record, f.commit_id, f.at AS committed_at, 1 AS n,
  EXISTS (SELECT 1 FROM run x WHERE x.repository_id = f.repository_id
    AND x.seen_to >= f.at) AS hit,
  coalesce((SELECT iif(x.failed, 'failed', 'passed') FROM run x
    WHERE x.repository_id = f.repository_id AND x.seen_to >= f.at
    ORDER BY x.seen_to, x.failed DESC LIMIT 1), 'no run') AS result,
  f.repository_id, f.person_id, f.team_id, f.tool_id, f.model_id, f.source_id,
  f.locator
FROM commit_fact f
WHERE f.is_ai AND f.at >= :from AND f.at < :at
