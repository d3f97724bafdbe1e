-- title: Days until half of the incidents are over
-- meaning: Time to restore service: the median days from opened to resolved,
--    by Kaplan and Meier: incidents still open count up to the end of the
--    period, those older than the period enter at the age they had when it
--    began.
-- kind: time
-- basis: stock
-- direction: down
-- unit: days
-- record: an incident
-- sources: incident
-- keys: severity, service, stage, repository

-- Case: i1 was over after a day, i2 is open, i3 was over before the period:
-- of two at risk one remains, so half have ended at 1 day.
-- expect: value 1 hit 1 n 2 class too_little
SELECT incident_id AS record, incident, 1 AS n, max(0, :from - at) AS enter,
  min(coalesce(resolved_time, :at), :at) - at AS leave,
  coalesce(resolved_time < :at, 0) AS event, severity, service, stage,
  repository_id, source_id, locator
FROM incident_fact
WHERE at < :at AND (resolved_time IS NULL OR resolved_time >= :from)
