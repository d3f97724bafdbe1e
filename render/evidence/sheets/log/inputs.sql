-- Every step of reading, without its clock: what was read, by what, why by
-- that, and what came of it.
-- column step count: place in the run, from 1
-- column name text: the input
-- column reader text: what read it
-- column why text: why this reader
-- column read count: records
-- column rejected count: of these, not usable
-- column notes count: errors, warnings and notes on it
SELECT row_number() OVER (ORDER BY n.name, s.importer, s.sha256) AS step,
  n.name, s.importer AS reader, s.why, s.read, s.rejected,
  (SELECT count(*) FROM diagnostic d WHERE d.source_id = s.id) AS notes
FROM source s JOIN source_name n ON n.source_id = s.id ORDER BY 1
