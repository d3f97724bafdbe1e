-- title: What reports of test coverage looked at
-- meaning: For each repository its reports of test coverage that speak for the
--    92 days before the end of the period or later: the newest, how many of the
--    files that they name are not known to be one of the repository's, and of the
--    living lines of production code how many they looked at, how many of these
--    can be run, and how many tests ran. All other lines are unknown: neither
--    tested nor untested.
-- kind: table
-- basis: stock
-- unit: repositories
-- record: a repository
-- sources: git, coverage
-- needs: head
-- keys: repository
-- columns: repository text Repository; last time Newest; reports count Reports;
--    files count Files named; strange count Not known;
--    lines count Production lines; looked count Looked at;
--    runnable count Can be run; run count Run by tests

-- Case: a file of shop's report is nobody's; tools has an old report alone.
-- expect: n 3
-- expect: row 0 repository=bank reports=1 files=1 strange=0 lines=400 looked=210
-- expect: row 1 repository=shop reports=1 files=2 strange=1 looked=330 run=210
-- expect: row 1 runnable=300
-- expect: row 2 repository=tools reports=0 looked=0
SELECT r.name AS repository, r.id AS repository_id, x.last,
  coalesce(x.reports, 0) AS reports, coalesce(x.files, 0) AS files,
  coalesce(x.strange, 0) AS strange,
  coalesce((SELECT sum(f.lines) FROM repository_file f
    WHERE f.repository_id = r.id AND f.kind IN ('source', 'infrastructure')), 0)
    AS lines,
  coalesce(t.looked, 0) AS looked, coalesce(t.runnable, 0) AS runnable,
  coalesce(t.run, 0) AS run, r.source_id, r.locator
FROM repository r
LEFT JOIN (
  SELECT repository_id, max(at) AS last, count(DISTINCT report_id) AS reports,
    count(*) AS files, sum(reason IS NOT NULL) AS strange
  FROM coverage_place WHERE at >= :at - 92 * 86400 OR at IS NULL
  GROUP BY repository_id) x ON x.repository_id = r.id
LEFT JOIN (
  SELECT repository_id, sum(count) AS looked,
    sum(iif(covered IS NULL, 0, count)) AS runnable,
    sum(count * covered) AS run
  FROM tested_fact WHERE at >= :at - 92 * 86400 OR at IS NULL
  GROUP BY repository_id) t ON t.repository_id = r.id
WHERE :newest
ORDER BY r.name, r.key
