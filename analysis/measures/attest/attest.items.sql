-- title: What people state
-- meaning: The newest statement on each item, with the role that answers for it,
--    until when it holds and where it can be seen. A statement alone is
--    attested, not measured; one that has run out is no answer.
-- kind: table
-- basis: stock
-- unit: statements
-- record: an item in a scope
-- sources: attestation
-- columns: title text Item; scope text Scope; answer text Answer; state text
--    State; owner text Owner; at time Stated; until time Holds until; evidence
--    text Evidence; item text Id

-- Case: three.
-- expect: n 3
-- expect: row 0 item=attest.threat_model state=expired answer=yes
-- expect: row 1 item=obs.prompt_tracing state=attested answer=2
SELECT coalesce(title, item) AS title, scope, answer,
  CASE WHEN to_time < :at THEN 'expired' WHEN evidence IS NULL
    THEN 'attested, no evidence' ELSE 'attested' END AS state,
  owner, at, to_time - 86400 AS until, evidence, item, source_id, locator
FROM (SELECT f.*, row_number() OVER (PARTITION BY item, scope
    ORDER BY at DESC) AS place FROM attestation_fact f WHERE at < :at)
WHERE place = 1 ORDER BY to_time >= :at, item, scope
