-- title: Open problems
-- meaning: Findings open at the end of the period, whoever wrote the line.
--    Suppressed ones and matters of style are not counted.
-- kind: count
-- basis: stock
-- direction: down
-- unit: findings
-- record: a finding
-- sources: scan
-- needs: scan
-- keys: severity, category, repository, language, team, origin, tool, scanner
-- family: body

-- Case: 10 of AI, 7 human, 1 unknown, 1 mixed are open at the end of
-- September; 5 low ones were fixed before.
-- expect: n 19 value 19
-- expect: by severity=critical n 1
-- expect: by origin=human n 7
-- expect: where repository=bank n 9
SELECT finding_id AS record, finding_id, 1 AS n, severity, category, language,
  origin, scanner, rule, path, line, repository_id, team_id, tool_id,
  source_id, locator
FROM finding_fact
WHERE category <> 'quality' AND state <> 'suppressed'
  AND (first_time < :at OR (first_time IS NULL AND :newest))
  AND (fixed_time IS NULL OR fixed_time >= :at)
