-- title: Lines added whose origin is known
-- meaning: Lines added with known origin (AI, human or bot) over all lines
--    added. What a rename only moved is not added. All lines are looked at, so
--    there is no interval; with fewer than five commits it is too little to
--    judge by.
-- kind: share
-- basis: flow
-- direction: up
-- unit: lines
-- record: lines added by a commit in a file
-- sources: git
-- needs: history, contents
-- keys: repository, team, language, kind, origin, basis
-- hide: people
-- interval: none
-- minimum: records
-- family: page one

-- Case: of 13,100 lines the 1,000 of c3 are unknown.
-- expect: hit 12100 n 13100 value 0.923664 class none
-- expect: by repository=bank hit 7000 n 7000 value 1 class too_little
SELECT commit_id AS record, commit_id, file_id, at, added AS n,
  added * (origin <> 'unknown') AS hit, origin, basis, language, kind,
  repository_id, person_id, team_id, source_id, locator
FROM line_fact
