-- Scans that are alone: the only one of their series, which is the only one of
-- its tool and repository, and not too large (:most results). temp.crowded is
-- for those of their results whose order counts (link/finding_single.c).

DROP TABLE IF EXISTS temp.single_scan;
CREATE TEMP TABLE single_scan (
  scan_id INTEGER PRIMARY KEY,
  results INTEGER,
  first_result_id INTEGER,
  last_result_id INTEGER);
INSERT INTO single_scan (scan_id)
SELECT min(scan_id) FROM scan_event
GROUP BY repository_id, repository, tool HAVING count(*) = 1;
UPDATE single_scan SET (results, first_result_id, last_result_id) = (
  SELECT count(*), min(r.id), max(r.id) FROM result r
  WHERE r.scan_id = single_scan.scan_id);
DELETE FROM single_scan WHERE results > :most;

DROP TABLE IF EXISTS temp.crowded;
CREATE TEMP TABLE crowded (result_id INTEGER PRIMARY KEY);
