-- title: A map of data later than the newest AI tool
-- record: statements
-- inputs: attestation
-- strength: design
-- limits: That the map names every tool is stated; its date is compared with
--    the first sight of each.

WITH newest AS (
  SELECT a.*, row_number() OVER (PARTITION BY scope ORDER BY at DESC) AS place
  FROM attestation_fact a WHERE item = :evidence AND at < :at
), chosen AS (
  SELECT r.id AS repository_id, n.*,
    (SELECT max(f.at) FROM tool_first f WHERE f.repository_id = r.id
      AND f.at < :at) AS tool_time,
    row_number() OVER (PARTITION BY r.id
      ORDER BY n.scope = '', n.scope NOT IN (r.key, r.name), n.scope) AS pick
  FROM repository r LEFT JOIN newest n ON n.place = 1
    AND n.scope IN ('', r.key, r.name, coalesce(r.service, '')))
SELECT repository_id, coalesce(scope, '') || ' statement' AS record,
  CASE WHEN item IS NULL OR to_time < :at THEN 'unknown'
    WHEN answer = 'yes' AND coalesce(tool_time, at) <= at + 86399 THEN 'met'
    ELSE 'not met' END AS state,
  iif(item IS NOT NULL, (SELECT path FROM source WHERE id = source_id), NULL)
    AS path,
  iif(item IS NOT NULL, locator, NULL) AS line,
  CASE WHEN item IS NULL THEN 'nobody states it'
    WHEN to_time < :at THEN 'the statement held until '
      || date(to_time - 86400, 'unixepoch')
    WHEN tool_time > at + 86399 THEN 'stated on ' || date(at, 'unixepoch')
      || ', a tool was first seen on ' || date(tool_time, 'unixepoch')
    ELSE 'stated on ' || date(at, 'unixepoch') || ': ' || answer END AS text
FROM chosen WHERE pick = 1
