-- title: Problems per 1,000 lines, AI against the others, like for like
-- meaning: Open findings per thousand lines alive at the end of the period, of
--    AI's lines over those of known human origin, or over those with no AI
--    recorded when too few are known. Pooled over language, repository and age
--    of the code at the scan (written in its month, in the 3, the 12 before it,
--    earlier), as young code had less time to be found wanting; thin strata are
--    merged. Findings of one rule that one commit brought are one mistake. Those
--    on no known line are on neither side. Five problems and 1,000 lines of each
--    side have to lie in strata that both sides are in. Production code of scanned
--    repositories only, in files that the scans say that they looked at, or
--    where they say nothing of files, in languages that they find things in;
--    scan.line_coverage has how much that is.
-- kind: rate
-- basis: stock
-- direction: down
-- unit: ratio
-- record: a finding, or the living lines of a month of birth
-- sources: git, placed_scan
-- needs: scan, all_history
-- dates: the first scan with it and the first comparable one without it; no
--    length of time is taken from them
-- keys: repository, language, age, team, tool, model
-- strata: language, repository, age
-- family: page one

-- Case: of the 3 months before September. Shop, C: 6 in 3,000 lines of AI, 2 in
-- 2,000 human ones (c2). Bank, Python: 4 in 2,000 of AI, 4 in 4,000 human ones.
-- (6 * 2/5 + 4 * 4/6) over (2 * 3/5 + 4 * 2/6) = 2. Human lines of May (c8, 1 in
-- 1,000) have no like; 200 lines of C in bank no scan looks at. Crude 10/5 over
-- 7/7 = 2. Each finding has a rule of its own. Of people 6 problems are compared.
-- Left out: 1 unknown, 1 mixed. All of these AI: 12 in 6,500. C alone has 2 human
-- problems beside AI's: too few for a ratio. Lines of m2 are a group where scans
-- look at them, and nothing where they leave all of them out.
-- expect: value 2 crude 2 hit 10 n 7 exposure 5 exposure_rest 7 unknown 2
-- expect: by language=C hit 6 n 3 class too_little
-- expect: by model=m1 hit 6 n 7 class too_little
-- given: INSERT INTO cohort_span (repository_id, from_time, to_time,
--   birth_month, tool_id, model_id, team_id, origin, language, kind, lines)
--   VALUES (1, unixepoch('2026-10-01'), 9223372036854775807, 2026 * 12 + 7, 1,
--   2, 1, 'ai', 'C', 'source', 50);
-- expect: by model=m2 hit 0
-- given: INSERT INTO cohort_span (repository_id, from_time, to_time,
--   birth_month, tool_id, model_id, team_id, origin, language, kind, lines)
--   VALUES (1, unixepoch('2026-10-01'), 9223372036854775807, 2026 * 12 + 7, 1,
--   2, 1, 'ai', 'C', 'source', 50);
-- given: INSERT INTO unlooked_line (repository_id, birth_month, tool_id,
--   model_id, team_id, origin, language, kind, from_time, lines) VALUES (1,
--   2026 * 12 + 7, 1, 2, 1, 'ai', 'C', 'source', 0, 50);
-- expect: by model=m2 none
WITH scanned AS (
  SELECT repository_id, strftime('%Y', max(at), 'unixepoch') * 12
    + strftime('%m', max(at), 'unixepoch') - 1 AS month
  FROM (SELECT repository_id, coalesce(at, :at - 1) AS at FROM scan_fact
    WHERE repository_id IS NOT NULL AND audited AND for_problems
      AND (at < :at OR (at IS NULL AND :newest)))
  GROUP BY repository_id)
-- +: where both halves give columns without a type, SQLite hands their rows on as
-- they come, and reads no column that nobody asks for.
SELECT f.finding_id AS record, +f.finding_id AS finding_id,
  +f.commit_id AS commit_id, 1 AS events, 0 AS exposure, +f.side AS origin,
  f.repository_id, +f.language AS language, a.age, +f.cluster_id AS cluster_id,
  +f.team_id AS team_id, +f.tool_id AS tool_id, +f.model_id AS model_id,
  +f.source_id AS source_id, +f.locator AS locator
FROM code_problem f CROSS JOIN scanned s ON s.repository_id = f.repository_id
LEFT JOIN code_age a ON a.months = min(max(s.month - f.birth_month, 0), 13)
WHERE f.open_from < :at AND f.open_to >= :at AND (f.timed OR :newest)
UNION ALL
SELECT c.birth_month, NULL, NULL, 0,
  c.lines - iif(c.lists_from < :at, c.unlooked, 0), +c.origin, c.repository_id,
  +c.language, a.age, NULL, +c.team_id, +c.tool_id, +c.model_id, +c.source_id,
  +c.locator
FROM code_cohort c CROSS JOIN scanned s ON s.repository_id = c.repository_id
CROSS JOIN code_age a ON a.months = min(max(s.month - c.birth_month, 0), 13)
WHERE c.from_time <= :at AND :at < c.to_time AND c.birth_month <= s.month
  AND c.looked_from < :at
  AND c.lines > iif(c.lists_from < :at, c.unlooked, 0)
