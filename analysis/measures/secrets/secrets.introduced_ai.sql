-- title: Secrets that came in with AI
-- meaning: Open secrets on lines of commits that AI took part in over all
--    open secrets, those that assay itself found among them.
-- kind: share
-- basis: stock
-- direction: down
-- unit: findings
-- record: a finding
-- sources: git, secret
-- needs: secret
-- unread: secret
-- dates: the first scan with it; for what assay itself found, its commit
-- keys: severity, repository, language, team, tool, scanner

-- Case: the one secret stands on a line of unknown origin.
-- expect: hit 0 n 1 unknown 1 class too_little
-- given: UPDATE finding SET state = 'fixed', fixed_time =
--    unixepoch('2026-10-01') WHERE id = 10;
-- given: INSERT INTO finding_closed (finding_id, from_time, state, how)
--    VALUES (10, unixepoch('2026-10-01'), 'fixed', 'changed');
-- expect: n 1
-- given: UPDATE finding SET state = 'fixed', fixed_time =
--    unixepoch('2026-09-30') WHERE id = 10;
-- given: INSERT INTO finding_closed (finding_id, from_time, state, how)
--    VALUES (10, unixepoch('2026-09-30'), 'fixed', 'changed');
-- expect: n 0
SELECT finding_id AS record, finding_id, 1 AS n,
  origin IN ('ai', 'mixed') AS hit, origin = 'unknown' AS unknown, severity,
  language, scanner, path, line, repository_id, team_id, tool_id, source_id,
  locator
FROM finding_open
WHERE category = 'secret'
  AND open_from < :at AND open_to >= :at AND (timed OR :newest)
