-- title: Open problems of cryptography and transport
-- meaning: Findings open at the end of the period whose main CWE is about weak or
--    missing encryption, keys, random numbers, signatures or certificates.
--    Zero says that the tools which look for it reported none; keys and
--    protocols of what runs are not seen.
-- kind: count
-- basis: stock
-- direction: down
-- unit: findings
-- record: a finding
-- sources: scan
-- needs: crypto
-- dates: the first scan with it and the first comparable one without it
-- keys: severity, category, repository, language, team, origin, tool, scanner,
--    gap, weakness, cwe, owasp_2021, owasp_2025, top_25, certainty

-- Case: 5.
-- expect: n 1
-- expect: by cwe=CWE-327 n 1
SELECT finding_id AS record, finding_id, 1 AS n, severity, category, language,
  origin, scanner, rule, path, line, first_time, tool_time, line_time,
  known_by, certainty, reopened,
  unseen, unseen_time, repository_id, team_id, tool_id,
  gap, weakness, owasp_2021, owasp_2025, top_25,
  'CWE-' || cwe AS cwe,
  source_id, locator
FROM finding_open
WHERE open_from < :at AND open_to >= :at AND (timed OR :newest)
  AND cwe IN (SELECT cwe FROM topic_weakness WHERE topic = 'crypto')
