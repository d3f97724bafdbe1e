-- title: AI work on sensitive paths that two people approved
-- meaning: Commits that AI took part in and that change a sensitive path
--    (sign-in, sessions, permissions, keys, policies; data/signs.csv names them)
--    and that two people other than the author approved, over those of which it
--    is known who approved them.
-- kind: share
-- basis: flow
-- direction: up
-- unit: commits
-- record: a commit that AI took part in
-- sources: git, review
-- needs: history
-- keys: repository, tool, model

-- Case: a.c is sensitive in the world: c1, which two approved; of c11 to c15
-- no file is known.
-- expect: hit 1 n 1
SELECT c.commit_id AS record, c.commit_id, c.at, 1 AS n, (
    SELECT count(DISTINCT i.person_id) FROM review v
    JOIN change h ON h.key = v.change_key
    JOIN identity i ON i.alias_id = v.reviewer_alias_id
    JOIN person p ON p.id = i.person_id AND p.kind = 'human'
    WHERE h.id = c.change_id AND v.verdict = 'approved'
      AND i.person_id IS NOT c.person_id) >= 2 AS hit, (
    SELECT min(s.path) FROM commit_file f
    JOIN sensitive_file s ON s.file_id = f.file_id
    WHERE f.commit_id = c.commit_id
      AND f.kind IN ('source', 'infrastructure')) AS path,
  c.repository_id, c.tool_id, c.model_id, c.source_id, c.locator
FROM review_fact c
WHERE c.is_ai AND c.review IS NOT NULL AND EXISTS (
  SELECT 1 FROM commit_file f JOIN sensitive_file s ON s.file_id = f.file_id
  WHERE f.commit_id = c.commit_id AND f.kind IN ('source', 'infrastructure'))
