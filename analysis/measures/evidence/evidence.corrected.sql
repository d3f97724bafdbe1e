-- title: Origins corrected by hand
-- meaning: Corrections in the configuration of who wrote a commit, a file of
--    it or lines of that, whose commit was read. They are applied last and
--    count in every figure on origin.
-- kind: count
-- basis: stock
-- direction: none
-- unit: corrections
-- record: a correction
-- sources: git
-- keys: repository
-- interval: none

-- Case: c8 is corrected; the other correction names no commit.
-- expect: n 1
-- expect: by repository=shop n 1
SELECT o.id AS record, c.id AS commit_id, 1 AS n, w.repository_id,
  o.source_id, o.locator
FROM override o JOIN override_commit x ON x.override_id = o.id
JOIN "commit" c ON c.id = x.commit_id
JOIN commit_origin w ON w.commit_id = c.id
WHERE c.commit_time < :at
