-- title: Incidents
-- meaning: Incidents opened in the period.
-- kind: count
-- basis: flow
-- direction: down
-- unit: incidents
-- record: an incident
-- sources: incident
-- keys: severity, service, stage, repository, ai_related
-- family: body

-- Case: two in the quarter, one before.
-- expect: n 2
-- expect: shift -1 n 1
SELECT incident_id AS record, incident, at, 1 AS n, severity, service, stage,
  CASE ai_related WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END AS ai_related,
  repository_id, source_id, locator
FROM incident_fact
