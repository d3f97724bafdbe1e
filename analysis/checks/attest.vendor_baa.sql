-- title: Agreements on health data with vendors
-- record: statements
-- inputs: attestation
-- strength: design
-- empty: pass
-- limits: Asked only of repositories whose class of data names health data in
--    the configuration.

WITH newest AS (
  SELECT a.*, row_number() OVER (PARTITION BY scope ORDER BY at DESC) AS place
  FROM attestation_fact a WHERE item = :evidence AND at < :at
), chosen AS (
  SELECT r.id AS repository_id, n.*, row_number() OVER (PARTITION BY r.id
    ORDER BY n.scope = '', n.scope NOT IN (r.key, r.name), n.scope) AS pick
  FROM repository r LEFT JOIN newest n ON n.place = 1
    AND n.scope IN ('', r.key, r.name, coalesce(r.service, ''))
  WHERE lower(r.data_class) GLOB '*health*' OR lower(r.data_class) GLOB '*phi*')
SELECT repository_id, coalesce(scope, '') || ' statement' AS record,
  CASE WHEN item IS NULL OR to_time < :at THEN 'unknown'
    WHEN answer = 'yes' THEN 'met' ELSE 'not met' END AS state,
  iif(item IS NOT NULL, (SELECT path FROM source WHERE id = source_id), NULL)
    AS path,
  iif(item IS NOT NULL, locator, NULL) AS line,
  CASE WHEN item IS NULL THEN 'nobody states it'
    WHEN to_time < :at THEN 'the statement held until '
      || date(to_time - 86400, 'unixepoch')
    ELSE 'stated on ' || date(at, 'unixepoch') || ': ' || answer END AS text
FROM chosen WHERE pick = 1
