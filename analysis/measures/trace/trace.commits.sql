-- title: Traced commits
-- meaning: Commits that the traced tool or model took part in: those that a
--    record of at least 50% confidence or a correction names. Empty outside of
--    assay trace.
-- kind: count
-- basis: stock
-- interval: none
-- unit: commits
-- record: a commit
-- sources: git, trace
-- keys: repository, service, team, tool, model, level, review, revert

-- Case: c1, c4 and c6 are traced.
-- expect: n 3 value 3
-- expect: by review=approved n 1
SELECT t.commit_id AS record, t.commit_id, 1 AS n, t.repository_id, t.team_id,
  t.tool_id, t.model_id, t.level, coalesce(t.review, 'not known') AS review,
  coalesce(t.revert, 'not tried') AS revert, r.service, c.source_id, c.locator
FROM traced t JOIN "commit" c ON c.id = t.commit_id
JOIN repository r ON r.id = t.repository_id
