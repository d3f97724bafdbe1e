-- title: Days until half of the problems are fixed
-- meaning: Median days from first seen to fixed, by Kaplan and Meier: findings
--    still open count up to the end of the period, those older than the
--    period enter at the age they had when it began.
-- kind: time
-- basis: stock
-- direction: down
-- unit: days
-- record: a finding
-- sources: placed_scan
-- needs: scan
-- keys: severity, category, repository, language, team, origin, tool, scanner,
--    gap, weakness, cwe, owasp_2021, owasp_2025, top_25

-- Case: the 5 low findings were fixed after 10, 20, 30, 40 and 50 days: of 5
-- at risk 4, 3, 2 remain, so at 30 days fewer than half. With all 24, 19
-- open ones never let half be fixed.
-- expect: where severity=low value 30 hit 5 n 5
-- expect: hit 5 n 24 known no
SELECT finding_id AS record, finding_id, 1 AS n,
  max(0, :from - first_time) AS enter,
  min(coalesce(fixed_time, :at), :at) - first_time AS leave,
  coalesce(fixed_time < :at, 0) AS event,
  severity, category, language, origin, scanner, repository_id, team_id,
  tool_id,
  gap, weakness, owasp_2021, owasp_2025, top_25,
  iif(cwe > 0, 'CWE-' || cwe, NULL) AS cwe,
  source_id, locator
FROM finding_fact
WHERE first_time < :at AND (fixed_time IS NULL OR fixed_time >= :from)
  AND category <> 'quality' AND state <> 'suppressed'
