-- title: Open problems
-- meaning: Findings open at the end of the period, whoever wrote the line.
--    Suppressed ones and matters of style are not counted. What a finding is
--    (severity, CWE, origin of its line) is as it was known by then.
-- kind: count
-- basis: stock
-- direction: down
-- unit: findings
-- record: a finding
-- sources: scan
-- needs: scan
-- dates: the first scan with it and the first comparable one without it
-- keys: severity, category, repository, language, team, origin, tool, scanner,
--    gap, weakness, cwe, owasp_2021, owasp_2025, top_25, certainty,
--    severity_rule
-- family: body

-- Case: 10 of AI, 7 human, 1 unknown, 1 mixed are open at the end of
-- September; 5 low ones were fixed before.
-- expect: n 19 value 19
-- expect: by severity=critical n 1
-- expect: by origin=human n 7
-- expect: where repository=bank n 9
-- expect: by gap=authentication n 1
-- expect: by gap=dependencies n 1
-- expect: by gap=secrets n 1
-- expect: by gap=none n 2
-- expect: by cwe=CWE-89 n 2
-- expect: by top_25=yes n 3
-- expect: by owasp_2025=none n 1
-- expect: by owasp_2021=none n 1
SELECT finding_id AS record, finding_id, 1 AS n, severity, severity_rule,
  category, language,
  origin, scanner, rule, path, line, first_time, tool_time, line_time,
  commit_id, known_by, certainty, reopened,
  unseen, unseen_time, repository_id, team_id, tool_id,
  gap, weakness, owasp_2021, owasp_2025, top_25,
  iif(cwe > 0, 'CWE-' || cwe, NULL) AS cwe,
  source_id, locator
FROM finding_open
WHERE open_from < :at AND open_to >= :at AND (timed OR :newest)
