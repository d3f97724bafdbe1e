-- What the inputs showed besides, counted by input and kind.
-- column severity text: error, warning or note
-- column code text: kind of the note
-- column name text: the input; empty of what concerns several
-- column sha256 text: its digest
-- column times count: how often
SELECT d.severity, d.code, n.name, s.sha256, count(*) AS times
FROM diagnostic d LEFT JOIN source s ON s.id = d.source_id
LEFT JOIN source_name n ON n.source_id = s.id
GROUP BY 1, 2, 3, 4
ORDER BY CASE d.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END,
  2, 3, 4
