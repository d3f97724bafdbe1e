-- Every scanner and version whose results count, and the rules it said it ran.
-- column scanner text: name of the scanner
-- column version text: as its report says
-- column scans count: scans by it
-- column rules count: the most rules that one of them lists
-- column failed count: scans that did not run to their end
SELECT coalesce(tool_label, tool) AS scanner, tool_version AS version,
  count(*) AS scans, max(rules) AS rules, sum(state <> 'done') AS failed
FROM scan GROUP BY 1, 2 ORDER BY 1, 2
