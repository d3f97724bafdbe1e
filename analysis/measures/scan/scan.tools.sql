-- title: Scanners
-- meaning: Scanners and versions whose results were read, with the scans of
--    the period.
-- kind: table
-- basis: stock
-- unit: scanners
-- record: a scanner
-- sources: scan
-- columns: scanner text Scanner; versions text Versions; scans count Scans;
--    first time First scan; last time Last scan

-- Case: semgrep scanned twice.
-- expect: n 1
-- expect: row 0 scanner=Semgrep versions=1.99 scans=2
SELECT coalesce(max(tool_label), scanner) AS scanner,
  group_concat(DISTINCT tool_version) AS versions, count(*) AS scans,
  min(at) AS first, max(at) AS last,
  min(source_id) AS source_id, min(locator) AS locator
FROM (SELECT * FROM scan_fact ORDER BY scanner, tool_version) AS s
WHERE (s.at >= :from AND s.at < :at) OR (s.at IS NULL AND :newest)
GROUP BY s.scanner ORDER BY s.scanner
