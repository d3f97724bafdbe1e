-- title: Statements that have run out
-- meaning: Items of which the newest statement holds no more at the end of the
--    period, over all items that anybody has stated: a statement holds until the
--    day that it names, else for a year. One that has run out is no answer.
-- kind: share
-- basis: stock
-- direction: down
-- unit: items
-- record: an item in a scope
-- sources: attestation
-- keys: item, owner
-- interval: none

-- Case: that on threat models ran out in August; those on tracing and on the
-- policy hold.
-- expect: hit 1 n 3
SELECT item || '/' || scope AS record, 1 AS n, to_time < :at AS hit, item,
  scope, owner, answer, source_id, locator
FROM (SELECT f.*, row_number() OVER (PARTITION BY item, scope
    ORDER BY at DESC) AS place FROM attestation_fact f WHERE at < :at)
WHERE place = 1
