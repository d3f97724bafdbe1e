-- title: Problems found in production, of all found
-- meaning: The escape rate: incidents and findings of the period that were
--    found in production, over all that were found at any stage: incidents,
--    and new findings but for matters of style and what a first scan finds. An
--    incident is of the commit that its record names, or of its deployment
--    where that brought work of one origin. Many findings are small beside an
--    incident.
-- kind: share
-- basis: flow
-- direction: down
-- unit: problems
-- record: a finding or an incident
-- sources: incident, repeated_scan
-- needs: scan
-- keys: origin, stage, introduced, repository, team, tool, model, severity,
--    service

-- Case: of two incidents of the quarter i1, AI's, was found in production, i2,
-- of an unknown cause, in test; the 10 new findings of shop were found where
-- code is written: 6 of AI, 3 human, 1 unknown.
-- expect: hit 1 n 12
-- expect: by origin=ai hit 1 n 7
-- expect: by origin=unknown hit 0 n 2
-- expect: by stage=code hit 0 n 10
SELECT -incident_id AS record, incident, NULL AS finding_id, commit_id, at,
  1 AS n, stage = 'production' AS hit, origin, stage, introduced, severity,
  service, repository_id, team_id, tool_id, model_id, source_id, locator
FROM incident_fact
UNION ALL
SELECT f.finding_id, NULL, f.finding_id, f.commit_id, n.at, 1,
  f.stage = 'production', f.origin, f.stage, f.introduced, f.severity, NULL,
  f.repository_id, f.team_id, f.tool_id, f.model_id, f.source_id, f.locator
FROM finding_new n JOIN finding_then f ON f.finding_id = n.finding_id
  AND f.known_from <= n.at AND f.known_to > n.at
