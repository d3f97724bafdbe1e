-- title: Problems per 1,000 lines, AI against the others, like for like
-- meaning: Open findings per thousand lines added up to the scan, in lines of
--    AI over those of known human origin, or over those with no AI recorded
--    when too few are known. Pooled over language and repository; production
--    code of scanned repositories only.
-- kind: rate
-- basis: stock
-- direction: down
-- unit: ratio
-- record: a finding, or the lines that a commit added to a file
-- sources: git, placed_scan
-- needs: scan, all_history
-- dates: the first scan with it and the first comparable one without it; no
--    length of time is taken from them
-- keys: repository, language, team, tool
-- strata: language, repository
-- family: page one

-- Case: shop, C: 6 in 3,000 lines of AI, 3 in 3,000 human ones (c2, c8).
-- bank, Python: 4 in 2,000 and 4 in 4,000. (6*3/6 + 4*4/6) over
-- (3*3/6 + 4*2/6) = 5.6667 / 2.8333 = 2. Crude 10/5 over 7/7 = 2.
-- Left out: 1 unknown, 1 mixed. All of these AI: 12 in 6,500.
-- expect: value 2 crude 2 hit 10 n 7 exposure 5 exposure_rest 7 unknown 2
-- expect: by language=C hit 6 n 3 class too_little
WITH scanned AS (
  SELECT repository_id, max(coalesce(at, :at - 1)) AS at FROM scan_fact
  WHERE repository_id IS NOT NULL AND audited
    AND (at < :at OR (at IS NULL AND :newest))
  GROUP BY repository_id)
SELECT f.finding_id AS record, f.finding_id, f.commit_id, 1 AS events,
  0 AS exposure, f.origin, f.repository_id, f.language, f.team_id, f.tool_id,
  f.source_id, f.locator
FROM finding_fact f JOIN scanned s ON s.repository_id = f.repository_id
WHERE f.kind IN ('source', 'infrastructure') AND f.category <> 'quality'
  AND (f.first_time < :at
    OR (f.first_time IS NULL AND :newest AND f.state = 'open'))
  AND f.finding_id NOT IN (SELECT finding_id FROM finding_closed
    WHERE from_time < :at AND (to_time IS NULL OR to_time >= :at))
UNION ALL
SELECT l.commit_id, NULL, l.commit_id, 0, l.added, l.origin,
  l.repository_id, l.language, l.team_id, l.tool_id, l.source_id, l.locator
FROM line_fact l JOIN scanned s ON s.repository_id = l.repository_id
WHERE l.kind IN ('source', 'infrastructure') AND l.at <= s.at
