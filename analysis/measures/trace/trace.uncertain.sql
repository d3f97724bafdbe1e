-- title: Lines of traced commits that need a word
-- meaning: Living lines that may be of what is traced (the record of their
--    commit's lines is of another tool and leaves them out), that another tool
--    may have written (it took part in the commit, and nobody says in which
--    lines), and that count by a correction of the configuration.
-- kind: table
-- basis: stock
-- unit: kinds
-- record: a kind of lines
-- sources: git, trace
-- columns: what text Which lines; lines count Lines; commits count Commits

-- Case: none.
-- expect: n 0
-- given: UPDATE traced_place SET sure = commit_id = 1, shared = start = 1,
--    corrected = start = 30, copy = 0;
-- expect: n 3
-- expect: row 0 lines=7 commits=1
-- expect: row 1 lines=20 commits=1
-- expect: row 2 lines=5 commits=1
-- given: UPDATE traced_place SET sure = 0, copy = commit_id = 1;
-- expect: n 1
-- expect: row 0 lines=7 commits=1
SELECT x.what, sum(p.count) AS lines, count(DISTINCT p.commit_id) AS commits
FROM (SELECT 1 AS k, 'may be of what is traced' AS what
  UNION ALL SELECT 2, 'another tool took part as well'
  UNION ALL SELECT 3, 'count by a correction') x
JOIN traced_place p ON CASE x.k WHEN 1 THEN NOT p.sure
  WHEN 2 THEN p.sure AND p.shared ELSE p.sure AND p.corrected END
WHERE NOT p.copy
GROUP BY x.k ORDER BY x.k
