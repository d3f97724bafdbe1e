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
-- keys: repository, language, age, tool, model
-- strata: language, repository, age

-- Case: each finding of the world has a rule of its own, so this is the same.
-- expect: value 2 crude 2 hit 10 n 7 exposure 5 exposure_rest 7 unknown 2
WITH scanned AS (
  SELECT repository_id, strftime('%Y', max(at), 'unixepoch') * 12
    + strftime('%m', max(at), 'unixepoch') - 1 AS month
  FROM (SELECT repository_id, coalesce(at, :at - 1) AS at FROM scan_fact
    WHERE repository_id IS NOT NULL AND audited AND for_problems
      AND (at < :at OR (at IS NULL AND :newest)))
  GROUP BY repository_id
), problem AS (
  SELECT min(f.finding_id) AS finding_id, f.repository_id, f.path, f.rule,
    f.side, f.language, f.tool_id, f.model_id,
    min(f.birth_month) AS birth_month,
    iif(min(f.source_id) = max(f.source_id), f.source_id, NULL)
      AS source_id,
    iif(min(f.source_id) = max(f.source_id), min(f.locator), NULL)
      AS locator
  FROM code_problem f
  WHERE f.open_from < :at AND f.open_to >= :at AND (f.timed OR :newest)
  GROUP BY f.repository_id, f.path, f.rule_id, f.side, f.language, f.tool_id,
    f.model_id)
-- +: where both halves give columns without a type, SQLite hands their rows on as
-- they come, and reads no column that nobody asks for.
SELECT +f.finding_id AS record, +f.path AS path, +f.rule AS rule, 1 AS events,
  0 AS exposure, +f.side AS origin, f.repository_id, +f.language AS language,
  a.age, +f.tool_id AS tool_id, +f.model_id AS model_id,
  +f.source_id AS source_id, +f.locator AS locator
FROM problem f CROSS JOIN scanned s ON s.repository_id = f.repository_id
LEFT JOIN code_age a ON a.months = min(max(s.month - f.birth_month, 0), 13)
UNION ALL
SELECT +c.birth_month, NULL, NULL, 0,
  c.lines - iif(c.lists_from < :at, c.unlooked, 0), +c.origin, c.repository_id,
  +c.language, a.age, +c.tool_id, +c.model_id, +c.source_id, +c.locator
FROM code_cohort c CROSS JOIN scanned s ON s.repository_id = c.repository_id
CROSS JOIN code_age a ON a.months = min(max(s.month - c.birth_month, 0), 13)
WHERE c.from_time <= :at AND :at < c.to_time AND c.birth_month <= s.month
  AND c.looked_from < :at
  AND c.lines > iif(c.lists_from < :at, c.unlooked, 0)
