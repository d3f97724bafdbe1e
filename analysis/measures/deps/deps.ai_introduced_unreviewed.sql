-- title: Dependencies from AI that nobody reviewed
-- meaning: Packages that came in with AI, are there at the end of the period
--    and came by a change that no other person approved, over all that came
--    in with AI by a change whose reviews are recorded.
-- kind: share
-- basis: stock
-- direction: down
-- unit: packages
-- record: a package of a repository
-- sources: git, manifest, review
-- unread: dependency
-- keys: ecosystem, repository, tool, model, scope
-- interval: none

-- Case: left-pad was approved; of the others nobody knows.
-- expect: hit 0 n 1
-- given: UPDATE component SET to_time = unixepoch('2026-09-30'), alive = 0
--    WHERE package = 'left-pad';
-- expect: n 0
-- given: UPDATE component SET to_time = unixepoch('2026-10-01'), alive = 0
--    WHERE package = 'left-pad';
-- expect: n 1
SELECT component_id AS record, 1 AS n, review <> 'approved' AS hit, ecosystem,
  package, version, path, scope, commit_id, at, repository_id, tool_id,
  model_id, source_id, locator
FROM component_fact
WHERE direct AND is_ai AND review IS NOT NULL AND at < :at
  AND (to_time >= :at OR (to_time IS NULL AND lasting))
  AND component_id NOT IN (SELECT component_id FROM component_unread
    WHERE coalesce(from_time, :at - 1) < :at
      AND (to_time IS NULL OR to_time >= :at))
