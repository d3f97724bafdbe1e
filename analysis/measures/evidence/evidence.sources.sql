-- title: Inputs
-- meaning: Each input with its size, digest and account: records read are
--    imported, duplicate, rejected or empty.
-- kind: table
-- basis: stock
-- unit: inputs
-- record: an input
-- sources: source
-- columns: path text Input; importer text Format; bytes count Bytes;
--    sha256 text SHA-256; read count Read; imported count Imported;
--    duplicate count Duplicate; rejected count Rejected; empty count Empty

-- Case: three.
-- expect: n 3
-- expect: row 2 path=training.csv read=4 imported=3 rejected=1
SELECT path, importer, bytes, sha256, read, imported, duplicate, rejected,
  empty, id AS source_id, 0 AS locator
FROM source ORDER BY path, importer
