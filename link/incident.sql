-- Who wrote what an incident goes back to: the commit that its record names;
-- without one that was read, all commits that the deployment named brought
-- first, where they are of one origin (bots don't matter). Else nobody knows.
-- And where it was found and brought in: as its record says, in the words of
-- data/stages.csv; found in production when it says nothing, as incidents are;
-- brought in where code is written when a commit is the cause.

INSERT INTO incident_cause (incident_id, commit_id, cause, origin, tool_id,
  model_id, team_id, stage, introduced)
SELECT i.id, o.commit_id,
  CASE WHEN o.commit_id IS NOT NULL THEN 'commit'
    WHEN d.origin IS NOT NULL THEN 'deployment' END,
  coalesce(o.origin, d.origin, 'unknown'),
  iif(o.commit_id IS NULL, d.tool_id, o.tool_id),
  iif(o.commit_id IS NULL, d.model_id, o.model_id),
  iif(o.commit_id IS NULL, d.team_id, o.team_id),
  CASE WHEN coalesce(i.stage, '') = '' THEN 'production'
    ELSE coalesce((SELECT s.stage FROM stage_rule s WHERE s.what = 'word'
      AND s.name = lower(trim(i.stage))), 'unknown') END,
  CASE WHEN coalesce(i.introduced, '') <> '' THEN coalesce((
      SELECT s.stage FROM stage_rule s WHERE s.what = 'word'
        AND s.name = lower(trim(i.introduced))), 'unknown')
    WHEN o.commit_id IS NOT NULL THEN 'code' ELSE 'unknown' END
FROM incident i
LEFT JOIN commit_origin o ON o.commit_id = (
  SELECT min(c.id) FROM "commit" c
  WHERE length(i.cause_oid) >= 7 AND c.oid >= lower(i.cause_oid)
    AND c.oid < lower(i.cause_oid) || 'g' HAVING count(*) = 1)
LEFT JOIN (
  SELECT p.key, min(c.origin) AS origin,
    iif(count(DISTINCT coalesce(c.tool_id, 0)) = 1, min(c.tool_id), NULL)
      AS tool_id,
    iif(count(DISTINCT coalesce(c.model_id, 0)) = 1, min(c.model_id), NULL)
      AS model_id,
    iif(count(DISTINCT coalesce(c.team_id, 0)) = 1, min(c.team_id), NULL)
      AS team_id
  FROM deployment p
  JOIN commit_deployment x ON x.deployment_id = p.id
  JOIN commit_origin c ON c.commit_id = x.commit_id AND c.origin <> 'bot'
  WHERE p.key IN (SELECT deployment FROM incident)
  GROUP BY p.key HAVING count(DISTINCT c.origin) = 1) d
  ON d.key = i.deployment;
