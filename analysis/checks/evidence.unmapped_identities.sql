-- title: Authors of AI's work whom the directory knows
-- record: people
-- inputs: directory
-- strength: operation
-- empty: pass
-- limits: Figures are of the organisation.

SELECT NULL AS repository_id, p.id AS record,
  CASE WHEN NOT EXISTS (SELECT 1 FROM directory) THEN 'unknown'
    WHEN p.known THEN 'met' ELSE 'not met' END AS state,
  NULL AS path, NULL AS line,
  iif(EXISTS (SELECT 1 FROM directory),
    'an author whom the directory does not know', 'no directory of people')
    AS text
FROM person p
WHERE p.kind = 'human' AND p.id IN (SELECT person_id FROM commit_fact
  WHERE is_ai AND at >= :from AND at < :at)
