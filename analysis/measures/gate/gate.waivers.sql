-- title: Waivers of items of the checklist
-- meaning: Waivers that the configuration holds at the end of the period or that
--    ended in it, with who approved each, until when and why.
-- kind: table
-- basis: stock
-- unit: waivers
-- record: a waiver
-- sources: register
-- columns: item text Item; scope text Repository; state text State; approver
--    text Approved by; until time Until; reason text Why

-- Case: none.
-- expect: n 0
SELECT item, iif(scope = '', 'all', scope) AS scope,
  iif(to_time < :at, 'ended', 'holds') AS state, approver,
  to_time - 86400 AS until, reason, source_id, locator
FROM waiver
WHERE from_time < :at AND to_time >= :from
ORDER BY to_time < :at DESC, item, scope
