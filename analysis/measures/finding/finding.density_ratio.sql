-- title: Problems per 1,000 lines, AI against the others, like for like
-- meaning: Open findings per thousand lines added up to the scan, in lines of
--    AI over those of known human origin, or over those with no AI recorded
--    when too few are known. Pooled over language, repository and age of the
--    code at the scan (0 to 30, 31 to 90, 91 to 365 days, older), as young code
--    had less time to be found wanting; thin strata are merged. Findings of one
--    rule that one commit brought are one mistake. Findings on no known line are on
--    neither side. Production code of scanned repositories only.
-- kind: rate
-- basis: stock
-- direction: down
-- unit: ratio
-- record: a finding, or the lines that a commit added to a file
-- sources: git, placed_scan
-- needs: scan, all_history
-- dates: the first scan with it and the first comparable one without it; no
--    length of time is taken from them
-- keys: repository, language, age, team, tool
-- strata: language, repository, age
-- family: page one

-- Case: shop, C, 31 to 90 days old: 6 in 3,000 lines of AI, 2 in 2,000 human
-- ones (c2): 2. Human lines of 133 days (c8, 1 in 1,000) have no like there, nor
-- have those of bank: Python, 4 in 2,000 of AI 41 days old, 4 in 4,000 human ones
-- 24 days old. Crude 10/5 over 7/7 = 2. Each finding has a rule of its own.
-- Left out: 1 unknown, 1 mixed. All of these AI: 12 in 6,500.
-- expect: value 2 crude 2 hit 10 n 7 exposure 5 exposure_rest 7 unknown 2
-- expect: by language=C hit 6 n 3 class too_little
WITH scanned AS (
  SELECT repository_id, max(coalesce(at, :at - 1)) AS at FROM scan_fact
  WHERE repository_id IS NOT NULL AND audited
    AND (at < :at OR (at IS NULL AND :newest))
  GROUP BY repository_id)
SELECT f.finding_id AS record, f.finding_id, f.commit_id, 1 AS events,
  0 AS exposure,
  iif(f.commit_id IS NULL AND f.origin = 'unknown', 'unplaced', f.origin) AS origin,
  f.repository_id, f.language,
  CASE WHEN f.line_time IS NULL THEN NULL
    WHEN s.at - f.line_time <= 30 * 86400 THEN '0 to 30 days'
    WHEN s.at - f.line_time <= 90 * 86400 THEN '31 to 90 days'
    WHEN s.at - f.line_time <= 365 * 86400 THEN '91 to 365 days'
    ELSE 'over 365 days' END AS age,
  coalesce((SELECT k.oid FROM "commit" k WHERE k.id = f.commit_id)
      || '/' || f.scanner || '/' || f.rule,
    (SELECT n.key FROM finding n WHERE n.id = f.finding_id)) AS cluster,
  f.team_id, f.tool_id, f.source_id, f.locator
FROM finding_fact f JOIN scanned s ON s.repository_id = f.repository_id
WHERE f.kind IN ('source', 'infrastructure') AND f.category <> 'quality'
  AND (f.first_time < :at
    OR (f.first_time IS NULL AND :newest AND f.state = 'open'))
  AND f.finding_id NOT IN (SELECT finding_id FROM finding_closed
    WHERE from_time < :at AND (to_time IS NULL OR to_time >= :at))
UNION ALL
SELECT l.commit_id, NULL, l.commit_id, 0, l.added, l.origin,
  l.repository_id, l.language,
  CASE WHEN s.at - l.at <= 30 * 86400 THEN '0 to 30 days'
    WHEN s.at - l.at <= 90 * 86400 THEN '31 to 90 days'
    WHEN s.at - l.at <= 365 * 86400 THEN '91 to 365 days'
    ELSE 'over 365 days' END, NULL,
  l.team_id, l.tool_id, l.source_id, l.locator
FROM line_fact l JOIN scanned s ON s.repository_id = l.repository_id
WHERE l.kind IN ('source', 'infrastructure') AND l.at <= s.at
