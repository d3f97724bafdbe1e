-- title: Lines added in commits that AI took part in
-- meaning: Lines added in commits with a record of AI over all lines added.
--    What a rename only moved is not added. The interval comes from the
--    variance between commits, as lines of one commit are not independent.
-- kind: share
-- basis: flow
-- direction: none
-- unit: lines
-- record: lines added by a commit in a file
-- sources: git
-- needs: history, contents
-- keys: repository, team, tool, model, origin, basis, language, kind
-- interval: records

-- Case: 13,100 lines added; by c1 3,000, c4 2,000, c6 1,000 with AI.
-- expect: hit 6000 n 13100 unknown 1000 value 0.458015
-- expect: by language=Python hit 3000 n 7000
SELECT commit_id AS record, commit_id, file_id, at, added AS n,
  added * is_ai AS hit, added * (origin = 'unknown') AS unknown, origin,
  basis, language, kind, repository_id, team_id, tool_id, model_id, source_id,
  locator
FROM line_fact
