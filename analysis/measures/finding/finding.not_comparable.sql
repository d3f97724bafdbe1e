-- title: Problems that no later scan can confirm or deny
-- meaning: Findings open as far as is known at the end of the period: later
--    scans lack them, and say nothing of them. Reason: failed, the scan did not
--    run to its end; revision, it looked at the same one again; version, the
--    scanner has another major version; rule, it was not run; unread, the file
--    could not be read; file, it was not looked at.
-- kind: count
-- basis: stock
-- direction: down
-- unit: findings
-- record: a finding
-- sources: placed_scan
-- needs: scan
-- dates: the first scan after the last with it
-- keys: reason, severity, category, repository, language, team, origin, tool,
--    scanner, gap, weakness, cwe, owasp_2021, owasp_2025, top_25, certainty

-- Case: finding 5, whose rule was not run in September.
-- expect: n 1
-- expect: by reason=rule n 1
SELECT f.finding_id AS record, f.finding_id, 1 AS n, f.unseen AS reason,
  f.severity, f.category, f.language, f.origin, f.scanner, f.rule, f.path,
  f.line, f.repository_id, f.team_id, f.tool_id,
  f.gap, f.weakness, f.owasp_2021, f.owasp_2025, f.top_25,
  iif(f.cwe > 0, 'CWE-' || f.cwe, NULL) AS cwe,
  f.first_time, f.tool_time, f.line_time,
  f.known_by, f.certainty,
  f.last_time, f.unseen_time, f.source_id, f.locator
FROM finding_open f
WHERE f.timed AND f.open_from < :at AND f.open_to >= :at
  AND f.unseen_time < :at
