-- title: Authors and reviewers of AI's work with a course in date
-- record: people
-- inputs: training
-- strength: operation
-- limits: A course in date is no skill. Figures are of the organisation: who
--    it is, the restricted edition says.

WITH worked AS (
  SELECT person_id FROM commit_fact
  WHERE is_ai AND at >= :from AND at < :at AND person_id IS NOT NULL
  UNION
  SELECT reviewer_id FROM review_fact
  WHERE is_ai AND at >= :from AND at < :at AND validated = 'other'
    AND reviewer_id IS NOT NULL)
SELECT NULL AS repository_id, p.id AS record,
  CASE WHEN NOT p.known OR NOT EXISTS (SELECT 1 FROM training)
      THEN 'unknown'
    WHEN EXISTS (SELECT 1 FROM training_fact t WHERE t.person_id = p.id
      AND t.from_time < :at AND t.to_time >= :at) THEN 'met'
    ELSE 'not met' END AS state, NULL AS path, NULL AS line,
  CASE WHEN NOT EXISTS (SELECT 1 FROM training)
      THEN 'no export of training'
    WHEN NOT p.known THEN 'a person whom the directory does not know'
    ELSE 'a person without a course in date' END AS text
FROM person p WHERE p.kind = 'human' AND p.id IN (SELECT person_id FROM worked)
