-- title: Training records read
-- meaning: Rows of training imported, by status.
-- kind: count
-- basis: stock
-- direction: none
-- unit: records
-- record: a training record
-- sources: training
-- keys: status, course
-- interval: none

-- Case: three.
-- expect: n 3
-- expect: by status=completed n 2
SELECT id AS record, 1 AS n, status, course, source_id, locator
FROM training
