-- title: Reports of use that disagree
-- meaning: Two reports of one tool over the days that both cover, where their
--    sums differ. Both are shown; neither is corrected.
-- kind: table
-- basis: stock
-- unit: pairs of reports
-- record: a pair of reports and what they count
-- sources: usage_report
-- columns: tool text Tool; counted text Counted; days count Days in common;
--    first text Report; first_sum count Its sum; second text Other report;
--    second_sum count Its sum

-- Case: the organisation's report of claude-code has 300 lines of one day, that
-- of the users 100.
-- expect: n 1
-- expect: row 0 tool=claude-code counted=lines days=1 first_sum=300 second_sum=100
WITH day AS (
  SELECT u.tool_id, u.report, u.day_time, c.counted, sum(CASE c.counted
      WHEN 'prompts' THEN u.prompts WHEN 'suggested' THEN u.suggestions
      WHEN 'accepted' THEN u.acceptances ELSE u.lines_added END) AS value,
    iif(min(u.source_id) = max(u.source_id), u.source_id, NULL)
    AS source_id,
  iif(min(u.source_id) = max(u.source_id), min(u.locator), NULL)
    AS locator
  FROM usage u, (SELECT 'prompts' AS counted UNION SELECT 'suggested'
    UNION SELECT 'accepted' UNION SELECT 'lines') c
  WHERE u.day_time >= :from AND u.day_time < :at
  GROUP BY u.tool_id, u.report, u.day_time, c.counted)
SELECT t.name AS tool, a.counted, count(*) AS days,
  coalesce((SELECT title FROM usage_report r WHERE r.report = a.report),
    a.report) AS first,
  sum(a.value) AS first_sum,
  coalesce((SELECT title FROM usage_report r WHERE r.report = b.report),
    b.report) AS second,
  sum(b.value) AS second_sum,
  iif(min(a.source_id) = max(a.source_id), a.source_id, NULL)
    AS source_id,
  iif(min(a.source_id) = max(a.source_id), min(a.locator), NULL)
    AS locator
FROM day a JOIN day b ON b.tool_id = a.tool_id AND b.counted = a.counted
  AND b.day_time = a.day_time AND a.report < b.report
JOIN tool t ON t.id = a.tool_id
WHERE a.value IS NOT NULL AND b.value IS NOT NULL
GROUP BY a.tool_id, a.counted, a.report, b.report
HAVING sum(a.value) <> sum(b.value)
ORDER BY t.name, a.counted, a.report, b.report
