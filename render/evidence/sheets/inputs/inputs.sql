-- Every input with its digest, its size, the days of its first and last record,
-- and what made it.
-- column name text: path below the folder of the configuration; of what lies
--   elsewhere its last part alone
-- column reader text: what read it, or config
-- column reader_version count: version of that reader
-- column sha256 text: digest of the content; of a repository, of the heads that
--   were read
-- column bytes count: size of the file; none of a repository
-- column rows count: records read; what became of them is in population/
-- column first time: day of the first dated record, in UTC
-- column last time: day of the last one
-- column produced_by text: program or service that wrote it, as it says itself
-- column period text: where its records lie against the period: within, before,
--   after, over (some in it, others not), or not dated
WITH dated(source_id, first, last) AS (
  SELECT source_id, min(commit_time), max(commit_time) FROM "commit" GROUP BY 1
  UNION ALL SELECT source_id, min(time), max(time) FROM scan
    WHERE time > -9223372036854775808 GROUP BY 1
  UNION ALL SELECT source_id, min(day_time), max(day_time) FROM usage GROUP BY 1
  UNION ALL SELECT source_id, min(assigned_time), max(assigned_time) FROM seat
    GROUP BY 1
  UNION ALL SELECT source_id, min(day_time), max(day_time) FROM sighting
    GROUP BY 1
  UNION ALL SELECT source_id, min(time), max(time) FROM benchmark_run
    WHERE time > -9223372036854775808 GROUP BY 1
  UNION ALL SELECT source_id, min(from_time), max(to_time) - 1 FROM spend
    GROUP BY 1
  UNION ALL SELECT source_id, min(opened_time), max(opened_time) FROM incident
    GROUP BY 1
  UNION ALL SELECT source_id, min(completed_time), max(completed_time)
    FROM training WHERE completed_time > -9223372036854775808 GROUP BY 1
  UNION ALL SELECT source_id, min(time), max(time) FROM assessment GROUP BY 1
  UNION ALL SELECT source_id, min(created_time), max(created_time) FROM change
    GROUP BY 1
  UNION ALL SELECT source_id, min(created_time), max(created_time)
    FROM work_item GROUP BY 1
  UNION ALL SELECT source_id, min(finished_time), max(finished_time)
    FROM deployment GROUP BY 1
  UNION ALL SELECT source_id, min(from_time), max(to_time) - 1 FROM metric
    GROUP BY 1
  UNION ALL SELECT source_id, min(time), max(time) FROM coverage_report
    WHERE time > -9223372036854775808 GROUP BY 1
  UNION ALL SELECT source_id, min(time), max(time) FROM test_run
    WHERE time > -9223372036854775808 GROUP BY 1
  UNION ALL SELECT source_id, min(from_time), max(to_time) - 1 FROM survey
    GROUP BY 1
  UNION ALL SELECT source_id, min(time), max(time) FROM attestation GROUP BY 1
  UNION ALL SELECT source_id, min(asked_time), max(asked_time) FROM decision
    GROUP BY 1),
span(source_id, first, last) AS (
  SELECT source_id, min(first), max(last) FROM dated GROUP BY 1),
maker(source_id, name) AS (
  SELECT source_id, coalesce(tool_label, tool) || coalesce(' ' || tool_version, '')
    FROM scan WHERE tool <> ''
  UNION SELECT source_id, report FROM usage
  UNION SELECT source_id, platform FROM training WHERE platform <> ''
  UNION SELECT source_id, system FROM incident WHERE system <> ''
  UNION SELECT source_id, format FROM coverage_report
  UNION SELECT source_id, 'git' FROM repository)
SELECT n.name, s.importer AS reader, s.version AS reader_version, s.sha256,
  nullif(s.bytes, 0) AS bytes, s.read AS rows,
  strftime('%Y-%m-%d', p.first, 'unixepoch') AS first,
  strftime('%Y-%m-%d', p.last, 'unixepoch') AS last,
  (SELECT group_concat(name, '; ') FROM (SELECT name FROM maker m
    WHERE m.source_id = s.id ORDER BY name)) AS produced_by,
  CASE WHEN p.first IS NULL THEN 'not dated'
    WHEN p.last < :from THEN 'before'
    WHEN p.first >= :at THEN 'after'
    WHEN (:from IS NULL OR p.first >= :from) AND p.last < :at THEN 'within'
    ELSE 'over' END AS period
FROM source s JOIN source_name n ON n.source_id = s.id
LEFT JOIN span p ON p.source_id = s.id
ORDER BY 1, 2, 4
