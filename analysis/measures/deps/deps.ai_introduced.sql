-- title: Dependencies that came in with AI
-- meaning: Packages that a manifest asks for at the end of the period and that
--    a commit which AI took part in named first, over all that manifests ask
--    for. Moving a line between manifests is not naming it first.
-- kind: share
-- basis: stock
-- direction: none
-- unit: packages
-- record: a package of a repository
-- sources: git, manifest
-- needs: history
-- unread: dependency
-- keys: ecosystem, repository, tool, model, origin, scope
-- interval: none

-- Case: left-pad, typo-squat and x; express is human, mystery unknown, debug
-- needed by another package, oldie gone.
-- expect: hit 3 n 5 unknown 1
-- expect: by ecosystem=npm hit 2 n 4
SELECT component_id AS record, 1 AS n, is_ai AS hit,
  origin = 'unknown' AS unknown, ecosystem, package, version, path, origin,
  scope, commit_id, at, repository_id, tool_id, model_id, source_id, locator
FROM component_fact
WHERE direct AND (at < :at OR (at IS NULL AND :newest))
  AND (to_time >= :at OR (to_time IS NULL AND lasting))
  AND component_id NOT IN (SELECT component_id FROM component_unread
    WHERE coalesce(from_time, :at - 1) < :at
      AND (to_time IS NULL OR to_time >= :at))
