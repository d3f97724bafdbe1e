-- What the audited revision says of the packages that are there: where they
-- are named, in which version, whether they are fixed, whose they are; and
-- whether a person approved what brought them.

-- A manifest that asks for it comes before one that only needs it, that one
-- before a lock file.
DROP TABLE IF EXISTS temp.component_place;
CREATE TEMP TABLE component_place AS
SELECT repository_id, ecosystem, package, file_id, locator AS line, version,
  scope FROM (
    SELECT d.*, row_number() OVER (
      PARTITION BY d.repository_id, d.ecosystem, d.package
      ORDER BY d.kind <> 'manifest', d.direct IS NOT 1, f.path) AS n
    FROM dependency d JOIN file f ON f.id = d.file_id)
WHERE n = 1;
CREATE UNIQUE INDEX temp.component_place_key
ON component_place (repository_id, ecosystem, package);

-- Fixed: no text that asks for it allows several versions, and one allows a
-- single one. Locked: it stands in a lock file of its ecosystem, if there is
-- one. Owned: a manifest that asks for it has an owner. Without owner rules
-- nobody can say.
DROP TABLE IF EXISTS temp.component_state;
CREATE TEMP TABLE component_state AS
SELECT repository_id, ecosystem, package,
  min(CASE WHEN kind = 'manifest' THEN fixed END) AS fixed,
  CASE WHEN max(max(kind = 'lockfile')) OVER (
      PARTITION BY repository_id, ecosystem)
    THEN max(kind = 'lockfile') END AS locked,
  CASE WHEN EXISTS (SELECT 1 FROM ownership_rule r
      WHERE r.repository_id = d.repository_id)
    THEN max(kind = 'manifest' AND EXISTS (SELECT 1 FROM owner o
      WHERE o.repository_id = d.repository_id AND o.file_id = d.file_id))
    END AS owned
FROM dependency d GROUP BY 1, 2, 3;
CREATE UNIQUE INDEX temp.component_state_key
ON component_state (repository_id, ecosystem, package);

-- Subqueries, so that the many components look up the few places.
UPDATE component SET (file_id, line, version, scope) = (
  SELECT p.file_id, p.line, p.version, p.scope FROM temp.component_place p
  WHERE p.repository_id = component.repository_id
    AND p.ecosystem = component.ecosystem AND p.package = component.package)
WHERE alive;

UPDATE component SET (fixed, locked, owned) = (
  SELECT s.fixed, s.locked, s.owned FROM temp.component_state s
  WHERE s.repository_id = component.repository_id
    AND s.ecosystem = component.ecosystem AND s.package = component.package)
WHERE alive;

-- Reviewed: a person other than the author approved it. Where no review of it
-- is recorded, nobody knows.
UPDATE component SET review = (
  SELECT CASE WHEN v.state = 'other' THEN 'approved'
    WHEN v.recorded THEN 'not_approved' END
  FROM validation v WHERE v.commit_id = component.from_commit_id)
WHERE from_commit_id IS NOT NULL;

DROP TABLE temp.component_place;
DROP TABLE temp.component_state;
