-- Who fixed it: the commit that ended the lines of a fixed finding, between
-- the last scan that had it and the first one without it, and what that commit
-- is. temp.stood_end has it, or why there is none (link/finding_origin.c); for a
-- secret that assay found itself, the commit that took it away.

INSERT INTO finding_fix (finding_id, commit_id, time, origin, basis, tool_id,
  model_id, person_id, team_id, lines, reason)
SELECT f.id, o.commit_id, c.commit_time, coalesce(o.origin, 'unknown'),
  o.basis, o.tool_id, o.model_id, o.person_id, o.team_id, z.lines,
  CASE WHEN o.commit_id IS NOT NULL THEN NULL
    WHEN c.id IS NOT NULL OR z.oid IS NOT NULL
      THEN 'the commit is not among those imported'
    ELSE coalesce(z.reason, 'its lines are not known') END
FROM (SELECT DISTINCT finding_id FROM finding_closed
  WHERE to_time IS NULL AND state = 'fixed'
  UNION SELECT finding_id FROM secret) x
CROSS JOIN finding f ON f.id = x.finding_id
LEFT JOIN stood_end z ON z.finding_id = f.id
LEFT JOIN secret s ON s.finding_id = f.id
LEFT JOIN "commit" c ON c.id = coalesce(s.to_commit_id,
  (SELECT k.id FROM "commit" k WHERE k.oid = z.oid))
LEFT JOIN commit_origin o ON o.commit_id = c.id
WHERE f.state = 'fixed';

DROP TABLE temp.stood_end;
