-- Control totals by reader, and of all: they equal the sums of
-- population/sources.csv.
-- column reader text: what read them; all, the grand total
-- column inputs count: inputs
-- column read count: records read
-- column imported count: of these, new to the model
-- column duplicate count: of these, known from another input
-- column rejected count: of these, not usable
-- column empty count: of these, without content
-- column difference count: read less the four others: 0
SELECT reader, inputs, read, imported, duplicate, rejected, empty,
  read - imported - duplicate - rejected - empty AS difference
FROM (SELECT 0 AS place, importer AS reader, count(*) AS inputs,
    sum(read) AS read, sum(imported) AS imported, sum(duplicate) AS duplicate,
    sum(rejected) AS rejected, sum(empty) AS empty
  FROM source GROUP BY importer
  UNION ALL SELECT 1, 'all', count(*), coalesce(sum(read), 0),
    coalesce(sum(imported), 0), coalesce(sum(duplicate), 0),
    coalesce(sum(rejected), 0), coalesce(sum(empty), 0) FROM source)
ORDER BY place, reader
