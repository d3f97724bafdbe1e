-- title: Tools in use that the policy approves
-- record: tools of a repository
-- inputs: policy
-- strength: operation
-- empty: pass
-- limits: Use that left no record is not seen.

SELECT c.repository_id, u.tool_id AS record,
  CASE WHEN NOT EXISTS (SELECT 1 FROM policy WHERE kind = 'tool')
      THEN 'unknown'
    WHEN min(coalesce((SELECT min(p.status = 'approved') FROM tool_policy p
        WHERE p.tool_id = u.tool_id AND c.author_time >= p.from_time
          AND c.author_time < p.to_time), 0)
      OR EXISTS (SELECT 1 FROM tool_exception e JOIN repository r
        ON r.id = c.repository_id WHERE e.tool_id = u.tool_id
          AND e.scope IN ('', r.key, r.name)
          AND c.author_time >= e.from_time AND c.author_time < e.to_time))
      THEN 'met' ELSE 'not met' END AS state,
  NULL AS path, NULL AS line,
  iif(EXISTS (SELECT 1 FROM policy WHERE kind = 'tool'),
    (SELECT coalesce(label, name) FROM tool WHERE id = u.tool_id)
      || ' was not approved when it was used',
    'no policy of approved tools') AS text
FROM (SELECT DISTINCT commit_id, tool_id FROM tool_use WHERE tool_id > 0) u
JOIN commit_fact c ON c.commit_id = u.commit_id
WHERE c.at >= :from AND c.at < :at
GROUP BY c.repository_id, u.tool_id
