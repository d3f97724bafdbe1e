-- title: Days from commit to production, of commits deployed
-- meaning: Lead time for changes (DORA): median days from a commit to the
--    first deployment to production that holds it, of the commits first
--    deployed in the period. Commits not deployed yet are not in it: it says
--    how long those took that arrived, not how long a commit made now will
--    take.
-- kind: time
-- basis: flow
-- direction: down
-- unit: days
-- record: a deployed commit
-- sources: git, deployment
-- keys: repository, team, origin, tool

-- Case: 1 to 10 days; after 5 days half of the ten are there.
-- expect: value 5 hit 10 n 10
SELECT d.commit_id AS record, d.commit_id, d.deployment_id, d.time AS at,
  1 AS n, 0 AS enter, max(0, d.time - c.commit_time) AS leave, 1 AS event,
  o.origin, o.repository_id, o.team_id, o.tool_id, c.source_id, c.locator
FROM commit_deployment d JOIN commit_origin o ON o.commit_id = d.commit_id
JOIN "commit" c ON c.id = d.commit_id
