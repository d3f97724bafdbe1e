-- Who fixed it: the commit that ended the lines of a fixed finding, between
-- the last scan that had it and the first one without it, and what that commit
-- is. temp.stood_end has it, or why there is none (link/finding_origin.c); for a
-- secret that assay found itself, the commit that took it away; for one about
-- a package, the commit that put another version in its place.

-- Of findings about a package that stand on no line: the last commit between
-- the two scans that took the package out of a manifest or lock file, or put
-- another version there. A manifest may ask for more than the version found.
DROP TABLE IF EXISTS temp.fixed_package;
CREATE TEMP TABLE fixed_package AS
SELECT f.id AS finding_id, f.repository_id, f.last_time, f.fixed_time,
  replace(replace(lower(t.package), '_', '-'), '.', '-') AS name,
  coalesce(t.package_version, '') AS version
FROM (SELECT 1 FROM dependency_change LIMIT 1) CROSS JOIN finding f
JOIN result t ON t.id = f.last_result_id
WHERE f.state = 'fixed' AND t.package <> '' AND f.repository_id IS NOT NULL;
DROP TABLE IF EXISTS temp.package_change;
CREATE TEMP TABLE package_change AS
SELECT r.repository_id, d.commit_id, c.commit_time AS time, d.kind,
  replace(replace(lower(d.package), '_', '-'), '.', '-') AS name,
  ', ' || coalesce(d.old_version, '') || ',' AS before,
  ', ' || coalesce(d.version, '') || ',' AS after
FROM dependency_change d JOIN "commit" c ON c.id = d.commit_id
JOIN commit_repository r ON r.commit_id = d.commit_id
WHERE d.change IN ('changed', 'removed')
  AND EXISTS (SELECT 1 FROM fixed_package);
CREATE INDEX temp.package_change_name ON package_change (repository_id, name);
DROP TABLE IF EXISTS temp.package_end;
CREATE TEMP TABLE package_end (finding_id INTEGER PRIMARY KEY,
  commit_id INTEGER);
INSERT INTO package_end
SELECT finding_id, commit_id FROM (
  SELECT p.finding_id, d.commit_id, row_number() OVER (
    PARTITION BY p.finding_id
    ORDER BY d.kind = 'manifest', d.time DESC, d.commit_id) AS n
  FROM fixed_package p JOIN package_change d
    ON d.repository_id = p.repository_id AND d.name = p.name
  WHERE d.time > p.last_time AND d.time <= p.fixed_time
    AND (p.version = '' OR d.kind = 'manifest'
      OR (instr(d.before, ', ' || p.version || ',') > 0
        AND instr(d.after, ', ' || p.version || ',') = 0)))
WHERE n = 1;
DROP TABLE fixed_package;
DROP TABLE package_change;

INSERT INTO finding_fix (finding_id, commit_id, time, origin, basis, tool_id,
  model_id, person_id, team_id, lines, reason)
SELECT f.id, o.commit_id, c.commit_time, coalesce(o.origin, 'unknown'),
  o.basis, o.tool_id, o.model_id, o.person_id, o.team_id, z.lines,
  CASE WHEN o.commit_id IS NOT NULL THEN NULL
    WHEN c.id IS NOT NULL OR z.oid IS NOT NULL
      THEN 'the commit is not among those imported'
    ELSE coalesce(z.reason, 'its lines are not known') END
FROM (SELECT DISTINCT finding_id FROM finding_closed
  WHERE to_time IS NULL AND state = 'fixed'
  UNION SELECT finding_id FROM secret) x
CROSS JOIN finding f ON f.id = x.finding_id
LEFT JOIN stood_end z ON z.finding_id = f.id
LEFT JOIN secret s ON s.finding_id = f.id
LEFT JOIN package_end e ON e.finding_id = f.id
LEFT JOIN "commit" c ON c.id = coalesce(s.to_commit_id,
  (SELECT k.id FROM "commit" k WHERE k.oid = z.oid), e.commit_id)
LEFT JOIN commit_origin o ON o.commit_id = c.id
WHERE f.state = 'fixed';

DROP TABLE temp.stood_end;
DROP TABLE package_end;
