-- title: Places with a problem per 1,000 lines, AI against the others
-- meaning: As the ratio of problems, but each rule counts once a file: what
--    was copied fifty times within a file, or is reported line by line, does
--    not weigh fifty times.
-- kind: rate
-- basis: stock
-- direction: down
-- unit: ratio
-- record: a rule in a file, or the living lines of a month of birth
-- sources: git, placed_scan
-- needs: scan, all_history
-- dates: the first scan with it and the first comparable one without it; no
--    length of time is taken from them
-- keys: repository, language, age, tool
-- strata: language, repository, age

-- Case: each finding of the world has a rule of its own, so this is the same.
-- expect: value 2 crude 2 hit 10 n 7 exposure 5 exposure_rest 7 unknown 2
WITH scanned AS (
  SELECT repository_id, strftime('%Y', max(at), 'unixepoch') * 12
    + strftime('%m', max(at), 'unixepoch') - 1 AS month
  FROM (SELECT repository_id, coalesce(at, :at - 1) AS at FROM scan_fact
    WHERE repository_id IS NOT NULL AND audited
      AND (at < :at OR (at IS NULL AND :newest)))
  GROUP BY repository_id
), problem AS (
  SELECT f.*, strftime('%Y', f.line_time, 'unixepoch') * 12
    + strftime('%m', f.line_time, 'unixepoch') - 1 AS birth_month,
    iif(f.commit_id IS NULL AND f.origin = 'unknown', 'unplaced', f.origin)
      AS side
  FROM finding_fact f
  LEFT JOIN line_home h ON h.commit_id = f.commit_id
  WHERE coalesce(h.repository_id = f.repository_id, 1)
    AND f.kind IN ('source', 'infrastructure') AND f.category <> 'quality'
    AND (f.first_time < :at
      OR (f.first_time IS NULL AND :newest AND f.state = 'open'))
    AND f.finding_id NOT IN (SELECT finding_id FROM finding_closed
      WHERE from_time < :at AND (to_time IS NULL OR to_time >= :at))
), living AS (
  SELECT c.* FROM cohort_span c
  JOIN scanned_language l ON l.repository_id = c.repository_id
    AND l.language = c.language
  WHERE c.from_time <= :at AND :at < c.to_time
    AND c.kind IN ('source', 'infrastructure'))
SELECT min(f.finding_id) AS record, f.path, f.rule, 1 AS events,
  0 AS exposure, f.side AS origin, f.repository_id, f.language,
  CASE WHEN s.month <= min(f.birth_month) THEN '0 months'
    WHEN s.month - min(f.birth_month) <= 3 THEN '1 to 3 months'
    WHEN s.month - min(f.birth_month) <= 12 THEN '4 to 12 months'
    WHEN s.month > min(f.birth_month) THEN 'over 12 months' END AS age, f.tool_id,
  iif(min(f.source_id) = max(f.source_id), f.source_id, NULL)
    AS source_id,
  iif(min(f.source_id) = max(f.source_id), min(f.locator), NULL)
    AS locator
FROM problem f JOIN scanned s ON s.repository_id = f.repository_id
GROUP BY f.repository_id, f.path, f.scanner, f.rule, f.side, f.language,
  f.tool_id
UNION ALL
SELECT l.birth_month, NULL, NULL, 0, l.lines, l.origin, l.repository_id,
  l.language,
  CASE WHEN s.month <= l.birth_month THEN '0 months'
    WHEN s.month - l.birth_month <= 3 THEN '1 to 3 months'
    WHEN s.month - l.birth_month <= 12 THEN '4 to 12 months'
    WHEN s.month > l.birth_month THEN 'over 12 months' END,
  nullif(l.tool_id, 0), r.source_id, r.locator
FROM living l JOIN scanned s ON s.repository_id = l.repository_id
JOIN repository r ON r.id = l.repository_id
WHERE l.birth_month <= s.month
