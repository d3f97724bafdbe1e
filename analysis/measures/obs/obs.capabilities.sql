-- title: Six capabilities of observability
-- meaning: Each with the level that somebody attests: 0 none, 1 partial or by
--    hand, 2 in place, 3 in place and exercised within twelve months; the lowest
--    of several scopes. Without a statement that still holds: not assessed.
-- kind: table
-- basis: stock
-- unit: capabilities
-- record: a capability
-- sources: attestation
-- columns: title text Capability; level text Level; state text State; owner text
--    Owner; at time Stated; until time Holds until; evidence text Evidence

-- Case: tracing alone is attested.
-- expect: n 6
-- expect: row 1 level=2 state=attested
SELECT i.title, iif(f.to_time >= :at, f.answer, '') AS level,
  CASE WHEN f.item IS NULL THEN 'not assessed'
    WHEN f.to_time < :at THEN 'expired' WHEN f.evidence IS NULL
    THEN 'attested, no evidence' ELSE 'attested' END AS state,
  iif(f.item IS NULL, '', f.owner) AS owner,
  iif(f.item IS NULL, '', f.at) AS at,
  iif(f.item IS NULL, '', f.to_time - 86400) AS until,
  iif(f.item IS NULL, '', f.evidence) AS evidence, f.source_id, f.locator
FROM attest_item i LEFT JOIN (
  SELECT x.*, row_number() OVER (PARTITION BY item
    ORDER BY to_time < :at DESC, answer, scope) AS pick
  FROM (SELECT a.*, row_number() OVER (PARTITION BY item, scope
      ORDER BY at DESC) AS place FROM attestation_fact a WHERE at < :at) x
  WHERE place = 1) f ON f.item = i.item AND f.pick = 1
WHERE i.capability <> '' ORDER BY i.capability
