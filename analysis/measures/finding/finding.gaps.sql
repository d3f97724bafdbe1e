-- title: Open problems by gap and origin
-- meaning: Findings open at the end of the period by what they are a gap in,
--    by their main CWE, else by scanner and rule, and by the origin of the lines
--    they stand on. None of the seven: of a CWE that belongs to none of them.
--    Not known: without a CWE, by a rule that no table names. AI's: lines of
--    commits that AI took part in. Zero says that no scanner reported
--    any, not that there is none; not known, that none of the last 92 days is
--    known to look for such problems, and none was ever reported.
-- kind: table
-- basis: stock
-- unit: gaps
-- record: a gap
-- sources: scan
-- needs: scan
-- dates: the first scan with it and the first comparable one without it
-- columns: gap text Gap; findings count Open problems;
--    severe count Critical or high; ai count AI's; human count Human;
--    other count Other or unknown

-- Case: 19 are open: 3 is about who may do what, 2 a model's answer, 6 a
-- package, 10 a secret, 1 and 4 in no gap; 1 to 6, 11 to 14 and 19 are AI's.
-- A scan of the next period, which looks for gaps in logging, tells nothing yet.
-- expect: n 9
-- expect: row 0 findings=1 severe=0 ai=1 human=0 other=0
-- expect: row 1 findings= severe= ai= human= other=
-- expect: row 4 findings=1 severe=1 ai=1 human=0 other=0
-- expect: row 6 findings=1 severe=0 ai=0 human=0 other=1
-- expect: row 7 findings=2 severe=1 ai=2 human=0 other=0
-- expect: row 8 findings=13 severe=0 ai=6 human=7 other=0
-- given: INSERT INTO scan (id, source_id, locator, tool, analysis, repository,
--   ref, revision, time, digest, tool_label, tool_version, state) VALUES
--   (9, 2, 9, 'trivy', '', 'shop', '', '', unixepoch('2026-10-01'), 'v',
--   'Trivy', '1', 'done');
-- given: INSERT INTO scanner_reach VALUES ('trivy', 'logging', '*');
-- expect: row 1 findings= severe= ai= human= other=
-- expect: shift 1 row 1 findings=0 severe=0 ai=0 human=0 other=0
WITH problem AS MATERIALIZED (
  SELECT coalesce(gap, 'not known') AS gap, count(*) AS findings,
    count(*) FILTER (WHERE severity_rank <= 2) AS severe,
    count(*) FILTER (WHERE origin IN ('ai', 'mixed')) AS ai,
    count(*) FILTER (WHERE origin = 'human') AS human,
    count(*) FILTER (WHERE origin NOT IN ('ai', 'mixed', 'human')) AS other,
    iif(min(source_id) = max(source_id), min(source_id), NULL) AS source_id,
    iif(min(source_id) = max(source_id), min(locator), NULL) AS locator
  FROM finding_open
  WHERE open_from < :at AND open_to >= :at AND (timed OR :newest)
  GROUP BY 1),
gap (place, gap, title) AS (VALUES
  (1, 'authentication', 'Authentication and authorization'),
  (2, 'logging', 'Logging and observability'),
  (3, 'infrastructure', 'Configuration of infrastructure'),
  (4, 'data', 'Boundaries of data'),
  (5, 'AI output', 'Answers of AI used without a check'),
  (6, 'dependencies', 'Packages of others'),
  (7, 'secrets', 'Secrets in code and configuration'),
  (8, 'none', 'None of the seven'), (9, 'not known', 'Not known')),
known (gap) AS (
  VALUES ('none'), ('not known'), ('secrets') -- assay looks for these itself
  UNION SELECT coalesce(gap, 'not known') FROM finding_open
  WHERE open_from < :at
  UNION SELECT l.topic FROM scan_fact s
  JOIN scanner_looks l ON l.scanner = s.scanner
  WHERE s.audited AND ((s.at < :at AND s.at >= :at - 92 * 86400)
    OR (s.at IS NULL AND :newest)))
SELECT g.title AS gap, iif(k.gap IS NULL, NULL, coalesce(p.findings, 0))
    AS findings,
  iif(k.gap IS NULL, NULL, coalesce(p.severe, 0)) AS severe,
  iif(k.gap IS NULL, NULL, coalesce(p.ai, 0)) AS ai,
  iif(k.gap IS NULL, NULL, coalesce(p.human, 0)) AS human,
  iif(k.gap IS NULL, NULL, coalesce(p.other, 0)) AS other,
  p.source_id, p.locator
FROM gap g LEFT JOIN problem p ON p.gap = g.gap
LEFT JOIN known k ON k.gap = g.gap
WHERE g.place < 8 OR p.gap IS NOT NULL
ORDER BY g.place
