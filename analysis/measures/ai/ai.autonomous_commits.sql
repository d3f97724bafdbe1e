-- title: Commits that agents made alone
-- meaning: Commits of which an agent's own account is both author and
--    committer, over all commits that AI took part in. Where the platform
--    commits on behalf of who pressed a button, its account is no agent's.
--    Whether a person asked for the work is the key asker.
-- kind: share
-- basis: flow
-- direction: none
-- unit: commits
-- record: a commit that AI took part in
-- sources: git
-- needs: history
-- keys: repository, tool, model, asker

-- Case: of 8 c6, which an agent's account wrote and committed.
-- expect: hit 1 n 8 value 0.125
-- expect: by asker=nobody hit 1 n 1
SELECT c.commit_id AS record, c.commit_id, c.at, 1 AS n,
  coalesce(a.kind = 'agent' AND b.kind = 'agent', 0) AS hit,
  iif(p.kind = 'human', 'recorded', 'nobody') AS asker,
  c.repository_id, c.tool_id, c.model_id, c.source_id, c.locator
FROM commit_fact c JOIN "commit" k ON k.id = c.commit_id
LEFT JOIN identity i ON i.alias_id = k.author_alias_id
LEFT JOIN person a ON a.id = i.person_id
LEFT JOIN identity j ON j.alias_id = k.committer_alias_id
LEFT JOIN person b ON b.id = j.person_id
LEFT JOIN person p ON p.id = c.person_id
WHERE c.is_ai
