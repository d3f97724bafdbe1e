-- title: Controls by list
-- meaning: How many controls of each list the evidence shows as met, partly met,
--    not met, attested alone and not assessed; and how many the configuration
--    says do not apply, each with who says so and why.
-- kind: table
-- basis: stock
-- unit: lists
-- record: a list of controls
-- sources: git
-- made: controls
-- columns: name text List; version text Version; controls count Controls; met
--    count Met; partly count Partly; failed count Not met; attested count
--    Attested; open count Not assessed; outside count Not applicable

-- Case: 22 lists; the first is that for AI-assisted coding.
-- expect: n 22
-- expect: row 0 controls=29
SELECT name, version, count(*) AS controls, sum(result = 'met') AS met,
  sum(result = 'partly met') AS partly, sum(result = 'not met') AS failed,
  sum(result = 'attested') AS attested, sum(result = 'not assessed') AS open,
  sum(result = 'not applicable') AS outside,
  NULL AS source_id, NULL AS locator
FROM control_result WHERE at = :at
GROUP BY framework ORDER BY min(ordinal)
