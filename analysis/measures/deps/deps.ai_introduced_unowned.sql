-- title: Dependencies from AI without an owner
-- meaning: Packages that came in with AI and that no manifest which CODEOWNERS
--    gives an owner asks for, over all that came in with AI, in repositories
--    with such a file. Owners are those of the audited revision: what was
--    removed since the end of the period is left out.
-- kind: share
-- basis: stock
-- direction: down
-- unit: packages
-- record: a package of a repository
-- sources: git, manifest, owners
-- needs: head
-- unread: dependency
-- keys: ecosystem, repository, tool, model, scope
-- interval: none

-- Case: of left-pad and typo-squat the second; bank has no owner rules.
-- expect: hit 1 n 2 value 0.5
SELECT component_id AS record, 1 AS n, NOT owned AS hit, ecosystem, package,
  version, path, scope, commit_id, at, repository_id, tool_id, model_id,
  source_id, locator
FROM component_fact
WHERE direct AND is_ai AND alive AND owned IS NOT NULL AND at < :at
  AND :newest
