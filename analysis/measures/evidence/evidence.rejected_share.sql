-- title: Records rejected
-- meaning: Records of all inputs that could not be read over all records.
-- kind: share
-- basis: stock
-- direction: down
-- unit: records
-- record: an input
-- sources: source
-- interval: none

-- Case: one of 4 + 18 + 24 = 46.
-- expect: hit 1 n 46
SELECT id AS record, path AS input, importer, read AS n, rejected AS hit,
  id AS source_id, 0 AS locator
FROM source
