-- Every record that was not imported, with its place and why. What stood there
-- is told in the restricted edition alone: it may be a name or an address.
-- column name text: the input
-- column sha256 text: its digest
-- column line count: line in it, from 1; 0 where there are no lines
-- column column count: byte of the line, from 1; 0 of the whole line
-- column reason text: code of the reason; docs/formats.md has them
-- column told text: what was expected and found, and how to mend it; empty but in
--   the restricted edition
SELECT n.name, s.sha256, r.line, r."column", r.code AS reason,
  iif(:restricted, r.text, NULL) AS told
FROM reject r JOIN source s ON s.id = r.source_id
JOIN source_name n ON n.source_id = s.id
ORDER BY 1, 2, 3, 4, 5
