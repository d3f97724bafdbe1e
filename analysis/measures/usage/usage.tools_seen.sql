-- title: AI tools seen on devices and in the network
-- meaning: Tools that inventories of software and logs of proxies show in the
--    period: seen is not used, and possible means that the host serves other
--    things too. What the policy says of them on the last day stands beside
--    (none: it is not registered there).
-- kind: table
-- basis: stock
-- unit: tools
-- record: a tool
-- sources: sighting
-- columns: tool text Tool; label text Name; certainty text Certainty; shown text Shown by; users
--    text People; devices count Devices; uses count Requests; blocked count
--    Blocked; first time First; last time Last; policy text Policy

-- Case: cursor on two devices, nobody approved it.
-- expect: n 1
-- expect: row 0 tool=cursor certainty=sure devices=2 users=few policy=none
SELECT t.name AS tool, coalesce(t.label, t.name) AS label,
  iif(max(s.certainty = 'sure'), 'sure', 'possible') AS certainty,
  (SELECT group_concat(k.kind, ', ') FROM (SELECT DISTINCT x.kind
    FROM sighting x WHERE x.tool_id = s.tool_id AND x.day_time >= :from
      AND x.day_time < :at ORDER BY x.kind) k) AS shown,
  CASE WHEN max(s.alias_id) > 0
    THEN iif(count(DISTINCT i.person_id) < coalesce((SELECT CAST(value AS INTEGER)
      FROM setting WHERE name = 'privacy.minimum_group'), 5),
      'few', CAST(count(DISTINCT i.person_id) AS TEXT)) END AS users,
  iif(max(s.device_id) > 0, count(DISTINCT nullif(s.device_id, 0)), NULL)
    AS devices, sum(s.uses) AS uses,
  sum(s.blocked) AS blocked, min(s.day_time) AS first, max(s.day_time) AS last,
  CASE WHEN NOT EXISTS (SELECT 1 FROM policy WHERE kind = 'tool')
      THEN 'not assessed'
    ELSE coalesce((SELECT p.status FROM tool_policy p
      WHERE p.tool_id = s.tool_id AND p.from_time < :at AND p.to_time >= :at
      ORDER BY p.status <> 'forbidden', p.status LIMIT 1), 'none') END
    AS policy,
  iif(min(s.source_id) = max(s.source_id), s.source_id, NULL)
    AS source_id,
  iif(min(s.source_id) = max(s.source_id), min(s.locator), NULL)
    AS locator
FROM sighting s JOIN tool t ON t.id = s.tool_id
LEFT JOIN identity i ON i.alias_id = s.alias_id
WHERE s.day_time >= :from AND s.day_time < :at
GROUP BY s.tool_id
ORDER BY policy = 'approved', policy = 'none', t.name
