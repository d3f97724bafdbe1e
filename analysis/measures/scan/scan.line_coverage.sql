-- title: Lines of production code that the scans look at
-- meaning: Of the lines of production code alive at the end of the period those
--    that scans made by then are known to look at: in files that they list, or
--    where they list none, in languages in which they have found anything. What
--    they leave out has no known problems because nobody looked; it is in no
--    rate of problems.
-- kind: share
-- basis: stock
-- direction: up
-- unit: lines
-- record: the living lines of a month of birth
-- sources: git, placed_scan
-- needs: scan, all_history
-- keys: repository, language, origin, team, tool, model
-- interval: none

-- Case: in shop all 7,000 lines of C, in bank 6,500 of Python, whose 200 lines of
-- C no scan looks at.
-- expect: hit 13500 n 13700
-- expect: by language=C hit 7000 n 7200
-- expect: by origin=unknown hit 1000 n 1200
SELECT c.birth_month AS record, c.lines AS n,
  iif(c.looked_from < :at,
    c.lines - iif(c.lists_from < :at, c.unlooked, 0), 0) AS hit,
  c.origin, c.repository_id, c.language, c.team_id, c.tool_id, c.model_id,
  c.source_id, c.locator
FROM code_cohort c
WHERE c.from_time <= :at AND :at < c.to_time AND c.lines > 0
