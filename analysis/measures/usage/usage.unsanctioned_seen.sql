-- title: AI tools seen that nobody approved
-- meaning: Tools that inventories and logs surely show in the period and that
--    the policy did not approve on the day, nor an exception for all or for a
--    team of the person.
-- kind: count
-- basis: stock
-- direction: down
-- unit: tools
-- record: a tool
-- sources: sighting, policy
-- keys: tool
-- interval: none

-- Case: cursor.
-- expect: n 1
SELECT s.tool_id AS record, s.tool_id, 1 AS n,
  iif(min(s.source_id) = max(s.source_id), s.source_id, NULL)
    AS source_id,
  iif(min(s.source_id) = max(s.source_id), min(s.locator), NULL)
    AS locator
FROM sighting s
WHERE s.certainty = 'sure' AND s.day_time >= :from AND s.day_time < :at
  AND coalesce((SELECT min(p.status = 'approved') FROM tool_policy p
    WHERE p.tool_id = s.tool_id AND s.day_time >= p.from_time
      AND s.day_time < p.to_time), 0) = 0
  AND NOT EXISTS (SELECT 1 FROM tool_exception e
    WHERE e.tool_id = s.tool_id AND s.day_time >= e.from_time
      AND s.day_time < e.to_time
      AND (e.scope = '' OR e.scope IN (
        SELECT t.name FROM identity i
        JOIN team_member m ON m.person_id = i.person_id
        JOIN team t ON t.id = m.team_id
        WHERE i.alias_id = s.alias_id AND s.day_time >= m.from_time
          AND s.day_time < m.to_time)))
GROUP BY s.tool_id
