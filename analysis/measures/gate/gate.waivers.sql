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
-- given: INSERT INTO waiver (source_id, locator, item, scope, from_time,
--    to_time, approver, reason) SELECT 1, 1, 'RD-101', column1,
--    unixepoch(column2), unixepoch(column3), 'CISO', 'trial' FROM (VALUES
--    ('', '2026-01-01', '2026-12-01'), ('shop', '2026-01-01', '2026-08-01'),
--    ('bank', '2026-01-01', '2026-07-01'),
--    ('tools', '2026-01-01', '2026-06-30'),
--    ('code', '2026-10-01', '2026-12-01'));
-- expect: n 3
-- expect: row 0 scope=bank state=ended until=2026-06-30
-- expect: row 1 scope=shop state=ended until=2026-07-31
-- expect: row 2 scope=all state=holds until=2026-11-30 item=RD-101
SELECT item, iif(scope = '', 'all', scope) AS scope,
  iif(to_time < :at, 'ended', 'holds') AS state, approver,
  to_time - 86400 AS until, reason, source_id, locator
FROM waiver
WHERE from_time < :at AND to_time >= :from
ORDER BY to_time < :at DESC, item, scope
