-- Whose the lines were that a finding stood on before. What was asked under the
-- number of a span, below 0 (link/finding_origin.c), moves to the span; one on
-- the lines of the next has its origin, the last one the finding's.

UPDATE finding_span AS s SET (commit_id, origin, tool_id, model_id, language,
  kind) = (SELECT o.commit_id, o.origin, o.tool_id, o.model_id, o.language,
    o.kind FROM finding_origin o WHERE o.finding_id = -s.id)
WHERE same_lines = 0;
DELETE FROM finding_origin WHERE finding_id < 0;
DELETE FROM finding_line WHERE finding_id < 0;
UPDATE finding_span AS s SET (commit_id, origin, tool_id, model_id, language,
  kind) = (SELECT n.commit_id, n.origin, n.tool_id, n.model_id, n.language,
    n.kind FROM finding_span n WHERE n.finding_id = s.finding_id
      AND n.to_time > s.to_time AND n.same_lines = 0
    ORDER BY n.to_time LIMIT 1)
WHERE same_lines = 1;
UPDATE finding_span AS s SET (commit_id, origin, tool_id, model_id, language,
  kind) = (SELECT o.commit_id, o.origin, o.tool_id, o.model_id, o.language,
    o.kind FROM finding_origin o WHERE o.finding_id = s.finding_id)
WHERE same_lines = 1 AND origin IS NULL;
DROP VIEW temp.standing;
