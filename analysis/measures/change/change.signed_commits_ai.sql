-- title: AI work that carries a signature
-- meaning: Commits that AI took part in that carry a signature (OpenPGP, SSH
--    or X.509), over all such commits. Whether a signature is good is not
--    checked, as no input gives the keys: the share of good ones is at most
--    this. A platform signs by itself what is merged on its pages.
-- kind: share
-- basis: flow
-- direction: up
-- unit: commits
-- record: a commit that AI took part in
-- sources: git
-- needs: history
-- keys: repository, team, tool, model, signature
-- hide: people

-- Case: of 8 c1 and c4.
-- expect: hit 2 n 8 value 0.25
-- expect: by signature=ssh hit 1 n 1
SELECT f.commit_id AS record, f.commit_id, f.at, 1 AS n,
  c.signature IS NOT NULL AS hit, coalesce(c.signature, 'none') AS signature,
  f.repository_id, f.person_id, f.team_id, f.tool_id, f.model_id, f.source_id,
  f.locator
FROM commit_fact f JOIN "commit" c ON c.id = f.commit_id
WHERE f.is_ai
