-- Findings about a package that stand on no line (a manifest's line says
-- nothing) belong to the commit that brought the package, when one commit did:
-- of the packages of that name which the repository had when the finding was
-- seen last. Names are compared without case; '-', '_' and '.' are one, as in
-- the names of PyPI (packaging.python.org, Names and normalization).

DROP TABLE IF EXISTS temp.asked_package;
CREATE TEMP TABLE asked_package AS
SELECT f.id AS finding_id, f.repository_id, f.last_time,
  replace(replace(lower(t.package), '_', '-'), '.', '-') AS name
FROM (SELECT 1 FROM component LIMIT 1)
CROSS JOIN finding_origin o
JOIN finding f ON f.id = o.finding_id
JOIN result t ON t.id = f.last_result_id
WHERE o.commit_id IS NULL AND t.package <> ''
  AND f.repository_id IS NOT NULL;

DROP TABLE IF EXISTS temp.brought_package;
CREATE TEMP TABLE brought_package AS
SELECT repository_id, from_commit_id, from_time,
  coalesce(to_time, 9223372036854775807) AS to_time,
  replace(replace(lower(package), '_', '-'), '.', '-') AS name
FROM component
WHERE from_commit_id IS NOT NULL AND EXISTS (SELECT 1 FROM asked_package);
CREATE INDEX temp.brought_package_name
ON brought_package (repository_id, name);

UPDATE finding_origin SET (commit_id, origin, basis, tool_id, model_id,
  confidence_pct, way, reason) = (
  SELECT o.commit_id, o.origin, o.basis, o.tool_id, o.model_id,
    o.confidence_pct, 'package', NULL
  FROM commit_origin o WHERE o.commit_id = x.from_commit_id)
FROM (
  SELECT a.finding_id, min(b.from_commit_id) AS from_commit_id
  FROM asked_package a
  JOIN brought_package b ON b.repository_id = a.repository_id
    AND b.name = a.name
    AND b.from_time <= coalesce(a.last_time, 9223372036854775806)
    AND b.to_time > coalesce(a.last_time, 9223372036854775806)
  GROUP BY a.finding_id HAVING count(DISTINCT b.from_commit_id) = 1) x
WHERE x.finding_id = finding_origin.finding_id
  AND x.from_commit_id IN (SELECT commit_id FROM commit_origin);

DROP TABLE temp.asked_package;
DROP TABLE temp.brought_package;
