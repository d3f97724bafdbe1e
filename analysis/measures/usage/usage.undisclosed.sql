-- title: Users of AI whose commits never say so
-- meaning: People of the directory with a day of use of an AI tool and a commit
--    in the period, none of whose commits of the period says that AI took part,
--    over all such people. They need not have used it for these commits.
-- kind: share
-- basis: stock
-- direction: down
-- unit: people
-- record: a person
-- sources: git, usage, directory
-- needs: history
-- keys: team
-- hide: people
-- interval: none

-- Case: P2, of P1 to P4.
-- expect: hit 1 n 4
SELECT p.id AS record, p.id AS person_id, 1 AS n, NOT EXISTS (
    SELECT 1 FROM commit_fact c WHERE c.person_id = p.id AND c.is_ai
      AND c.at >= :from AND c.at < :at) AS hit,
  (SELECT m.team_id FROM team_member m WHERE m.person_id = p.id
    AND m.from_time < :at AND m.to_time >= :at
    ORDER BY m.team_id LIMIT 1) AS team_id,
  u.source_id, u.locator
FROM person p JOIN (
  SELECT i.person_id,
  iif(min(x.source_id) = max(x.source_id), x.source_id, NULL)
    AS source_id,
  iif(min(x.source_id) = max(x.source_id), min(x.locator), NULL)
    AS locator
  FROM usage x JOIN identity i ON i.alias_id = x.alias_id
  WHERE x.day_time >= :from AND x.day_time < :at GROUP BY i.person_id) u
  ON u.person_id = p.id
WHERE p.known = 1 AND p.kind = 'human' AND EXISTS (
  SELECT 1 FROM commit_fact c WHERE c.person_id = p.id
    AND c.at >= :from AND c.at < :at)
