-- title: Packages with an open vulnerability
-- meaning: Packages of a repository, or of an image, about which a finding with a
--    known vulnerability is open at the end of the period, each once whatever
--    its findings; severity is that of the worst. Asked for: by a manifest
--    (direct), by another package alone (transitive), or not known, where no
--    manifest or lock file that was read names it. Zero says that the tools
--    which look for it reported none.
-- kind: count
-- basis: stock
-- direction: down
-- unit: packages
-- record: a package of a repository
-- sources: scan
-- needs: packages
-- dates: the first scan with it and the first comparable one without it
-- keys: severity, asked, repository, origin, scanner
-- interval: none

-- Case: left-pad of shop, by finding 6, which came in with c1.
-- expect: n 1
-- expect: by asked=direct n 1
-- expect: by origin=ai n 1
-- given: UPDATE finding SET tool = 'trivy', last_result_id = 5 WHERE id = 5;
-- expect: n 1
-- expect: by scanner=semgrep n 1
WITH named AS (
  SELECT f.finding_id, f.repository_id, coalesce(f.package, f.rule) AS package,
    f.package_version AS version, f.severity, f.severity_rank, f.scanner,
    f.first_time, f.source_id, f.locator, f.path, f.line
  FROM finding_open f
  WHERE f.open_from < :at AND f.open_to >= :at AND (f.timed OR :newest)
    AND (f.package IS NOT NULL OR f.gap = 'dependencies')),
known AS (
  SELECT repository_id, lower(package) AS package, max(direct) AS direct,
    min(origin) AS origin
  FROM component_fact WHERE lasting GROUP BY 1, 2)
SELECT coalesce(n.repository_id, 0) || '/' || lower(n.package) AS record,
  1 AS n, n.package, n.version,
  CASE min(n.severity_rank) WHEN 1 THEN 'critical' WHEN 2 THEN 'high'
    WHEN 3 THEN 'medium' WHEN 4 THEN 'low' ELSE 'info' END AS severity,
  CASE k.direct WHEN 1 THEN 'direct' WHEN 0 THEN 'transitive'
    ELSE 'not known' END AS asked,
  coalesce(k.origin, 'unknown') AS origin, min(n.scanner) AS scanner,
  count(*) AS findings, min(n.first_time) AS first_time, n.path, n.line,
  n.repository_id, min(n.finding_id) AS finding_id, n.source_id, n.locator
FROM named n LEFT JOIN known k ON k.repository_id = n.repository_id
  AND k.package = lower(n.package)
GROUP BY n.repository_id, lower(n.package)
