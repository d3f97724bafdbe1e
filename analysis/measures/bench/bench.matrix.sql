-- title: Own tests by model and kind of weakness
-- meaning: For each model that the organisation tested and each kind of weakness,
--    how many of its working samples are secure, with Wilson's interval: the newest run
--    of a task, at most a year old at the end of the period. Kinds are made of
--    the CWEs of the runs (data/benchmark-patterns.csv). Denial of service,
--    missing logging and wrong permissions are always among them: where nothing
--    was run it says so, which is neither zero nor a pass. Fewer than five
--    working samples are too little. What others published stands beside it and
--    is in no figure.
-- kind: table
-- compute: bench_matrix
-- basis: stock
-- unit: kinds and models
-- record: a run, or a kind of weakness that is always asked for
-- sources: benchmark
-- dates: the day of the run; a run without one counts for the newest period
-- columns: pattern text Weakness; model text Model; samples count Samples;
--    working count Working; secure count Of these secure; insecure count Not secure;
--    share share Share; low share From; high share To; state text State;
--    published text Published elsewhere

-- Case: m1 9 of 10 at denial of service, 36 of 45 at SQL; m2 5 of 20 at SQL; of
-- its own task nobody tested what works. Nobody ran anything on logging.
-- expect: n 8
-- expect: row 0 pattern=Denial model=m1 working=10 secure=9 state=assessed
-- expect: row 1 pattern=Denial model=m2 working= state=not_assessed share=
-- expect: row 3 pattern=Logging model=m2 state=not_assessed
-- expect: row 4 pattern=SQL model=m1 secure=36 insecure=9 share=0.8
-- expect: row 5 model=m2 working=20 secure=5 low=0.1118617014 high=0.4687008776
SELECT f.run_id AS record, f.pattern, f.place, coalesce(p.always, 0) AS always,
  f.model, f.version, t.name AS tool, f.samples, f.working, f.secure,
  (SELECT group_concat(b.value || ' ' || b.unit || ': ' || b.figure || ' ('
      || b.study || '; ' || b.caveat || ')', '; ')
    FROM published_benchmark b WHERE b.pattern = f.pattern_id) AS published,
  f.source_id, f.locator
FROM (
  SELECT f.*, rank() OVER (PARTITION BY model, coalesce(tool_id, 0), pattern,
    coalesce(cwe, 0), coalesce(language, '') ORDER BY at DESC) AS newest
  FROM benchmark_fact f
  WHERE (at >= :at - 366 * 86400 AND at < :at) OR (at IS NULL AND :newest)) f
LEFT JOIN tool t ON t.id = f.tool_id
LEFT JOIN benchmark_pattern p ON p.pattern = f.pattern_id
WHERE f.newest = 1
UNION ALL
SELECT NULL, p.label, p.place, 1, NULL, NULL, NULL, NULL, NULL, NULL,
  (SELECT group_concat(b.value || ' ' || b.unit || ': ' || b.figure || ' ('
      || b.study || '; ' || b.caveat || ')', '; ')
    FROM published_benchmark b WHERE b.pattern = p.pattern), NULL, NULL
FROM benchmark_pattern p WHERE p.always
ORDER BY 3, 2, 5, 1
