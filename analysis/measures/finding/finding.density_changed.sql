-- title: Problems per 1,000 changed lines, AI against the others, like for like
-- meaning: The second reading of the ratio of problems: the same open findings,
--    per thousand lines that commits ever added, whether or not they are still
--    there, each with the origin of its commit. Work that was copied counts with
--    the commit it copies. Pooled, merged and compared as the first reading.
-- kind: rate
-- basis: stock
-- direction: down
-- unit: ratio
-- record: a finding, or what a commit added in a language
-- sources: git, placed_scan
-- needs: scan, all_history
-- dates: the first scan with it and the first comparable one without it; no
--    length of time is taken from them
-- keys: repository, language, age, team, tool, model
-- strata: language, repository, age

-- Case: of shop, c1 added 3,000 lines of C with 6 problems, c2 2,000 with 2, c8
-- 1,000 in May with 1, c3 of unknown origin 1,000 with 1. Of bank, c4 added 2,000
-- of Python with 4, c5 4,000 with 4, c6 500 mixed ones with 1. What lives is all
-- that was added, so that this is the first reading again.
-- expect: value 2 crude 2 hit 10 n 7 exposure 5 exposure_rest 7 unknown 2
-- expect: by tool=claude-code hit 6 n 7
WITH scanned AS (
  SELECT repository_id, max(at) AS at, strftime('%Y', max(at), 'unixepoch') * 12
    + strftime('%m', max(at), 'unixepoch') - 1 AS month,
    unixepoch(max(at), 'unixepoch', 'start of month') AS this_month,
    unixepoch(max(at), 'unixepoch', 'start of month', '-3 months') AS ago_3,
    unixepoch(max(at), 'unixepoch', 'start of month', '-12 months') AS ago_12
  FROM (SELECT repository_id, coalesce(at, :at - 1) AS at FROM scan_fact
    WHERE repository_id IS NOT NULL AND audited AND for_problems
      AND (at < :at OR (at IS NULL AND :newest)))
  GROUP BY repository_id
)
-- +: where both halves give columns without a type, SQLite hands their rows on as
-- they come, and reads no column that nobody asks for.
SELECT f.finding_id AS record, +f.finding_id AS finding_id,
  f.commit_id, 1 AS events, 0 AS exposure,
  coalesce(m.origin, 'unplaced') AS origin, +s.repository_id AS repository_id,
  +f.language AS language, a.age,
  coalesce(m.commit_id << 32 | f.rule_id, f.cluster_id) AS cluster_id,
  +m.team_id AS team_id, +m.tool_id AS tool_id, +m.model_id AS model_id,
  +f.source_id AS source_id, +f.locator AS locator
FROM code_problem f
LEFT JOIN commit_origin m ON m.commit_id = f.work_id
CROSS JOIN scanned s ON s.repository_id = coalesce(m.repository_id, f.repository_id)
LEFT JOIN code_age a ON a.months = min(max(s.month - f.birth_month, 0), 13)
WHERE f.open_from < :at AND f.open_to >= :at AND (f.timed OR :newest)
UNION ALL
SELECT l.commit_id, NULL, l.commit_id, 0, +l.added, +l.origin, +l.repository_id,
  +l.language, a.age, NULL, +l.team_id, +l.tool_id, +l.model_id, +l.source_id,
  +l.locator
FROM code_line l CROSS JOIN scanned s ON s.repository_id = l.repository_id
JOIN scanned_language g ON g.repository_id = l.repository_id
  AND g.language = l.language AND g.from_time < :at
CROSS JOIN code_age a ON a.months = CASE WHEN l.at >= s.this_month THEN 0
  WHEN l.at >= s.ago_3 THEN 1 WHEN l.at >= s.ago_12 THEN 4 ELSE 13 END
WHERE l.at < :at AND l.at <= s.at AND l.unlooked_from >= :at
