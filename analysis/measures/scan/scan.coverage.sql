-- title: Repositories scanned
-- meaning: Repositories with a scanner's result in the period over all that
--    are looked at. A scan of style alone, or by a tool that nobody names, is
--    none.
-- kind: share
-- basis: stock
-- direction: up
-- unit: repositories
-- record: a repository
-- sources: git, placed_scan
-- keys: repository
-- interval: none

-- Case: shop and bank; tools for style alone.
-- expect: hit 2 n 3 value 0.666667
SELECT r.id AS record, r.id AS repository_id, 1 AS n,
  EXISTS (SELECT 1 FROM scan_fact s WHERE s.repository_id = r.id AND s.audited
    AND s.for_problems
    AND ((s.at >= :from AND s.at < :at)
      OR (s.at IS NULL AND :newest))) AS hit,
  r.source_id, r.locator
FROM repository r
