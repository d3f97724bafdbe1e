-- title: Samples that work, in own tests of models
-- meaning: Samples that do what was asked, of those that the organisation's own
--    tests made of each model: the newest run of a task, at most a year old at
--    the end of the period. Runs that did not test it are left out. Published
--    figures are not in it.
-- kind: share
-- basis: stock
-- direction: up
-- unit: samples
-- record: a run
-- sources: benchmark
-- dates: the day of the run; a run without one counts for the newest period
-- keys: model, version, tool, pattern, task, cwe, language

-- Case: m1 10 of 10 at denial of service, 45 of 50 at SQL injection (the run of
-- June is older), m2 20 of 40. 30 samples of m2 nobody tested.
-- A quarter before, 50 of 50 and an old task, 30 of 30, which is too old since.
-- expect: hit 75 n 100 value 0.75
-- expect: by model=m2 hit 20 n 40
-- expect: shift -1 hit 80 n 80
SELECT f.run_id AS record, f.samples AS n, f.working AS hit, f.model_id,
  f.version, f.tool_id, f.pattern, f.task, 'CWE-' || f.cwe AS cwe, f.language,
  f.source_id, f.locator
FROM (
  SELECT f.*, rank() OVER (PARTITION BY model, coalesce(tool_id, 0), pattern,
    coalesce(cwe, 0), coalesce(language, '') ORDER BY at DESC) AS newest
  FROM benchmark_fact f
  WHERE (at >= :at - 366 * 86400 AND at < :at) OR (at IS NULL AND :newest)) f
WHERE f.newest = 1 AND f.working IS NOT NULL
