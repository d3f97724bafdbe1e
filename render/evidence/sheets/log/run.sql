-- The run as a whole, in the order of its steps and without its clock.
-- column step count: place in the run, from 1
-- column what text: what was done, or by what
-- column value text: what came of it
SELECT row_number() OVER (ORDER BY place) AS step, what, value FROM (
  SELECT 1 AS place, 'program' AS what, (SELECT program FROM run) AS value
  UNION ALL SELECT 2, 'parameters of linking', (SELECT options FROM run)
  UNION ALL SELECT 3, 'period from',
    coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', :from, 'unixepoch'), 'open')
  UNION ALL SELECT 4, 'period to',
    strftime('%Y-%m-%dT%H:%M:%SZ', :at, 'unixepoch')
  UNION ALL SELECT 5, 'edition',
    iif(:restricted, 'restricted', 'without people')
  UNION ALL SELECT 6, 'inputs read', count(*) FROM source
  UNION ALL SELECT 7, 'records read', coalesce(sum(read), 0) FROM source
  UNION ALL SELECT 8, 'records rejected', coalesce(sum(rejected), 0)
    FROM source
  UNION ALL SELECT 9, 'errors in inputs', count(*) FROM diagnostic
    WHERE severity = 'error'
  UNION ALL SELECT 10, 'warnings on inputs', count(*) FROM diagnostic
    WHERE severity = 'warning'
  UNION ALL SELECT 11, 'notes on inputs', count(*) FROM diagnostic
    WHERE severity = 'note'
  UNION ALL SELECT 12, 'commits whose origin was derived', count(*)
    FROM commit_origin
  UNION ALL SELECT 13, 'scans placed in a repository', count(*) FROM scan_home
  UNION ALL SELECT 14, 'scanner results joined into problems', count(*)
    FROM result
  UNION ALL SELECT 15, 'problems, each once', count(*) FROM finding)
ORDER BY 1
