-- title: Repositories with an owner
-- meaning: Repositories of whose audited revision CODEOWNERS gives at least one
--    file an owner, over all repositories. Whether a team that is named has
--    members is not known.
-- kind: share
-- basis: stock
-- direction: up
-- unit: repositories
-- record: a repository
-- sources: git, owners
-- needs: head
-- keys: repository
-- interval: none

-- Case: shop alone.
-- expect: hit 1 n 3 value 0.333333
SELECT r.id AS record, r.id AS repository_id, 1 AS n,
  EXISTS (SELECT 1 FROM owner o WHERE o.repository_id = r.id) AS hit,
  r.source_id, r.locator
FROM repository r WHERE :newest
