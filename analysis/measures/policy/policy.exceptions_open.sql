-- title: Exceptions from the policy that are open
-- meaning: Exceptions with an end and an approver that hold at the end of the
--    period.
-- kind: count
-- basis: stock
-- direction: down
-- unit: exceptions
-- record: an exception
-- sources: register
-- keys: kind
-- interval: none

-- Case: those for cursor in Web and for files in bank; the other ended in June.
-- expect: n 2
SELECT id AS record, 1 AS n, kind, name, scope, approver, reason,
  from_time, to_time, source_id, locator
FROM policy_exception WHERE from_time < :at AND to_time >= :at
