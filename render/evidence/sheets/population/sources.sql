-- The account of every input: what was read is what was imported, was there
-- already, was rejected or is empty. Nothing is lost between input and model.
-- column name text: the input, as in inputs/inputs.csv
-- column sha256 text: its digest, which tells two inputs of one name apart
-- column reader text: what read it
-- column read count: records read
-- column imported count: of these, new to the model
-- column duplicate count: of these, known from another input
-- column rejected count: of these, not usable: population/rejects.csv
-- column empty count: of these, without content
-- column difference count: read less the four others: 0
SELECT n.name, s.sha256, s.importer AS reader, s.read, s.imported, s.duplicate,
  s.rejected, s.empty,
  s.read - s.imported - s.duplicate - s.rejected - s.empty AS difference
FROM source s JOIN source_name n ON n.source_id = s.id
ORDER BY 1, 3, 2
