-- title: Weaknesses of authentication and authorization
-- record: AI-touched files
-- inputs: scan
-- strength: indirect
-- empty: pass
-- topic: authentication
-- gap: authentication
-- limits: Scanners see part of these weaknesses, and only in the code they
--    read. A missing check that no rule knows is not seen.

WITH looked AS (
  SELECT s.repository_id, r.languages
  FROM temp.check_scan s JOIN scanner_reach r ON r.scanner = s.scanner
    AND r.topic = :topic
  WHERE s.for_problems OR s.for_secrets
  UNION
  SELECT s.repository_id, '*'
  FROM temp.check_scan s JOIN temp.check_found f ON f.scanner = s.scanner
  WHERE :cwes <> '' AND :gap <> 'AI output'
    AND instr(:cwes, ',' || f.cwe || ',')
  UNION
  SELECT s.repository_id, '*'
  FROM temp.check_scan s JOIN temp.check_gap f ON f.scanner = s.scanner
  WHERE :gap = 'AI output' AND f.gap = :gap
), scope AS (
  SELECT r.id AS repository_id, coalesce(sum(z.files), 0) AS files,
    coalesce(sum(z.ai_files), 0) AS ai_files,
    coalesce(sum(z.unknown_files), 0) AS unknown
  FROM repository r LEFT JOIN temp.check_size z ON z.repository_id = r.id
    AND (:topic <> 'infrastructure' OR z.kind = 'infrastructure')
  GROUP BY r.id
), weakness AS MATERIALIZED (
  SELECT *, CASE
    WHEN :touched AND :topic = 'infrastructure' AND kind = 'infrastructure'
      THEN 'not met'
    WHEN :cwes = '' THEN iif(gap = :gap, 'not met', NULL)
    WHEN instr(:cwes, ',' || cwe || ',')
      AND (:gap <> 'AI output' OR gap = 'AI output')
      AND (:gap = 'AI output' OR coalesce(gap, '') <> 'AI output')
      THEN 'not met'
    WHEN cwe IS NULL AND gap = :gap THEN 'unknown' END AS state
  FROM temp.check_weakness
  WHERE severity_rank <= :worst AND (NOT :touched OR touched)
), problem AS MATERIALIZED (
  SELECT f.repository_id, w.state, f.path, f.line, f.severity, f.rule, w.cwe
  FROM weakness w JOIN temp.check_finding f ON f.class_id = w.class_id
    AND f.touched = w.touched
  WHERE w.state IS NOT NULL AND f.repository_id IS NOT NULL
)
SELECT repository_id, path AS record, state, path, line,
  severity || ' ' || rule || iif(cwe > 0, ' (CWE-' || cwe || ')',
    iif(state = 'unknown', ' names no CWE', '')) AS text
FROM problem
UNION ALL
SELECT NULL, 'not placed', 'unknown', NULL, NULL,
  'scans of no known repository have such problems'
FROM temp.check_finding f JOIN finding_class c ON c.class_id = f.class_id
WHERE f.repository_id IS NULL AND c.severity_rank <= :worst
  AND (c.gap = :gap OR instr(:cwes, ',' || c.cwe || ','))
GROUP BY 1, 2
UNION ALL
SELECT s.repository_id, '~scan', 'unknown', NULL, NULL,
  iif(EXISTS (SELECT 1 FROM temp.check_scan k
      WHERE k.repository_id = s.repository_id),
    'no scanner of the last quarter is known to look for it',
    'no scan in the last quarter')
FROM scope s
WHERE s.repository_id NOT IN (SELECT repository_id FROM looked)
  AND (NOT :touched OR s.files > 0)
UNION ALL
SELECT s.repository_id, '~origin', 'unknown', NULL, NULL,
  CASE WHEN NOT :newest
      THEN 'the audited revision does not speak for this period'
    WHEN s.unknown THEN 'no line is known to be AI''s, and of some nobody knows'
    ELSE 'whose its lines are is not known' END
FROM scope s
WHERE :touched AND s.ai_files = 0 AND (s.unknown > 0 OR NOT EXISTS (
  SELECT 1 FROM temp.check_file f WHERE f.repository_id = s.repository_id))
UNION ALL
SELECT a.repository_id, '~language ' || a.language, 'unknown', NULL, NULL,
  'no scan of ' || a.language || ' looked for it'
FROM temp.check_language a
WHERE :touched AND :topic <> 'infrastructure'
  AND a.repository_id IN (SELECT repository_id FROM looked)
  AND NOT EXISTS (SELECT 1 FROM looked l
    WHERE l.repository_id = a.repository_id
      AND (l.languages = '*'
        OR instr(';' || l.languages || ';', ';' || a.language || ';')
        OR (l.languages = 'seen' AND EXISTS (SELECT 1 FROM temp.check_seen v
          WHERE v.repository_id = a.repository_id
            AND v.language = a.language))))
UNION ALL
SELECT s.repository_id, '~files', s.ai_files - (
    SELECT count(DISTINCT p.path) FROM problem p JOIN temp.check_path t
      ON t.repository_id = p.repository_id AND t.path = p.path
    WHERE p.repository_id = s.repository_id
      AND (t.kind = 'infrastructure'
        OR (t.kind = 'source' AND :topic <> 'infrastructure'))),
  NULL, NULL, NULL
FROM scope s
WHERE :touched AND s.repository_id IN (SELECT repository_id FROM looked)
UNION ALL
SELECT DISTINCT l.repository_id, '~whole', 'met', NULL, NULL, NULL
FROM looked l WHERE NOT :touched
