-- title: Dependencies without a fixed version
-- meaning: Packages that a manifest of the audited revision asks for, whose
--    requirement allows several versions, and which no lock file fixes, over
--    all of which the files say. What the project expects of its own users
--    (peer) is left out.
-- kind: share
-- basis: stock
-- direction: down
-- unit: packages
-- record: a package of a repository
-- sources: git, manifest
-- needs: head
-- unread: dependency
-- keys: ecosystem, repository, tool, model, origin, scope
-- interval: none

-- Case: typo-squat; left-pad and mystery are locked, express and x exact.
-- expect: hit 1 n 5 value 0.2
-- expect: where origin=ai hit 1 n 3
SELECT component_id AS record, 1 AS n,
  coalesce(fixed, 0) = 0 AND coalesce(locked, 0) = 0 AS hit, ecosystem,
  package, version, path, origin, scope, commit_id, at, repository_id, tool_id,
  model_id, source_id, locator
FROM component_fact
WHERE direct AND alive AND coalesce(scope, '') <> 'peer'
  AND (fixed IS NOT NULL OR locked) AND (at < :at OR at IS NULL) AND :newest
