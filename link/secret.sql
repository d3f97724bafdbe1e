-- What is known of each literal secret of a repository, from the spans of
-- link/span.c: since when it is there, whether the audited revision has it, and
-- when it was not there between. One in a file that can no longer be read is
-- open until somebody sees it gone.

DROP TABLE IF EXISTS temp.secret_life;
CREATE TEMP TABLE secret_life AS
WITH told AS (
  SELECT p.id, p.repository_id, p.file_id, p.thing, p.since_commit_id,
    p.from_time, p.to_time, p.to_commit_id, p.is_last, p.head_id,
    coalesce(h.rule, c.rule) AS rule, coalesce(h.name, c.name) AS name,
    coalesce(h.ordinal, c.ordinal) AS ordinal,
    coalesce(h.label, c.label) AS label,
    coalesce(h.severity, c.severity) AS severity,
    coalesce(h.locator, g.locator, c.locator) AS line,
    row_number() OVER thing AS place,
    row_number() OVER (PARTITION BY p.repository_id, p.file_id, p.thing
      ORDER BY p.id DESC) AS last_place,
    lag(p.is_last) OVER thing AS is_new,
    lag(p.to_time) OVER thing AS gone_time
  FROM temp.span p
  LEFT JOIN secret_head h ON h.id = p.head_id
  LEFT JOIN secret_change c ON c.id = p.change_id
  LEFT JOIN secret_change g ON g.commit_id = p.to_commit_id
    AND g.file_id = p.file_id AND g.rule = c.rule AND g.name = c.name
    AND g.ordinal = c.ordinal AND g.change = 'removed'
  WINDOW thing AS (
    PARTITION BY p.repository_id, p.file_id, p.thing ORDER BY p.id))
SELECT repository_id, file_id, thing, rule, name, ordinal,
  max(CASE WHEN last_place = 1 THEN label END) AS label,
  max(CASE WHEN last_place = 1 THEN
    CASE severity WHEN 'critical' THEN 1 WHEN 'high' THEN 2 ELSE 3 END END)
    AS rank,
  max(CASE WHEN last_place = 1 THEN line END) AS line,
  max(CASE WHEN place = 1 THEN from_time END) AS first_time,
  max(CASE WHEN place = 1 THEN since_commit_id END) AS first_commit_id,
  max(CASE WHEN last_place = 1 THEN to_time END) AS gone_time,
  max(CASE WHEN last_place = 1 THEN to_commit_id END) AS gone_commit_id,
  coalesce(sum(is_new AND from_time > gone_time), 0) AS returns,
  max(CASE WHEN is_new AND from_time > gone_time THEN from_time END)
    AS return_time,
  (SELECT max(u.from_time) FROM unread u WHERE u.what = 'secret'
    AND u.repository_id = told.repository_id AND u.file_id = told.file_id
    AND u.to_time IS NULL) AS unread_time
FROM told
GROUP BY repository_id, file_id, thing;

DROP TABLE IF EXISTS temp.secret_found;	-- whose finding is whose
CREATE TEMP TABLE secret_found (
  finding_id INTEGER PRIMARY KEY, repository_id, file_id, thing);
