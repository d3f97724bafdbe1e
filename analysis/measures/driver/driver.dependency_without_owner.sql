-- title: Dependencies from AI without an owner, against those with one
-- meaning: Packages that came in with AI, are still asked for and have no owner
--    by CODEOWNERS, against those with one, in repositories with such a file.
--    Problems that scans had found in them by the end of the period, fixed since
--    or not, per package (one counts as a thousand lines do elsewhere). Like for
--    like within ecosystem and repository. Says what goes with what, never why.
-- kind: rate
-- basis: stock
-- direction: down
-- unit: ratio
-- record: a problem, or a package of a repository
-- sources: git, placed_scan, manifest, owners
-- needs: scan, head, packages
-- dates: the first scan with it; whether it was fixed since does not matter
-- unread: dependency
-- reading: behaviour
-- keys: repository, ecosystem, team, tool, model
-- hide: people
-- strata: ecosystem, repository
-- family: drivers

-- Case: typo-squat has no owner, left-pad has one, and a problem.
-- expect: hit 0 n 1 exposure 1 exposure_rest 1 class too_little
-- given: INSERT INTO finding_closed (finding_id, from_time, to_time, state)
--    VALUES (6, unixepoch('2026-07-16'), NULL, 'suppressed');
-- expect: hit 0 n 0 exposure 1 exposure_rest 1
WITH kept AS (
  SELECT c.*, lower(c.package) AS name,
    iif(c.owned, 'without', 'with') AS behaviour,
    r.key || '/' || coalesce(c.path, '') || '/' || c.package AS cluster
  FROM component_fact c JOIN repository r ON r.id = c.repository_id
  WHERE c.direct AND c.is_ai AND c.alive AND c.owned IS NOT NULL AND c.at < :at
    AND :newest)
SELECT component_id AS record, NULL AS finding_id, commit_id, 0 AS events,
  1000 AS exposure, behaviour AS origin, repository_id, ecosystem,
  NULL AS cluster, person_id, team_id, tool_id, model_id, source_id, locator
FROM kept
UNION ALL
SELECT f.finding_id, f.finding_id, c.commit_id, 1, 0, c.behaviour,
  c.repository_id, c.ecosystem, c.cluster, c.person_id, c.team_id,
  c.tool_id, c.model_id, f.source_id, f.locator
FROM finding_fact f CROSS JOIN kept c ON c.repository_id = f.repository_id
  AND c.name = lower(f.package)
WHERE f.package IS NOT NULL AND f.category <> 'quality'
  AND (f.first_time < :at OR (f.first_time IS NULL AND :newest))
  AND f.finding_id NOT IN (SELECT finding_id FROM finding_aside
    WHERE from_time < :at
      AND (to_time IS NULL OR to_time >= :at))
