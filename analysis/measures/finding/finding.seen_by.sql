-- title: Open problems by the scanners that see them
-- meaning: Findings open at the end of the period by which scanners see them:
--    had found them by then, and none of its scans since shows them fixed.
--    One of several scanners is the same file, lines that lie close and related
--    CWEs. What one scanner alone sees is no less true: few look for the same.
-- kind: table
-- basis: stock
-- unit: sets of scanners
-- record: scanners that found the same
-- sources: scan
-- needs: scan
-- dates: the first scan with it and the first comparable one without it
-- columns: tools count Scanners; scanners text Seen by;
--    findings count Open problems; severe count Critical or high;
--    ai count AI's; human count Human; other count Other or unknown

-- Case: 12 is seen by CodeQL and Semgrep, the other 18 by Semgrep alone; 13 is
-- gone for CodeQL.
-- expect: n 2
-- expect: row 0 tools=2 findings=1 severe=0 ai=1 human=0 other=0
-- expect: row 1 tools=1 scanners=Semgrep findings=18 severe=2 ai=10 human=7 other=1
WITH label AS (
  SELECT scanner, max(tool_label) AS label FROM scan_fact GROUP BY scanner),
problem AS (
  SELECT coalesce((SELECT nullif(count(*), 0) FROM finding_tool t
      WHERE t.finding_id = finding_open.finding_id
        AND coalesce(t.first_time < :at, 1)
        AND NOT coalesce(t.fixed_time < :at, 0)), tools) AS tools,
    origin, severity_rank, source_id, locator,
    coalesce((
      SELECT group_concat(x.label, ', ') FROM (
        SELECT coalesce(l.label, t.tool) AS label FROM finding_tool t
        LEFT JOIN label l ON l.scanner = t.tool
        WHERE t.finding_id = finding_open.finding_id
          AND coalesce(t.first_time < :at, 1)
          AND NOT coalesce(t.fixed_time < :at, 0) ORDER BY t.tool) x),
      (SELECT label FROM label WHERE label.scanner = finding_open.scanner),
      scanner) AS scanners
  FROM finding_open
  WHERE open_from < :at AND open_to >= :at AND (timed OR :newest))
SELECT tools, scanners, count(*) AS findings,
  count(*) FILTER (WHERE severity_rank <= 2) AS severe,
  count(*) FILTER (WHERE origin IN ('ai', 'mixed')) AS ai,
  count(*) FILTER (WHERE origin = 'human') AS human,
  count(*) FILTER (WHERE origin NOT IN ('ai', 'mixed', 'human')) AS other,
  iif(min(source_id) = max(source_id), source_id, NULL)
    AS source_id,
  iif(min(source_id) = max(source_id), min(locator), NULL)
    AS locator
FROM problem GROUP BY tools, scanners
ORDER BY tools DESC, count(*) DESC, scanners
