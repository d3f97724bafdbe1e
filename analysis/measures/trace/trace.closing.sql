-- title: Traced commits that ended findings
-- meaning: Traced commits after which a finding that was open was gone, as
--    comparable scans say: undoing them brings these findings back.
-- kind: table
-- basis: stock
-- unit: commits
-- record: a commit
-- sources: git, trace
-- columns: no text Commit No.; short text Commit; repository text Repository;
--    date time Date; closed count Findings it ended; worst text Worst;
--    undo text Undoing

-- Case: none of the three.
-- expect: n 0
-- given: UPDATE traced SET closed = commit_id, closed_worst = 2
--    WHERE commit_id IN (1, 4);
-- expect: n 2
-- expect: row 0 no=2 repository=bank closed=4 worst=high
-- expect: row 1 no=1 repository=shop closed=1 worst=high undo=clean
SELECT t.position AS no, substr(replace(t.name, 'commit-', ''), 1, 8) AS short,
  r.name AS repository, t.at AS date, t.closed,
  CASE t.closed_worst WHEN 1 THEN 'critical' WHEN 2 THEN 'high'
    WHEN 3 THEN 'medium' WHEN 4 THEN 'low' WHEN 5 THEN 'info' END AS worst,
  coalesce(t.revert, 'not tried') AS undo
FROM traced t JOIN repository r ON r.id = t.repository_id
WHERE t.closed > 0 ORDER BY t.closed_worst, t.closed DESC, t.position
