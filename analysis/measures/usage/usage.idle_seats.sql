-- title: Seats that nobody used
-- meaning: Seats of AI tools without use in the period: lapsed (the list dates
--    the last one), or unrecorded, which may be none, or telemetry
--    switched off. Seats assigned in the last 30 days are left out.
-- kind: count
-- basis: stock
-- direction: down
-- unit: seats
-- record: a seat
-- sources: seat
-- keys: tool, state, team
-- hide: people
-- interval: none

-- Case: P5 not since May, of P6 nothing is recorded.
-- expect: n 2
-- expect: by state=lapsed n 1
SELECT s.tool_id || '/' || s.person_id AS record, s.person_id, 1 AS n,
  CASE WHEN s.active_time IS NULL THEN 'unrecorded' ELSE 'lapsed' END
    AS state,
  s.tool_id, s.team_id, s.source_id, s.locator
FROM seat_fact s
WHERE :newest AND coalesce(s.assigned_time, 0) < :at - 30 * 86400
  AND (s.ends_time IS NULL OR s.ends_time >= :at)
  AND coalesce(s.active_time, 0) < :from AND NOT EXISTS (
    SELECT 1 FROM usage u JOIN identity i ON i.alias_id = u.alias_id
    WHERE i.person_id = s.person_id AND u.tool_id = s.tool_id
      AND u.day_time >= :from AND u.day_time < :at)
