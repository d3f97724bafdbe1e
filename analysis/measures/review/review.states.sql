-- title: Who validated the code, by origin
-- meaning: Commits of the period by origin and by who looked at them, as in
--    review.validated_by.
-- kind: table
-- basis: stock
-- unit: commits
-- record: an origin
-- sources: git, review
-- needs: history
-- columns: origin text Origin; commits count Commits; other count Another person;
--    weak count Weak evidence of one; self count The author alone; agent count
--    An agent alone; nobody count Nobody; unknown count Not known

-- Case: AI took part in 8.
-- expect: n 4
-- expect: row 0 origin=AI commits=8 other=3 weak=1 self=1 agent=1 nobody=1 unknown=1
-- expect: row 1 origin=human commits=7 other=1 unknown=6
SELECT CASE WHEN is_ai THEN 'AI' ELSE origin END AS origin,
  count(*) AS commits,
  count(*) FILTER (WHERE validated = 'other') AS other,
  count(*) FILTER (WHERE validated = 'weak') AS weak,
  count(*) FILTER (WHERE validated = 'self') AS self,
  count(*) FILTER (WHERE validated = 'agent') AS agent,
  count(*) FILTER (WHERE validated = 'nobody') AS nobody,
  count(*) FILTER (WHERE validated = 'unknown') AS unknown,
  iif(min(source_id) = max(source_id), source_id, NULL)
    AS source_id,
  iif(min(source_id) = max(source_id), min(locator), NULL)
    AS locator
FROM review_fact WHERE at >= :from AND at < :at
GROUP BY 1 ORDER BY CASE WHEN is_ai THEN 0 WHEN origin = 'human' THEN 1
  WHEN origin = 'unknown' THEN 2 ELSE 3 END
