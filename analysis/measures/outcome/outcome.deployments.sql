-- title: Deployments to production
-- meaning: Deployments to production that succeeded: the deployment frequency
--    (DORA) of the period.
-- kind: count
-- basis: flow
-- direction: none
-- unit: deployments
-- record: a deployment
-- sources: deployment
-- keys: repository, service, origin

-- Case: ten; the one to a test environment is none.
-- expect: n 10
SELECT deployment_id AS record, deployment_id, at, 1 AS n, origin, service,
  repository_id, source_id, locator
FROM change_fact
