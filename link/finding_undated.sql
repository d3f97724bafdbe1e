-- Findings of repositories that are not audited are listed as the last scan of
-- each has them, and are in no trend: their times are forgotten.

DELETE FROM finding_closed WHERE finding_id IN (
  SELECT id FROM finding WHERE repository_id IS NULL);
UPDATE finding SET first_time = NULL, last_time = NULL, fixed_time = NULL,
  unseen_time = NULL, reopened_time = NULL, reopened = 0
WHERE repository_id IS NULL AND first_time IS NOT NULL;
