-- title: Open problems of injection
-- meaning: Findings open at the end of the period whose main CWE is an injection or
--    a missing check of input: of SQL, commands, scripts, paths, templates or
--    serialised objects. Where the rule or its message says that the text comes
--    from a model the problem is of AI's answers (finding.gaps), and not counted
--    here. Zero says that the tools which look for it reported none.
-- kind: count
-- basis: stock
-- direction: down
-- unit: findings
-- record: a finding
-- sources: scan
-- needs: injection
-- dates: the first scan with it and the first comparable one without it
-- keys: severity, category, repository, language, team, origin, tool, scanner,
--    gap, weakness, cwe, owasp_2021, owasp_2025, top_25, certainty

-- Case: 1; 2 is of a model's answer.
-- expect: n 1
-- expect: by cwe=CWE-89 n 1
SELECT finding_id AS record, finding_id, 1 AS n, severity, category, language,
  origin, scanner, rule, path, line, first_time, tool_time, line_time,
  known_by, certainty, reopened,
  unseen, unseen_time, repository_id, team_id, tool_id,
  gap, weakness, owasp_2021, owasp_2025, top_25,
  'CWE-' || cwe AS cwe,
  source_id, locator
FROM finding_open
WHERE open_from < :at AND open_to >= :at AND (timed OR :newest)
  AND coalesce(gap, '') <> 'AI output'
  AND cwe IN (SELECT cwe FROM topic_weakness WHERE topic = 'injection')
