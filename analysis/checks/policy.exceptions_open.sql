-- title: Exceptions from the policy that have an end
-- record: exceptions
-- inputs: register
-- strength: operation
-- empty: pass
-- limits: The configuration takes none without an end and an approver.

SELECT NULL AS repository_id, kind || ' ' || name || ' ' || scope AS record,
  'met' AS state, NULL AS path, NULL AS line, name AS text
FROM policy_exception WHERE from_time < :at AND to_time >= :at
