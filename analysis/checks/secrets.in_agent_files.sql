-- title: Secrets in files that set AI tools up
-- record: files that set AI tools up
-- inputs: git
-- strength: operation
-- empty: pass
-- limits: Assay itself reads these files; prompts that are typed are not seen.

SELECT t.repository_id, p.path AS record,
  iif(f.finding_id IS NULL, 'met', 'not met') AS state, f.path, f.line,
  f.severity || ' ' || f.rule AS text
FROM tree_file t JOIN file p ON p.id = t.file_id
LEFT JOIN temp.check_finding f ON f.repository_id = t.repository_id
  AND f.path = p.path AND f.category = 'secret'
WHERE :newest AND t.file_id IN (SELECT file_id FROM tool_config
  UNION SELECT file_id FROM mcp_head)
UNION ALL
SELECT DISTINCT u.repository_id, p.path, 'unknown', p.path, NULL,
  'cannot be read'
FROM unread u JOIN file p ON p.id = u.file_id
WHERE u.what = 'secret' AND u.to_time IS NULL
  AND u.file_id IN (SELECT file_id FROM tool_config
    UNION SELECT file_id FROM mcp_head)
