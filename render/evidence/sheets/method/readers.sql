-- The program, and every reader of inputs with its version and the digest of the
-- rules it read by.
-- column part text: the program or a reader
-- column version text: its version
-- column rules text: digest of the tables that it read by; empty: it needs none
-- column inputs count: inputs that it read
SELECT part, version, rules, inputs FROM (
  SELECT 0 AS place, 'program' AS part, (SELECT program FROM run) AS version,
    '' AS rules, count(*) AS inputs FROM source
  UNION ALL SELECT 1, importer, CAST(version AS TEXT), rules, count(*) FROM (
    SELECT importer, version, CASE WHEN instr(options, 'rules=')
      THEN substr(options, instr(options, 'rules=') + 6, 64)
      ELSE '' END AS rules FROM source)
  GROUP BY importer, version, rules)
ORDER BY place, part, version, rules
