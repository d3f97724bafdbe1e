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
-- expect: n 2
-- expect: row 0 scanner=Checkstyle versions=10 scans=1
-- expect: row 1 scanner=Semgrep versions=1.99 scans=3
SELECT coalesce(max(tool_label), scanner) AS scanner,
  group_concat(DISTINCT tool_version) AS versions, count(*) AS scans,
  min(at) AS first, max(at) AS last,
  max(CASE WHEN place = 1 THEN source_id END) AS source_id,
  max(CASE WHEN place = 1 THEN locator END) AS locator
FROM (SELECT f.*, row_number() OVER (PARTITION BY f.scanner
    ORDER BY r.path, f.locator) AS place
  FROM scan_fact f JOIN source r ON r.id = f.source_id
  WHERE (f.at >= :from AND f.at < :at) OR (f.at IS NULL AND :newest)
  ORDER BY f.scanner, f.tool_version) AS s
GROUP BY s.scanner ORDER BY s.scanner
