-- title: Incidents marked as related to AI
-- meaning: Incidents of the period that their record marks as related to AI
--    over those of which it says either.
-- kind: share
-- basis: flow
-- direction: down
-- unit: incidents
-- record: an incident
-- sources: incident
-- keys: severity, service, stage, repository

-- Case: one of one; of the other nobody said.
-- expect: hit 1 n 1 class too_little
SELECT incident_id AS record, incident, at, 1 AS n, ai_related AS hit,
  severity, service, stage, repository_id, source_id, locator
FROM incident_fact WHERE ai_related IS NOT NULL
