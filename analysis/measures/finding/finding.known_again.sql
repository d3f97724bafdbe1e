-- title: Results that are surely a problem known before
-- meaning: Results of scans of the period that are a finding seen before, or
--    seen by another scan or tool as well: those that a pass of certain or high
--    certainty knew again, over all. Passes and their certainty are those of
--    data/identity-passes.csv, as docs/method.md tells under "Findings". The
--    others are as likely right as their pass is; a wrong one joins two problems
--    of one rule in one file, and makes one look older and none look fixed.
-- kind: share
-- basis: flow
-- direction: none
-- unit: results
-- record: a result
-- sources: repeated_scan
-- needs: scan
-- dates: the scan that has it
-- keys: pass, certainty, severity, category, repository, language, team, origin,
--    tool, scanner
-- interval: none

-- Case: in shop 1 and 2 by their living line, 3 as the nearest; in bank 11 by
-- its fingerprint.
-- expect: hit 3 n 4
-- expect: by certainty=low hit 0 n 1
-- expect: by pass=born hit 2 n 2
-- expect: where repository=bank hit 1 n 1
WITH again AS (
  SELECT m.result_id, m.finding_id, m.pass, r.rule, r.path,
    coalesce(g.line, r.line) AS line,
    coalesce(h.time, nullif(s.time, -9223372036854775808)) AS at,
    r.source_id, r.locator
  FROM finding_match m CROSS JOIN result r ON r.id = m.result_id
  LEFT JOIN result_region g ON g.result_id = r.id
  JOIN scan s ON s.id = r.scan_id
  LEFT JOIN scan_home h ON h.scan_id = s.id)
SELECT m.result_id AS record, m.finding_id, m.at, 1 AS n,
  p.certainty IN ('certain', 'high') AS hit, m.pass, p.label, p.certainty,
  m.rule, m.path, m.line, a.path AS first_path,
  coalesce(b.line, a.line) AS first_line,
  f.first_time, f.severity, f.category, f.language, f.origin, f.scanner,
  f.state, f.repository_id, f.team_id, f.tool_id, m.source_id, m.locator
FROM again m JOIN identity_pass p ON p.pass = m.pass
JOIN finding_then f ON f.finding_id = m.finding_id
  AND f.known_from <= coalesce(m.at, 9223372036854775806)
  AND f.known_to > coalesce(m.at, 9223372036854775806)
LEFT JOIN finding q ON q.id = m.finding_id
LEFT JOIN result a ON a.id = q.first_result_id
LEFT JOIN result_region b ON b.result_id = a.id
