-- title: Problems set aside
-- meaning: Findings that a scanner still sees and that somebody has accepted
--    (risk acceptance) or called a false alarm (false positive), in the code
--    (inSource) or elsewhere (external), with or without a reason. One that
--    was proposed and not accepted is open.
-- kind: count
-- basis: stock
-- direction: none
-- unit: findings
-- record: a finding
-- sources: scan
-- needs: scan
-- dates: the scans that show it set aside
-- keys: kind, justification, severity, category, repository, language, team,
--    origin, tool, scanner, gap, weakness, cwe, owasp_2021, owasp_2025, top_25
-- interval: none

-- Case: finding 26, nobody knows how.
-- expect: n 1
-- expect: by kind=unknown n 1
-- expect: by justification=none n 1
SELECT f.finding_id AS record, f.finding_id, 1 AS n,
  coalesce(x.kind, 'unknown') AS kind,
  iif(x.reason IS NULL, 'none', 'given') AS justification, x.word,
  x.time AS set_aside_at, x.until_time AS set_aside_until,
  f.severity, f.category, f.language, f.origin, f.scanner, f.rule, f.path,
  f.line, f.repository_id, f.team_id, f.tool_id,
  f.gap, f.weakness, f.owasp_2021, f.owasp_2025, f.top_25,
  iif(f.cwe > 0, 'CWE-' || f.cwe, NULL) AS cwe,
  f.first_time, f.tool_time, f.line_time,
  f.known_by, f.certainty,
  f.source_id, f.locator
FROM finding_then f
LEFT JOIN result_suppression x ON x.result_id = f.last_result_id
  AND x.ordinal = (SELECT min(y.ordinal) FROM result_suppression y
    WHERE y.result_id = f.last_result_id
      AND coalesce(y.status, 'accepted') = 'accepted')
WHERE f.known_from < :at AND f.known_to >= :at
  AND f.category <> 'quality'
  AND (EXISTS (SELECT 1 FROM finding_aside c
      WHERE c.finding_id = f.finding_id AND c.from_time < :at
        AND (c.to_time IS NULL OR c.to_time >= :at))
    OR (f.first_time IS NULL AND :newest AND f.state = 'suppressed'))
