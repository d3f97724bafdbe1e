-- title: Living lines of traced commits
-- meaning: Lines at the audited revision that the traced commits wrote with
--    the tool or model, as records of lines say, else all lines of the commit.
--    The same lines in another clone or fork count once. Lines that only may
--    be theirs stand in trace.uncertain.
-- kind: count
-- basis: stock
-- interval: none
-- unit: lines
-- record: lines of a commit in a file
-- sources: git, trace
-- needs: all_history
-- keys: repository, service, team, tool, model, language, kind

-- Case: 25 lines of c1 in two runs, 7 of c4; c6 has none left.
-- expect: n 32 value 32
-- expect: where repository=bank n 7
SELECT p.commit_id AS record, p.commit_id, p.file_id, p.start, p.count AS n,
  p.repository_id, t.team_id, coalesce(p.tool_id, t.tool_id) AS tool_id,
  CASE WHEN p.tool_id IS NULL THEN t.model_id ELSE p.model_id END AS model_id,
  f.language, f.kind, r.service, c.source_id, c.locator
FROM traced_place p JOIN traced t ON t.commit_id = p.commit_id
JOIN "commit" c ON c.id = p.commit_id
JOIN repository r ON r.id = p.repository_id
LEFT JOIN repository_file f ON f.repository_id = p.repository_id
  AND f.file_id = p.file_id
WHERE p.sure AND NOT p.copy
