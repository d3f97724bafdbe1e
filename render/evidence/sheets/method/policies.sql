-- What the organisation allows, forbids, requires, excepts, accepts and states
-- of itself, as configured.
-- column what text: policy, exception, recording, waiver or correction
-- column kind text: what it is about
-- column name text: of the tool, model, server, source, team, repository or item
-- column status text: what holds
-- column scope text: team or repository that it is for; empty: all
-- column from time: first day; empty: ever
-- column to time: last day; empty: for good
-- column who text: role that answers for it
-- column why text: the reason stated
SELECT what, kind, name, status, scope,
  strftime('%Y-%m-%d', nullif("from", -9223372036854775808), 'unixepoch') AS "from",
  strftime('%Y-%m-%d', "to" - 1, 'unixepoch') AS "to", who, why
FROM (
  SELECT 'policy' AS what, kind, name, status, '' AS scope, from_time AS "from",
    to_time AS "to", owner AS who, '' AS why FROM policy
  UNION ALL SELECT 'exception', kind, name, 'excepted', scope, from_time,
    to_time, approver, reason FROM policy_exception
  UNION ALL SELECT 'recording', scope, name, 'records all AI use', '',
    since_time, until_time, who, '' FROM human_declaration
  UNION ALL SELECT 'waiver', 'readiness', item, 'accepted', scope, from_time,
    to_time, approver, reason FROM waiver
  UNION ALL SELECT 'correction', iif(path = '', 'commit',
    iif(line > 0, 'lines', 'file')), coalesce(tool, model, ''), origin, '',
    -9223372036854775808, NULL, who, why FROM override)
ORDER BY 1, 2, 3, 5, 6, 4, 8, 9
