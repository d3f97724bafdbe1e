-- title: People who used an AI tool
-- meaning: People with a day of use in the period, as reports of AI tools name
--    them, each once a tool. Who switched telemetry off is not in them.
-- kind: count
-- basis: stock
-- direction: none
-- unit: people
-- record: a person with a tool
-- sources: usage
-- keys: tool
-- interval: none

-- Case: P1 to P4 used claude-code, P1 cursor, too.
-- expect: n 5
-- expect: by tool=cursor n 1
SELECT i.person_id || '/' || u.tool_id AS record, i.person_id, 1 AS n,
  u.tool_id,
  iif(min(u.source_id) = max(u.source_id), u.source_id, NULL)
    AS source_id,
  iif(min(u.source_id) = max(u.source_id), min(u.locator), NULL)
    AS locator
FROM usage u JOIN identity i ON i.alias_id = u.alias_id
WHERE u.day_time >= :from AND u.day_time < :at
GROUP BY i.person_id, u.tool_id
