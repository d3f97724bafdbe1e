-- title: Places with a problem per 1,000 lines, AI against the others
-- meaning: As the ratio of problems, but each rule counts once a file: what
--    was copied fifty times within a file, or is reported line by line, does
--    not weigh fifty times.
-- kind: rate
-- basis: stock
-- direction: down
-- unit: ratio
-- record: a rule in a file, or the lines that a commit added to a file
-- sources: git, placed_scan
-- needs: scan, all_history
-- dates: the first scan with it and the first comparable one without it; no
--    length of time is taken from them
-- keys: repository, language, age, tool
-- strata: language, repository, age

-- Case: each finding of the world has a rule of its own, so this is the same.
-- expect: value 2 crude 2 hit 10 n 7 exposure 5 exposure_rest 7 unknown 2
WITH scanned AS (
  SELECT repository_id, max(coalesce(at, :at - 1)) AS at FROM scan_fact
  WHERE repository_id IS NOT NULL AND audited
    AND (at < :at OR (at IS NULL AND :newest))
  GROUP BY repository_id)
SELECT min(f.finding_id) AS record, f.path, f.rule, 1 AS events,
  0 AS exposure,
  iif(max(f.commit_id IS NULL AND f.origin = 'unknown'), 'unplaced', f.origin)
    AS origin, f.repository_id, f.language,
  CASE WHEN min(f.line_time) IS NULL THEN NULL
    WHEN s.at - min(f.line_time) <= 30 * 86400 THEN '0 to 30 days'
    WHEN s.at - min(f.line_time) <= 90 * 86400 THEN '31 to 90 days'
    WHEN s.at - min(f.line_time) <= 365 * 86400 THEN '91 to 365 days'
    ELSE 'over 365 days' END AS age, f.tool_id,
  iif(min(f.source_id) = max(f.source_id), f.source_id, NULL)
    AS source_id,
  iif(min(f.source_id) = max(f.source_id), min(f.locator), NULL)
    AS locator
FROM finding_fact f JOIN scanned s ON s.repository_id = f.repository_id
WHERE f.kind IN ('source', 'infrastructure') AND f.category <> 'quality'
  AND (f.first_time < :at
    OR (f.first_time IS NULL AND :newest AND f.state = 'open'))
  AND f.finding_id NOT IN (SELECT finding_id FROM finding_closed
    WHERE from_time < :at AND (to_time IS NULL OR to_time >= :at))
GROUP BY f.repository_id, f.path, f.scanner, f.rule, f.origin, f.language,
  f.tool_id, f.commit_id IS NULL AND f.origin = 'unknown'
UNION ALL
SELECT l.commit_id, NULL, NULL, 0, l.added, l.origin, l.repository_id,
  l.language,
  CASE
    WHEN s.at - l.at <= 30 * 86400 THEN '0 to 30 days'
    WHEN s.at - l.at <= 90 * 86400 THEN '31 to 90 days'
    WHEN s.at - l.at <= 365 * 86400 THEN '91 to 365 days'
    ELSE 'over 365 days' END, l.tool_id, l.source_id, l.locator
FROM line_fact l JOIN scanned s ON s.repository_id = l.repository_id
WHERE l.kind IN ('source', 'infrastructure') AND l.at <= s.at
