-- title: The AI policy in force
-- meaning: Which version of the organisation's AI policy is in force, as the
--    role that answers for it states: its identity and date, and until when the
--    statement holds. One that has run out says nothing of today.
-- kind: table
-- basis: stock
-- unit: statements
-- record: a statement of a scope
-- sources: policy_statement
-- columns: statement text Policy and version; scope text Scope; state text
--    State; owner text Owner; at time Stated; until time Holds until; evidence
--    text Evidence

-- Case: one, stated in May.
-- expect: n 1
-- expect: row 0 statement=v3 state=attested
SELECT statement, scope,
  CASE WHEN to_time < :at THEN 'expired' WHEN answer = 'no' THEN 'none in force'
    WHEN evidence IS NULL THEN 'attested, no evidence' ELSE 'attested' END
    AS state,
  owner, at, to_time - 86400 AS until, evidence, source_id, locator
FROM (SELECT f.*, row_number() OVER (PARTITION BY scope ORDER BY at DESC)
    AS place FROM attestation_fact f
  WHERE item = 'policy.version_current' AND at < :at)
WHERE place = 1 ORDER BY scope
