-- title: Deployments that failed
-- meaning: Change failure rate (DORA): deployments to production that a record
--    says were followed by a failure, or that an incident names, over all of
--    which it is said either way.
-- kind: share
-- basis: flow
-- direction: down
-- unit: deployments
-- record: a deployment
-- sources: deployment
-- keys: repository, service, origin
-- family: page one

-- Case: of 5 with AI 3 failed, of 5 without 1.
-- expect: hit 4 n 10 value 0.4
-- expect: by origin=ai hit 3 n 5
SELECT deployment_id AS record, deployment_id, at, 1 AS n, failed AS hit,
  origin, service, repository_id, source_id, locator
FROM change_fact WHERE failed IS NOT NULL
