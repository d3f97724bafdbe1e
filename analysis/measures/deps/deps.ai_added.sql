-- title: Dependencies added with AI
-- meaning: Packages that a commit of the period which AI took part in named
--    first in a manifest, whether or not they are still there.
-- kind: count
-- basis: flow
-- direction: none
-- unit: packages
-- record: a package of a repository
-- sources: git, manifest
-- needs: history
-- unread: dependency
-- keys: ecosystem, repository, tool, model, scope
-- interval: none

-- Case: left-pad and typo-squat by c1, x by c4.
-- expect: n 3
-- expect: by ecosystem=golang n 1
SELECT component_id AS record, 1 AS n, at, ecosystem, package, version, path,
  scope, commit_id, repository_id, tool_id, model_id, source_id, locator
FROM component_fact
WHERE direct AND is_ai
