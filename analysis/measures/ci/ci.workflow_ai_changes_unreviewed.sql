-- title: AI work on pipelines that nobody else approved
-- meaning: Commits that AI took part in and that change files of build and
--    release pipelines which no other person approved, over those of which it
--    is known either way.
-- kind: share
-- basis: flow
-- direction: down
-- unit: commits
-- record: a commit that AI took part in
-- sources: git, review
-- needs: history
-- keys: repository, tool

-- Case: none changes such a file.
-- expect: n 0
-- given: UPDATE file SET path = '.github/workflows/x.yml' WHERE id = 1;
-- expect: hit 0 n 1
-- given: UPDATE file SET path = '.gitlab-ci.yml' WHERE id = 2;
-- expect: hit 1 n 1
SELECT c.commit_id AS record, c.commit_id, c.at, 1 AS n,
  c.review <> 'approved' AS hit, c.repository_id, c.tool_id, c.source_id,
  c.locator
FROM review_fact c
WHERE c.is_ai AND c.review IS NOT NULL AND EXISTS (
  SELECT 1 FROM commit_file f JOIN file p ON p.id = f.file_id
  WHERE f.commit_id = c.commit_id AND (p.path GLOB '.github/workflows/*'
    OR p.path GLOB '.github/actions/*' OR p.path GLOB '.gitlab-ci*'
    OR p.path GLOB '.gitlab/ci/*' OR p.path GLOB '*Jenkinsfile*'
    OR p.path GLOB 'azure-pipelines*' OR p.path GLOB '.azure-pipelines/*'
    OR p.path GLOB '.circleci/*' OR p.path GLOB 'bitbucket-pipelines*'
    OR p.path GLOB '.buildkite/*' OR p.path GLOB '.drone*'
    OR p.path GLOB '.woodpecker*' OR p.path GLOB '.travis*'))
