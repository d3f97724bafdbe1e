-- title: A statement of who can know it
-- record: statements
-- inputs: attestation
-- strength: design
-- limits: It is stated, not measured, and stands or falls with who says it.

WITH newest AS (
  SELECT a.*, row_number() OVER (PARTITION BY scope ORDER BY at DESC) AS place
  FROM attestation_fact a WHERE item = :evidence AND at < :at
), chosen AS (
  SELECT r.id AS repository_id, n.*, row_number() OVER (PARTITION BY r.id
    ORDER BY n.scope = '', n.scope NOT IN (r.key, r.name), n.scope) AS pick
  FROM repository r LEFT JOIN newest n ON n.place = 1
    AND n.scope IN ('', r.key, r.name, coalesce(r.service, '')))
SELECT repository_id, coalesce(scope, '') || ' statement' AS record,
  CASE WHEN item IS NULL OR to_time < :at THEN 'unknown'
    WHEN answer = 'yes' OR answer IN ('2', '3') THEN 'met'
    ELSE 'not met' END AS state,
  iif(item IS NOT NULL, (SELECT path FROM source WHERE id = source_id), NULL)
    AS path,
  iif(item IS NOT NULL, locator, NULL) AS line,
  CASE WHEN item IS NULL THEN 'nobody states it'
    WHEN to_time < :at THEN 'the statement held until '
      || date(to_time - 86400, 'unixepoch')
    ELSE 'stated on ' || date(at, 'unixepoch') || ': ' || answer
      || iif(evidence IS NULL, ', no evidence named', '') END AS text
FROM chosen WHERE pick = 1
