-- title: Seats in use
-- meaning: People who hold a seat of an AI tool and used it in the period, by the
--    list of seats or a report of use, over all who hold one. Lists of seats
--    are of today: older periods have none. No activity in such a list means
--    none within its window, never, or telemetry switched off.
-- kind: share
-- basis: stock
-- direction: up
-- unit: seats
-- record: a seat
-- sources: seat
-- keys: tool, team
-- hide: people
-- interval: none

-- Case: P1, P2 by the list, P3 by a report; P5 not since May, of P6 none.
-- expect: hit 3 n 5
-- expect: shift -1 n 0
SELECT s.tool_id || '/' || s.person_id AS record, s.person_id, 1 AS n,
  s.state = 'active' AS hit, s.tool_id, s.team_id, s.source_id, s.locator
FROM (
  SELECT f.*, CASE WHEN f.active_time >= :from OR EXISTS (
      SELECT 1 FROM usage u JOIN identity i ON i.alias_id = u.alias_id
      WHERE i.person_id = f.person_id AND u.tool_id = f.tool_id
        AND u.day_time >= :from AND u.day_time < :at) THEN 'active' END
    AS state
  FROM seat_fact f) s
WHERE :newest AND (s.assigned_time IS NULL OR s.assigned_time < :at)
  AND (s.ends_time IS NULL OR s.ends_time >= :at)
