-- title: Damage of incidents
-- meaning: Hours of service down, records exposed, people affected and money
--    lost in incidents opened in the period, in total and by origin of the
--    cause, stage where they were found, stage where they were brought in, and
--    AI tool of a cause that AI took part in. Added up over those whose record gives a figure,
--    how many do in parentheses. Currencies are never added together. The cause is
--    the commit that the record names, or its deployment where that brought
--    work of one origin. It goes with the cause's origin; it does not show
--    that AI is the reason.
-- kind: table
-- basis: stock
-- unit: groups
-- record: a group of incidents
-- sources: incident
-- columns: group text Incidents; incidents count Number;
--    hours text Hours down; records text Records exposed;
--    affected text People affected; money text Money lost

-- Case: i1, AI's, found in production: 2.5 hours, 100 records, 1000 EUR; i2, of
-- an unknown cause, found in test: 500 USD. People affected: nobody says.
-- expect: n 8
-- expect: row 0 group=all incidents=2 affected=
-- expect: row 2 hours= records= incidents=1
WITH i AS (
  SELECT f.*, coalesce(t.label, t.name) AS tool FROM incident_fact f
  LEFT JOIN tool t ON t.id = f.tool_id
  WHERE f.at >= :from AND f.at < :at),
part (place, "group", incident_id) AS (
  SELECT 10, 'all', incident_id FROM i
  UNION ALL SELECT CASE origin WHEN 'ai' THEN 21 WHEN 'mixed' THEN 22
    WHEN 'human' THEN 23 WHEN 'bot' THEN 24 ELSE 25 END,
    'origin ' || iif(origin = 'ai', 'AI', origin), incident_id FROM i
  UNION ALL SELECT 30 + s.column2, 'found in ' || stage, incident_id
  FROM i JOIN (VALUES ('design', 1), ('code', 2), ('build', 3), ('test', 4),
    ('staging', 5), ('production', 6), ('unknown', 7)) s ON s.column1 = stage
  UNION ALL SELECT 40 + s.column2, 'brought in ' || introduced, incident_id
  FROM i JOIN (VALUES ('design', 1), ('code', 2), ('build', 3), ('test', 4),
    ('staging', 5), ('production', 6), ('unknown', 7)) s
    ON s.column1 = introduced
  UNION ALL SELECT iif(tool IS NULL, 51, 50),
    'tool ' || coalesce(tool, 'not known'), incident_id FROM i
    WHERE origin IN ('ai', 'mixed')),
lost AS (
  SELECT p.place, p."group", coalesce(upper(i.currency), 'in no named currency')
      AS currency,
    sum(i.money_e6) AS e6
  FROM part p JOIN i ON i.incident_id = p.incident_id
  WHERE i.money_e6 IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3),
money AS (
  SELECT place, "group", group_concat(CASE WHEN e6 % 1000000 = 0
      THEN e6 / 1000000
      ELSE ((e6 + 5000) / 1000000) || '.'
        || substr('0' || ((e6 + 5000) / 10000 % 100), -2) END
    || ' ' || currency, ' + ') AS text
  FROM lost GROUP BY 1, 2),
total AS (
  SELECT p.place, p."group", count(*) AS incidents,
    sum(i.hours_down_e6) AS e6, count(i.hours_down_e6) AS hours_known,
    sum(i.records) AS records, count(i.records) AS records_known,
    sum(i.people) AS affected, count(i.people) AS affected_known,
    count(i.money_e6) AS money_known,
    iif(min(i.source_id) = max(i.source_id), i.source_id, NULL)
    AS source_id,
  iif(min(i.source_id) = max(i.source_id), min(i.locator), NULL)
    AS locator
  FROM part p JOIN i ON i.incident_id = p.incident_id GROUP BY 1, 2)
SELECT t."group", incidents,
  CASE WHEN e6 % 1000000 = 0 THEN e6 / 1000000
    ELSE ((e6 + 50000) / 1000000) || '.' || ((e6 + 50000) / 100000 % 10) END
    || ' (' || hours_known || ')' AS hours,
  records || ' (' || records_known || ')' AS records,
  affected || ' (' || affected_known || ')' AS affected,
  m.text || ' (' || money_known || ')' AS money, source_id, locator
FROM total t
LEFT JOIN money m ON m.place = t.place AND m."group" = t."group"
ORDER BY t.place, t."group"
