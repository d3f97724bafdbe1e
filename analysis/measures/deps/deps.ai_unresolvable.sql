-- title: Dependencies from AI that no lock file has
-- meaning: Packages that came in with AI and stand in no lock file, over all
--    that came in with AI, in repositories with a lock file of their
--    ecosystem. Lock files are those of the audited revision: what was removed
--    since the end of the period is left out. A name that was made up cannot
--    be locked.
-- kind: share
-- basis: stock
-- direction: down
-- unit: packages
-- record: a package of a repository
-- sources: git, manifest
-- needs: head
-- unread: dependency
-- keys: ecosystem, repository, tool, model, scope
-- interval: none

-- Case: of left-pad and typo-squat the second; x has no lock file.
-- expect: hit 1 n 2 value 0.5
SELECT component_id AS record, 1 AS n, NOT locked AS hit, ecosystem, package,
  version, path, scope, commit_id, at, repository_id, tool_id, model_id,
  source_id, locator
FROM component_fact
WHERE direct AND is_ai AND alive AND locked IS NOT NULL AND at < :at
  AND :newest
