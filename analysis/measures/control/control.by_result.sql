-- title: Controls of each list, by what the evidence says
-- meaning: The controls of each list that the evidence shows as met, partly met,
--    not met or attested alone, that are not assessed, and that the configuration
--    says do not apply: how many, and which.
-- kind: table
-- basis: stock
-- unit: rows
-- record: a result in a list of controls
-- sources: git
-- made: controls
-- columns: name text List; result text Evidence says; controls count Controls;
--    ids text Which

-- Case: of 22 lists up to four results each.
-- expect: n 70
SELECT name, result, count(*) AS controls,
  group_concat(control, ', ') AS ids,
  NULL AS source_id, NULL AS locator
FROM (SELECT * FROM control_result WHERE at = :at ORDER BY ordinal)
GROUP BY framework, result
ORDER BY min(ordinal) OVER (PARTITION BY framework),
  CASE result WHEN 'not met' THEN 1 WHEN 'not assessed' THEN 2
    WHEN 'partly met' THEN 3 WHEN 'attested' THEN 4 WHEN 'met' THEN 5
    ELSE 6 END
