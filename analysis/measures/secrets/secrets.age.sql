-- title: How long open secrets have been open
-- meaning: By repository, secrets open at the end of the period: of how many
--    it is known since when (the commit or the first scan with it, whichever
--    is earlier), and the median and the most days that these have been open
--    (of two in the middle the longer). The first row is of all repositories.
--    Days begin when it was first known to be there; it may have been there
--    before.
-- kind: table
-- basis: stock
-- unit: repositories
-- record: a repository
-- sources: secret
-- needs: secret
-- unread: secret
-- dates: the commit that brought the line, or the first scan with it
-- columns: repository text Repository; secrets count Open secrets; dated count
--    Dated; middle count Median days open; oldest count Most days open

-- Case: 10, of 16 July, on a line of c3 of 5 August: 77 days before October.
-- expect: n 2
-- expect: row 0 repository=all secrets=1 dated=1 middle=77 oldest=77
-- expect: row 1 repository=shop oldest=77
WITH open AS (
  SELECT f.repository_id, (:at - coalesce(min(f.line_time, f.first_time),
      f.line_time, f.first_time)) / 86400 AS days, f.source_id, f.locator
  FROM finding_open f
  WHERE f.category = 'secret' AND f.open_from < :at AND f.open_to >= :at
    AND (f.timed OR :newest)),
scoped AS (
  SELECT 0 AS id, days, source_id, locator FROM open
  UNION ALL SELECT repository_id, days, source_id, locator FROM open),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY id ORDER BY days DESC) AS place,
    count(days) OVER (PARTITION BY id) AS dated
  FROM scoped)
SELECT iif(x.id = 0, 'all', r.name) AS repository, count(*) AS secrets,
  count(x.days) AS dated,
  max(CASE WHEN x.place = (x.dated + 1) / 2 THEN x.days END) AS middle,
  max(x.days) AS oldest,
  iif(min(x.source_id) = max(x.source_id), x.source_id, NULL) AS source_id,
  iif(min(x.source_id) = max(x.source_id), min(x.locator), NULL) AS locator
FROM ranked x LEFT JOIN repository r ON r.id = x.id
GROUP BY x.id ORDER BY x.id IS NOT 0, oldest DESC, repository
