-- title: What made the figures
-- meaning: The version of the program that derived the model, with which the
--    catalogue of measures and the rule tables come, and the version of each
--    reader of inputs. The same inputs and versions give the same figures.
-- kind: table
-- basis: stock
-- unit: parts
-- record: a part of the program
-- sources: source
-- columns: part text Part; version text Version; inputs count Inputs read

-- Case: the program and three readers.
-- expect: n 4
-- expect: row 0 part=program version=1.0
-- expect: row 1 part=git version=1 inputs=1
SELECT 'program' AS part, (SELECT replace(program, 'assay ', '') FROM run)
    AS version, count(*) AS inputs, NULL AS source_id, NULL AS locator, 0 AS place
FROM source HAVING count(*) > 0
UNION ALL
SELECT importer, CAST(max(version) AS TEXT), count(*),
  iif(count(*) = 1, min(id), NULL), NULL, 1
FROM source WHERE importer <> 'config' GROUP BY importer
ORDER BY place, part
