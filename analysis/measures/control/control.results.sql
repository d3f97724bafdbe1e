-- title: Controls, and the evidence for each
-- meaning: Each control of the lists with what the evidence comes to (met, partly
--    met, not met, not assessed, attested; not applicable where the configuration
--    says so, with who and why), what was tested, the records of the
--    population, exceptions, those of which nobody knows, the share of exceptions
--    that cannot be ruled out, how many records a person would draw to repeat the
--    test and how many exceptions could be left when none of these is one,
--    strength, since when, what is missing and what the test cannot show. It is
--    evidence for a control and never says that a law or standard is fulfilled.
-- kind: table
-- basis: stock
-- unit: controls
-- record: a control
-- sources: git
-- made: controls
-- keys: framework, result
-- columns: framework text List; control text Control; title text Asked; result
--    text Evidence says; population count Population; exceptions count
--    Exceptions; unknown count Not known; bound share At most; strength text
--    Strength; since time In force since; sample count To draw; left count Could
--    be left; test text Tested; open text Not there; limits text Cannot show; name
--    text Name; version text Version; evidence text Evidence ids

-- Case: all rows of the table.
-- expect: n 447
-- expect: row 437 control=INT-05 population=3 exceptions=2
SELECT framework, name, version, control, title, result, test,
  coalesce(population, '') AS population,
  coalesce(exceptions, '') AS exceptions, coalesce(unknown, '') AS unknown,
  iif(population > 0, round(1.0 * (exceptions + unknown) / population, 10), '')
    AS bound,
  strength, coalesce(since, '') AS since, coalesce(sample, '') AS sample,
  coalesce(remaining, '') AS "left", limits, open, evidence,
  NULL AS source_id, NULL AS locator
FROM control_result WHERE at = :at
ORDER BY ordinal
