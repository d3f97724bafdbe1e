-- title: Living lines of traced commits
-- meaning: Lines at the audited revision that the traced commits wrote with
--    the tool or model.
-- kind: count
-- basis: stock
-- interval: none
-- unit: lines
-- record: lines of a commit in a file
-- sources: git
-- keys: repository, team, tool, model, language, kind

-- Case: 25 lines of c1 in two runs, 7 of c4; c6 has none left.
-- expect: n 32 value 32
-- expect: where repository=bank n 7
SELECT p.commit_id AS record, p.commit_id, p.file_id, p.start, p.count AS n,
  t.repository_id, t.team_id, t.tool_id, t.model_id, f.language, f.kind,
  c.source_id, c.locator
FROM traced_place p JOIN traced t ON t.commit_id = p.commit_id
JOIN "commit" c ON c.id = p.commit_id
LEFT JOIN commit_file f ON f.commit_id = p.commit_id AND f.file_id = p.file_id
