-- title: Controls that the evidence shows as met
-- meaning: Controls of all lists whose evidence is as it should be, measured in
--    part at least, over those that apply and of which anything is known.
-- kind: share
-- basis: stock
-- direction: up
-- unit: controls
-- record: a control
-- sources: git
-- made: controls
-- keys: framework, result
-- interval: none

-- Case: what anything is known of; the world has no statement on workflows.
-- expect: hit 8
SELECT framework || ' ' || control AS record, 1 AS n, result = 'met' AS hit,
  framework, control, title, result, NULL AS source_id, NULL AS locator
FROM control_result WHERE at = :at AND result NOT IN ('not assessed',
  'not applicable')
