-- title: Records that could not be read
-- meaning: Each record of an input that was left out, where it stands and
--    why.
-- kind: table
-- basis: stock
-- unit: records
-- record: a rejected record
-- sources: source
-- columns: path text Input; line count Line; column count Column;
--    code text Reason; text text What to do

-- Case: one line of the training export.
-- expect: n 1
-- expect: row 0 path=training.csv line=5 code=bad-date
SELECT s.path, r.line, r."column", r.code, r.text, r.source_id,
  r.line AS locator
FROM reject r JOIN source s ON s.id = r.source_id
ORDER BY s.path, r.line, r."column", r.code
