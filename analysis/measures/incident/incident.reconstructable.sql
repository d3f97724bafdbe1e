-- title: AI-related incidents walked back to commit and person
-- meaning: Incidents of the period that their record marks as related to AI
--    and that lead to the commit which they go back to and to the person who
--    made it, over all such incidents. What the organisation states of how it
--    reconstructs incidents stands beside it (obs.capabilities).
-- kind: share
-- basis: flow
-- direction: up
-- unit: incidents
-- record: an incident
-- sources: git, incident
-- keys: severity, service, repository, tool, missing

-- Case: i1 goes back to c1 of person 1; of i2 nobody said that it is AI's.
-- expect: hit 1 n 1
-- expect: by missing=nothing hit 1 n 1
SELECT f.incident_id AS record, f.incident, f.at, 1 AS n,
  f.commit_id IS NOT NULL AND coalesce(p.kind = 'human', 0) AS hit,
  CASE WHEN f.commit_id IS NULL THEN 'commit'
    WHEN coalesce(p.kind = 'human', 0) = 0 THEN 'person'
    ELSE 'nothing' END AS missing,
  f.severity, f.service, f.repository_id, f.tool_id, f.commit_id, f.source_id,
  f.locator
FROM incident_fact f LEFT JOIN commit_origin o ON o.commit_id = f.commit_id
LEFT JOIN person p ON p.id = o.person_id
WHERE f.ai_related = 1
