-- title: Incidents
-- meaning: Incidents opened in the period.
-- kind: count
-- basis: flow
-- direction: down
-- unit: incidents
-- record: an incident
-- sources: incident
-- keys: severity, service, stage, introduced, origin, cause, repository, team,
--    tool, model, ai_related
-- family: body

-- Case: two in the quarter, one before.
-- expect: n 2
-- expect: by origin=ai n 1
-- expect: by stage=test n 1
-- expect: shift -1 n 1
SELECT incident_id AS record, incident, commit_id, at, 1 AS n, severity,
  service, stage, introduced, origin, coalesce(cause, 'unknown') AS cause,
  team_id, tool_id, model_id,
  CASE ai_related WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END AS ai_related,
  repository_id, source_id, locator
FROM incident_fact
