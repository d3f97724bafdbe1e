-- title: Days since the last scan
-- meaning: Each repository with its last scan before the end of the period and
--    the whole days from there to the end. A scan of style alone is none.
-- kind: table
-- basis: stock
-- unit: repositories
-- record: a repository
-- sources: git
-- keys: repository
-- columns: repository text Repository; last time Last scan;
--    age days Days before the end; scans count Scans

-- Case: never scanned first, then the oldest.
-- expect: n 3
-- expect: row 0 repository=tools scans=0
-- expect: row 1 repository=bank last=2026-09-25 age=6 scans=1
SELECT r.name AS repository, r.id AS repository_id, max(s.at) AS last,
  (:at - max(s.at)) / 86400 AS age, count(s.scan_id) AS scans,
  r.source_id, r.locator
FROM repository r
LEFT JOIN scan_fact s ON s.repository_id = r.id AND s.audited
  AND s.for_problems
  AND s.at < :at
GROUP BY r.id ORDER BY max(s.at) IS NOT NULL, max(s.at), r.name, r.key
