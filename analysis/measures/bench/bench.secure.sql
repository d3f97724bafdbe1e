-- title: Working samples that are secure, in own tests of models
-- meaning: Samples without the weakness that their task tempts to, of those that
--    work, in the organisation's own tests: the newest run of a task, at most a
--    year old at the end of the period. Runs that did not test it are left out.
--    Samples of one task are alike, so intervals are rather wider than told.
--    Published figures are not in it.
-- kind: share
-- basis: stock
-- direction: up
-- unit: working samples
-- record: a run
-- sources: benchmark
-- dates: the day of the run; a run without one counts for the newest period
-- keys: model, version, tool, pattern, task, cwe, language

-- Case: m1 9 of 10 at denial of service (CWE-770, below CWE-400) and 36 of 45 at
-- SQL injection, m2 5 of 20. Wilson's interval of 5 of 20: 0.1119 to 0.4687.
-- expect: hit 50 n 75
-- expect: by model=m1 hit 45 n 55
-- expect: by model=m2 hit 5 n 20 low 0.1119 high 0.4687
SELECT f.run_id AS record, f.working AS n, f.secure AS hit, f.model_id,
  f.version, f.tool_id, f.pattern, f.task, 'CWE-' || f.cwe AS cwe, f.language,
  f.source_id, f.locator
FROM (
  SELECT f.*, rank() OVER (PARTITION BY model, coalesce(tool_id, 0), pattern,
    coalesce(cwe, 0), coalesce(language, '') ORDER BY at DESC) AS newest
  FROM benchmark_fact f
  WHERE (at >= :at - 366 * 86400 AND at < :at) OR (at IS NULL AND :newest)) f
WHERE f.newest = 1 AND f.secure IS NOT NULL
