-- title: Published figures on AI-written code
-- meaning: What others measured, one figure a row, with its sample and what it
--    cannot show. For comparison beside own figures; in none of them, and no two
--    of these are comparable. Confirmed: read in the source itself; secondary:
--    in copies of it.
-- kind: table
-- basis: stock
-- unit: figures
-- record: a published figure
-- sources: source
-- keys: topic
-- columns: topic text Topic; study text Study; published text Published;
--    figure text What it says; value text Value; unit text Unit;
--    sample text Sample; caveat text What it cannot show;
--    confirmed text Confirmed; read text Read on; pattern text Pattern;
--    language text Language; link text Source

-- Case: two figures of the world, one of these of all patterns.
-- expect: n 2
-- expect: row 0 value=45 unit=percent confirmed=yes pattern=
SELECT p.topic, p.study, p.published, p.figure, p.value, p.unit, p.sample,
  p.caveat, p.confirmed, p.read, coalesce(b.label, '') AS pattern, p.language,
  p.link, NULL AS source_id, NULL AS locator
FROM published_benchmark p
LEFT JOIN benchmark_pattern b ON b.pattern = p.pattern
ORDER BY p.topic <> 'security', p.topic, p.published DESC, p.key
