-- title: Use of AI tools as vendors count it
-- meaning: Each report of use of an AI tool in the period with what it counts.
--    Vendors count differently: lines are not comparable across tools, and no
--    two rows may be added. People and active days are comparable; fewer people
--    than the smallest group that is shown are few.
-- kind: table
-- basis: stock
-- unit: reports
-- record: a report of a tool
-- sources: usage_report
-- columns: tool text Tool; label text Name; report text Report; users text People; days count
--    Active days; prompts count Prompts; suggestions count Suggested;
--    acceptances count Accepted; lines count Lines added; definition text
--    What it counts

-- Case: P1 to P4 by one report of claude-code, P1 by one of cursor.
-- expect: n 3
-- expect: row 1 tool=claude-code users=few days=5 lines=500
SELECT t.name AS tool, coalesce(t.label, t.name) AS label,
  coalesce(r.title, u.report) AS report,
  CASE WHEN max(u.alias_id) = 0 THEN CAST(max(u.users) AS TEXT)
    WHEN count(DISTINCT i.person_id) < coalesce((SELECT CAST(value AS INTEGER)
      FROM setting WHERE name = 'privacy.minimum_group'), 5)
      THEN 'few' ELSE CAST(count(DISTINCT i.person_id) AS TEXT) END AS users,
  count(DISTINCT u.day_time || '/' || coalesce(i.person_id, 0)) AS days,
  sum(u.prompts) AS prompts, sum(u.suggestions) AS suggestions,
  sum(u.acceptances) AS acceptances, sum(u.lines_added) AS lines,
  coalesce(r.definition, 'not known') AS definition,
  iif(min(u.source_id) = max(u.source_id), u.source_id, NULL)
    AS source_id,
  iif(min(u.source_id) = max(u.source_id), min(u.locator), NULL)
    AS locator
FROM usage u JOIN tool t ON t.id = u.tool_id
LEFT JOIN identity i ON i.alias_id = u.alias_id
LEFT JOIN usage_report r ON r.report = u.report
WHERE u.day_time >= :from AND u.day_time < :at
GROUP BY u.tool_id, u.report ORDER BY t.name, u.report
