-- title: Open problems of resilience
-- meaning: Findings open at the end of the period whose main CWE is about missing
--    time-outs, unbounded retries, or resources without a limit. Zero says that
--    the tools which look for it reported none; how the system bears load is
--    not seen.
-- kind: count
-- basis: stock
-- direction: down
-- unit: findings
-- record: a finding
-- sources: scan
-- needs: resilience
-- dates: the first scan with it and the first comparable one without it
-- keys: severity, category, repository, language, team, origin, tool, scanner,
--    gap, weakness, cwe, owasp_2021, owasp_2025, top_25, certainty

-- Case: 7.
-- expect: n 1
-- expect: by origin=human n 1
SELECT finding_id AS record, finding_id, 1 AS n, severity, category, language,
  origin, scanner, rule, path, line, first_time, tool_time, line_time,
  known_by, certainty, reopened,
  unseen, unseen_time, repository_id, team_id, tool_id,
  gap, weakness, owasp_2021, owasp_2025, top_25,
  'CWE-' || cwe AS cwe,
  source_id, locator
FROM finding_open
WHERE open_from < :at AND open_to >= :at AND (timed OR :newest)
  AND cwe IN (SELECT cwe FROM topic_weakness WHERE topic = 'resilience')
