-- title: Living lines that AI took part in
-- meaning: Lines of text alive on the audited branch at the end of the period
--    that records give to AI, or to AI and people (mixed), over all lines alive.
--    A record of lines decides for its lines, else the commit that wrote them.
--    All lines are looked at, so there is no interval.
-- kind: share
-- basis: stock
-- direction: none
-- unit: lines
-- record: lines of one month of birth
-- sources: git
-- needs: history, contents
-- keys: repository, tool, model, origin, language, kind
-- interval: none

-- Case: of shop 7,000 lines at the end of September, 3,000 of them AI's; of bank
-- 7,200, 2,000 AI's and 1,000 mixed. Before: 1,000 and 200.
-- expect: hit 6000 n 14200 unknown 1200 value 0.422535211
-- expect: by repository=shop hit 3000 n 7000
-- expect: shift -1 hit 0 n 1200 unknown 200
SELECT c.birth_month AS record, c.lines AS n,
  c.lines * (c.origin IN ('ai', 'mixed')) AS hit,
  c.lines * (c.origin = 'unknown') AS unknown, c.origin, c.language, c.kind,
  c.repository_id, nullif(c.tool_id, 0) AS tool_id,
  nullif(c.model_id, 0) AS model_id, r.source_id, r.locator
FROM cohort_span c JOIN repository r ON r.id = c.repository_id
WHERE c.from_time <= :at AND :at < c.to_time
