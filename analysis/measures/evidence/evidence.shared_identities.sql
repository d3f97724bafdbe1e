-- title: Shared identities that commit
-- meaning: Identities of authors in the commits of the period that name a
--    role, a machine or nobody in place of a person, by their address
--    (data/signs.csv): support@, root@, jenkins@, you@example.com. Who stands
--    behind them is not known, unless the directory names a person.
-- kind: count
-- basis: stock
-- direction: down
-- unit: identities
-- record: an identity
-- sources: git
-- needs: history
-- keys: kind
-- interval: none

-- Case: p9, whose address is made of p9 in the world's table; p9 is in no
-- directory.
-- expect: n 1
-- expect: by kind=role n 1
SELECT i.person_id AS record, 1 AS n, min(g.label) AS kind,
  count(DISTINCT c.id) AS commits, min(c.commit_time) AS first_time,
  max(c.commit_time) AS last_time,
  iif(min(c.source_id) = max(c.source_id), c.source_id, NULL) AS source_id,
  iif(min(c.source_id) = max(c.source_id), min(c.locator), NULL) AS locator
FROM alias a
JOIN sign g ON g.topic = 'shared identity' AND g.what = 'email'
  AND lower(a.email) GLOB g.pattern
JOIN identity i ON i.alias_id = a.id
JOIN person p ON p.id = i.person_id AND p.kind = 'human' AND NOT p.known
JOIN "commit" c ON c.author_alias_id = a.id
WHERE c.commit_time >= :from AND c.commit_time < :at
GROUP BY i.person_id
