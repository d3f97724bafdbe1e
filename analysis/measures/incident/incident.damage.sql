-- title: What incidents did
-- meaning: Hours of service down, records exposed, people affected and money
--    lost in incidents opened in the period, in total and by origin of the
--    cause, stage where they were found, stage where they were brought in, and
--    AI tool of the cause. Added up over those whose record gives a figure;
--    known is how many do. Currencies are never added together. The cause is
--    the commit that the record names, or its deployment where that brought
--    work of one origin. It goes with the cause's origin; it does not show
--    that AI is the reason.
-- kind: table
-- basis: stock
-- unit: rows
-- record: a kind of damage in a group of incidents
-- sources: incident
-- columns: by text By; part text Of; damage text Damage;
--    amount text Amount; known count Known; incidents count Incidents

-- Case: i1, AI's, found in production: 2.5 hours, 100 records, 1000 EUR; i2, of
-- an unknown cause, found in test: 500 USD. People affected: nobody says.
-- expect: row 0 by=all part=all damage=hours amount=2.5 known=1 incidents=2
-- expect: row 1 by=all damage=records amount=100 known=1 incidents=2
-- expect: row 2 by=all damage=EUR amount=1000 known=1 incidents=2
-- expect: row 3 by=all damage=USD amount=500 known=1 incidents=2
-- expect: row 4 by=origin part=ai damage=hours amount=2.5 known=1 incidents=1
-- expect: row 8 by=origin part=unknown damage=hours amount= known=0
-- expect: row 11 by=origin part=unknown damage=USD amount=500 known=1
-- expect: n 36
WITH i AS (
  SELECT f.*, t.name AS tool FROM incident_fact f
  LEFT JOIN tool t ON t.id = f.tool_id
  WHERE f.at >= :from AND f.at < :at),
given (place, damage, incident_id, e6) AS (
  SELECT 1, 'hours', incident_id, hours_down_e6 FROM i
  UNION ALL SELECT 2, 'records', incident_id, records * 1000000 FROM i
  UNION ALL SELECT 3, 'people', incident_id, people * 1000000 FROM i
  UNION ALL SELECT 4, upper(currency), incident_id, money_e6 FROM i
    WHERE money_e6 IS NOT NULL),
kind AS (SELECT DISTINCT place, damage FROM given WHERE e6 IS NOT NULL),
grouped (place, "by", part, incident_id) AS (
  SELECT 1, 'all', 'all', incident_id FROM i
  UNION ALL SELECT 2, 'origin', origin, incident_id FROM i
  UNION ALL SELECT 3, 'found in', stage, incident_id FROM i
  UNION ALL SELECT 4, 'brought in', introduced, incident_id FROM i
  UNION ALL SELECT 5, 'tool', coalesce(tool, iif(origin IN ('ai', 'mixed'),
    'not recorded', 'none known')), incident_id FROM i),
total AS (
  SELECT g.place, g."by", g.part, k.place AS kind, k.damage,
    count(*) AS incidents, count(v.e6) AS known, sum(v.e6) AS e6,
    i.source_id, min(i.locator) AS locator
  FROM grouped g JOIN i ON i.incident_id = g.incident_id CROSS JOIN kind k
  LEFT JOIN given v ON v.incident_id = g.incident_id AND v.damage = k.damage
  GROUP BY 1, 2, 3, 4, 5)
SELECT "by", part, damage, CASE WHEN e6 % 1000000 = 0 THEN e6 / 1000000
    ELSE ((e6 + 50000) / 1000000) || '.' || ((e6 + 50000) / 100000 % 10) END
    AS amount, known, incidents, source_id, locator
FROM total
ORDER BY place, CASE part WHEN 'ai' THEN 1 WHEN 'mixed' THEN 2
    WHEN 'human' THEN 3 WHEN 'bot' THEN 4 WHEN 'design' THEN 5
    WHEN 'code' THEN 6 WHEN 'build' THEN 7 WHEN 'test' THEN 8
    WHEN 'staging' THEN 9 WHEN 'production' THEN 10 WHEN 'unknown' THEN 13
    WHEN 'not recorded' THEN 12 WHEN 'none known' THEN 14 ELSE 11 END,
  part, kind, damage
