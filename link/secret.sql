-- What is known of each literal secret of a repository: the commits that
-- brought it or took it away, and whether the audited revision has it. A row
-- is an event; link/secret.c groups them. first_commit and last_commit are on
-- one row alone.

DROP TABLE IF EXISTS temp.secret_event;
CREATE TEMP TABLE secret_event AS
SELECT r.repository_id, s.file_id, s.rule, s.name, s.ordinal,
  CASE s.severity WHEN 'critical' THEN 1 WHEN 'high' THEN 2 ELSE 3 END AS rank,
  CASE WHEN s.change <> 'removed' THEN c.commit_time END AS time,
  CASE WHEN s.change = 'removed' THEN c.commit_time END AS gone,
  0 AS is_open, NULL AS head_line, s.locator AS line,
  CASE WHEN s.change = 'added' AND row_number() OVER (
    PARTITION BY r.repository_id, s.file_id, s.rule, s.name, s.ordinal,
      s.change = 'removed'
    ORDER BY c.commit_time, c.oid) = 1 THEN c.id END AS first_commit,
  CASE WHEN s.change = 'removed' AND row_number() OVER (
    PARTITION BY r.repository_id, s.file_id, s.rule, s.name, s.ordinal,
      s.change = 'removed'
    ORDER BY c.commit_time DESC, c.oid DESC) = 1 THEN c.id END AS last_commit,
  s.label
FROM secret_change s
JOIN commit_repository r ON r.commit_id = s.commit_id
JOIN "commit" c ON c.id = s.commit_id
UNION ALL
SELECT h.repository_id, h.file_id, h.rule, h.name, h.ordinal,
  CASE h.severity WHEN 'critical' THEN 1 WHEN 'high' THEN 2 ELSE 3 END,
  NULL, NULL, 1, h.locator, NULL, NULL, NULL, h.label
FROM secret_head h;
