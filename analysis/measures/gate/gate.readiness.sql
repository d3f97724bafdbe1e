-- title: Readiness, item by item and repository
-- meaning: Each item of the checklist in each repository: pass, fail, waived or
--    not assessed, with the records that its checks looked at, those that are
--    not as they should be, and those of which nobody knows. An item passes only
--    where it would even if all that is not known were against it.
-- kind: table
-- basis: stock
-- unit: answers
-- record: an item in a repository
-- sources: git
-- made: readiness
-- keys: repository, item, status
-- columns: item text Item; title text Title; severity text Severity; repository
--    text Repository; status text Status; population count Looked at;
--    exceptions count Exceptions; unknown count Not known; reason text Why;
--    gap text Gap; rule text Passes when; required text Required

-- Case: 66 items in three repositories.
-- expect: n 198
SELECT q.item, q.title, q.severity, r.name AS repository, q.repository_id,
  replace(q.status, '_', ' ') AS status, q.population, q.exceptions,
  q.unknown, q.reason, q.gap, q.rule, iif(q.required, 'yes', '') AS required,
  r.source_id, r.locator
FROM readiness q JOIN repository r ON r.id = q.repository_id
WHERE q.at = :at
ORDER BY q.ordinal, r.key
