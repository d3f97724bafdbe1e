-- title: Traced commits in the order to look at them
-- meaning: Each commit that the traced tool or model took part in: its lines
--    that live, those of which only that is known (possible), those that are
--    gone, open problems on those left, and apart from them on lines rewritten
--    since the scan, owners of their files, whether somebody else approved it,
--    and what undoing it comes to. Commits stand under keyed ids.
-- kind: table
-- basis: stock
-- unit: commits
-- record: a commit
-- sources: git, trace
-- keys: undo
-- columns: no text No.; id text Keyed id; short text Commit;
--    repository text Repository; service text Service; date time Date;
--    author text Pseudonym; person text Author; tool text Tool;
--    model text Model; level text Known by; repeats text Repeats work;
--    lines count Lines left;
--    possible count May be its; corrected count Corrected;
--    shared count With another tool; gone count Rewritten;
--    problems count Problems; rewritten count On rewritten lines;
--    worst text Worst; owners text Owners;
--    review text Approved; undo text Undoing; closed count Findings it ended;
--    reason text Why

-- Case: c1, c4 and c6 are traced, in this order.
-- expect: n 3
-- expect: row 0 no=1 repository=shop lines=25 gone=15
-- expect: row 0 worst=critical review=yes undo=clean problems=2
-- expect: row 1 repository=bank tool=Cursor review=
-- expect: row 2 review=no undo=gone lines=0
SELECT t.position AS no, t.name AS id,
  substr(replace(t.name, 'commit-', ''), 1, 8) AS short, r.name AS repository, r.service,
  t.at AS date, t.author,
  CASE WHEN t.author NOT GLOB 'person-*' THEN t.author END AS person, coalesce(o.label, o.name) AS tool, m.name AS model,
  t.level, t.copied AS repeats, t.alive AS lines, t.possible, t.corrected, t.shared,
  t.written - t.alive AS gone, t.findings AS problems,
  t.findings_gone AS rewritten,
  CASE t.worst WHEN 1 THEN 'critical' WHEN 2 THEN 'high' WHEN 3 THEN 'medium'
    WHEN 4 THEN 'low' WHEN 5 THEN 'info'
    ELSE CASE WHEN t.findings = 0 THEN 'none' END END AS worst,
  (SELECT group_concat(x.who, ', ') FROM (
    SELECT DISTINCT w.text AS who FROM traced_place p JOIN traced_owned w
      ON w.repository_id = p.repository_id AND w.file_id = p.file_id
    WHERE p.commit_id = t.commit_id AND NOT p.copy
    ORDER BY 1) x) AS owners,
  CASE t.review WHEN 'approved' THEN 'yes' WHEN 'not_approved' THEN 'no' END
    AS review,
  coalesce(t.revert, 'not tried') AS undo, t.closed, t.reason
FROM traced t JOIN repository r ON r.id = t.repository_id
LEFT JOIN tool o ON o.id = t.tool_id
LEFT JOIN model m ON m.id = t.model_id
ORDER BY t.position
