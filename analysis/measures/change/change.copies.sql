-- title: Commits that repeat the work of another
-- meaning: Commits of the period that say that they were picked from another
--    commit that was read, and those that bring a reverted one back: the same
--    work twice. It counts once, as its first commit; these are in no count of
--    commits and of lines added.
-- kind: table
-- basis: stock
-- unit: kinds
-- record: a kind of commits in a repository
-- sources: git
-- needs: history
-- columns: repository text Repository; how text How; commits count Commits;
--    ai count AI took part; lines count Lines added

-- Case: none does.
-- expect: n 0
-- given: UPDATE commit_origin SET copy_of = 1, copied = 'picked'
--    WHERE commit_id IN (2, 4, 8);
-- expect: n 2
-- expect: row 0 repository=bank how=picked commits=1 ai=1 lines=2000
-- expect: row 1 repository=shop how=picked commits=1 ai=0 lines=2000
SELECT r.name AS repository, o.copied AS how, count(*) AS commits,
  sum(o.origin IN ('ai', 'mixed')) AS ai, sum((
    SELECT coalesce(sum(f.lines), 0) FROM written_file f
    WHERE f.commit_id = o.commit_id)) AS lines,
  iif(min(c.source_id) = max(c.source_id), c.source_id, NULL)
    AS source_id,
  iif(min(c.source_id) = max(c.source_id), min(c.locator), NULL)
    AS locator
FROM commit_origin o JOIN "commit" c ON c.id = o.commit_id
JOIN repository r ON r.id = o.repository_id
WHERE o.copy_of IS NOT NULL AND c.commit_time >= :from AND c.commit_time < :at
GROUP BY r.id, o.copied ORDER BY r.name, o.copied
