-- Scans that are alone: the only one of their series, which is the only one of
-- its tool and repository, and not too large (:most results). temp.crowded is
-- for those of their results whose order counts (link/finding_single.c).

DROP TABLE IF EXISTS temp.single_scan;
CREATE TEMP TABLE single_scan (scan_id INTEGER PRIMARY KEY);
INSERT INTO single_scan
SELECT a.scan_id FROM (
  SELECT min(scan_id) AS scan_id FROM scan_event
  GROUP BY repository_id, repository, tool HAVING count(*) = 1) a
WHERE (SELECT count(*) FROM result r WHERE r.scan_id = a.scan_id) <= :most;

DROP TABLE IF EXISTS temp.crowded;
CREATE TEMP TABLE crowded (result_id INTEGER PRIMARY KEY);
