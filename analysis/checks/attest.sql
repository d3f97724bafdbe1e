-- title: A statement of who can know it
-- record: statements
-- inputs: attestation
-- strength: design
-- limits: It is stated, not measured, and stands or falls with who says it.

WITH newest AS (
  SELECT a.*, row_number() OVER (PARTITION BY scope ORDER BY at DESC) AS place
  FROM attestation_fact a WHERE item = :evidence AND at < :at
), topic (item, topic) AS (VALUES ('attest.retry_policy', 'retries'),
  ('attest.rate_limits', 'rate limits'), ('attest.caching', 'caching'),
  ('attest.distributed_tracing', 'tracing'), ('attest.load_test', 'load'),
  ('attest.event_resilience', 'events')
), seen AS MATERIALIZED (	-- means to it that the files show
  SELECT c.repository_id, min(c.package || ' in ' || c.path) AS text
  FROM component_fact c
  JOIN sign g ON g.what = 'package'
    AND g.pattern = c.ecosystem || ' ' || c.package
  JOIN topic t ON t.topic = g.topic AND t.item = :evidence
  WHERE c.alive AND c.direct AND :newest GROUP BY c.repository_id
  UNION ALL
  SELECT f.repository_id, min(p.path) FROM topic t
  JOIN sign g ON g.what = 'file' AND g.topic = t.topic
  CROSS JOIN tree_file f JOIN file p ON p.id = f.file_id
    AND '/' || p.path GLOB g.pattern
  WHERE t.item = :evidence AND :newest GROUP BY f.repository_id
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
  CASE WHEN item IS NULL THEN 'nobody states it' || coalesce((
      SELECT '; the repository shows ' || min(s.text) FROM seen s
      WHERE s.repository_id = chosen.repository_id), '')
    WHEN to_time < :at THEN 'the statement held until '
      || date(to_time - 86400, 'unixepoch')
    ELSE 'stated on ' || date(at, 'unixepoch') || ': ' || answer
      || iif(evidence IS NULL, ', no evidence named', '') END AS text
FROM chosen WHERE pick = 1
