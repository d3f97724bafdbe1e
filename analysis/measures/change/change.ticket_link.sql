-- title: AI work linked to a ticket
-- meaning: Commits that AI took part in whose message, or that of the commit by
--    which their change request was merged, names a ticket, over all such
--    commits. A key counts when a ticket of its project was read; read: that
--    ticket itself, named: another one of the project.
-- kind: share
-- basis: flow
-- direction: up
-- unit: commits
-- record: a commit that AI took part in
-- sources: git, ticket
-- needs: history
-- keys: repository, team, tool, model, ticket
-- hide: people

-- Case: c1 names SHOP-1 and c4 issue 3 of bank, which were read, c6 SHOP-7 of
-- the same project; UTF-8 is no ticket, issue 4 none of bank.
-- expect: hit 3 n 8 value 0.375
-- expect: by ticket=read hit 2 n 2
-- expect: by ticket=named hit 1 n 1
SELECT f.commit_id AS record, f.commit_id, f.at, 1 AS n,
  t.commit_id IS NOT NULL AS hit,
  CASE t.found WHEN 1 THEN 'read' WHEN 0 THEN 'named' ELSE 'none' END
    AS ticket, t.key, f.repository_id, f.person_id, f.team_id, f.tool_id,
  f.model_id, f.source_id, f.locator
FROM commit_fact f
LEFT JOIN ticket_fact t ON t.commit_id = f.commit_id
WHERE f.is_ai
