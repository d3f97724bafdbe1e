-- title: People who use AI, by two incomplete lists
-- meaning: How many people of the directory use AI tools, estimated from two
--    lists that each miss some: those with a commit of the period that says so,
--    and those in a report of use. Assumes that the lists are independent, that
--    everybody has the same chance to stand on each, and that nobody came or
--    left; who records AI in commits is likelier to have telemetry, so that
--    there are rather more. Fewer than 7 on both: too little to say.
-- kind: count
-- reading: capture
-- basis: stock
-- direction: none
-- unit: people
-- record: a person on either list
-- sources: git, usage, directory
-- needs: history

-- Case: P1, P3 and P4 by commits, P1 to P4 by telemetry: 3 on both.
-- expect: known no n 4 hit 3
SELECT x.person_id AS record, x.person_id, 1 AS n,
  max(x.list = 'git') AND max(x.list = 'usage') AS hit,
  NOT max(x.list = 'git') AS unknown,
  iif(min(x.source_id) = max(x.source_id), x.source_id, NULL)
    AS source_id,
  iif(min(x.source_id) = max(x.source_id), min(x.locator), NULL)
    AS locator
FROM (
  SELECT person_id, 'git' AS list, source_id, locator FROM commit_fact
  WHERE is_ai AND at >= :from AND at < :at
  UNION ALL
  SELECT i.person_id, 'usage', u.source_id, u.locator
  FROM usage u JOIN identity i ON i.alias_id = u.alias_id
  WHERE u.day_time >= :from AND u.day_time < :at) x
JOIN person p ON p.id = x.person_id AND p.known = 1 AND p.kind = 'human'
GROUP BY x.person_id
