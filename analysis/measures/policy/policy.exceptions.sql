-- title: Exceptions from the policy
-- meaning: Each exception with who approved it, why and until when. One that has
--    run out allows nothing.
-- kind: table
-- basis: stock
-- unit: exceptions
-- record: an exception
-- sources: register
-- columns: kind text Kind; name text Name; scope text For; state text State;
--    approver text Approved by; until time Until; reason text Reason

-- Case: three.
-- expect: n 3
-- expect: row 0 kind=data_source scope=bank
-- expect: row 1 name=cursor state=open scope=Web
SELECT kind, name, scope,
  CASE WHEN to_time < :at THEN 'ended' WHEN from_time >= :at THEN 'not yet'
    ELSE 'open' END AS state,
  approver, to_time - 86400 AS until, reason, source_id, locator
FROM policy_exception WHERE from_time < :at
ORDER BY to_time < :at, kind, name, scope, from_time
