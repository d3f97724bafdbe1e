-- Which commits came by which change request, with the rule that says so, what
-- it rests on and how sure it is. From 85 on a link counts; less is a hint.
--
--   merge commit   the request names the commit it was merged as         100
--   listed commit  the request lists it                                  100
--   head commit    the request ended in it                               100
--   merge subject  a merge names the request ("Merge pull request #12")   95
--   line           a line of the message holds its address                95
--   subject        "(#12)" ends the subject, on the day it was merged     95
--   by the merge   the innermost merge that brought it is the request's   95
--   copy           as subject, on another day, or another commit is it    60

-- The repository of a request: by key or remote; else by a name, or the end of
-- one, that only one repository has.
DROP TABLE IF EXISTS temp.request_name;
CREATE TEMP TABLE request_name (name TEXT PRIMARY KEY, repository_id INTEGER);
INSERT INTO request_name
SELECT n.name, coalesce(
  (SELECT min(r.id) FROM repository r
    WHERE lower(r.key) = n.name OR lower(r.remote) = n.name
    HAVING count(*) = 1),
  (SELECT min(r.id) FROM repository r
    WHERE lower(r.name) = n.name
      OR '/' || lower(r.key) LIKE '%/' || n.name
      OR '/' || lower(coalesce(r.remote, '')) LIKE '%/' || n.name
    HAVING count(*) = 1))
FROM (SELECT DISTINCT lower(repository) AS name FROM change
    WHERE repository IS NOT NULL
  UNION SELECT DISTINCT lower(repository) FROM commit_request
    WHERE repository <> '') n;

DROP TABLE IF EXISTS temp.request;
CREATE TEMP TABLE request (
  change_id INTEGER PRIMARY KEY, repository_id INTEGER, number INTEGER,
  merged_time INTEGER, merge_commit_id INTEGER);
INSERT INTO request
SELECT h.id, n.repository_id, h.number, h.merged_time, c.id
FROM change h
LEFT JOIN request_name n ON n.name = lower(h.repository)
LEFT JOIN "commit" c ON c.oid = h.merge_oid;
CREATE INDEX temp.request_number ON request (repository_id, number);

INSERT OR IGNORE INTO change_commit
SELECT change_id, merge_commit_id, 'merge commit', h.merge_oid, 100
FROM request JOIN change h ON h.id = change_id
WHERE merge_commit_id IS NOT NULL;

INSERT OR IGNORE INTO change_commit
SELECT o.change_id, c.id, 'listed commit', o.oid, 100
FROM change_oid o JOIN "commit" c ON c.oid = o.oid;

INSERT OR IGNORE INTO change_commit
SELECT h.id, c.id, 'head commit', h.head_oid, 100
FROM change h JOIN "commit" c ON c.oid = h.head_oid
WHERE h.merged_time IS NOT NULL;

INSERT OR IGNORE INTO change_commit
SELECT r.change_id, x.commit_id, iif(x.how = 'merge', 'merge subject', 'line'),
  x.repository || '#' || x.number, 95
FROM commit_request x
JOIN commit_repository h ON h.commit_id = x.commit_id
LEFT JOIN request_name n ON n.name = lower(x.repository)
JOIN request r ON r.repository_id = h.repository_id AND r.number = x.number
WHERE x.how <> 'subject'
  AND (x.repository = '' OR n.repository_id = h.repository_id);

INSERT OR IGNORE INTO change_commit
SELECT change_id, commit_id, iif(is_copy, 'copy', 'subject'), '#' || number,
  iif(is_copy, 60, 95)
FROM (
  SELECT r.change_id, x.commit_id, x.number,
    (r.merge_commit_id IS NOT NULL AND r.merge_commit_id <> x.commit_id)
    OR (r.merged_time IS NOT NULL
      AND abs(c.commit_time - r.merged_time) > 86400) AS is_copy
  FROM commit_request x JOIN "commit" c ON c.id = x.commit_id
  JOIN commit_repository h ON h.commit_id = x.commit_id
  JOIN request r ON r.repository_id = h.repository_id
    AND r.number = x.number
  WHERE x.how = 'subject' AND x.repository = '');

-- What a merge brought, where no link of its own counts; through merges that
-- are no request's, the next one out.
INSERT OR IGNORE INTO change_commit
WITH RECURSIVE way (commit_id, merge_id, depth) AS (
  SELECT l.commit_id, l.merge_id, 1 FROM commit_landing l
  WHERE NOT EXISTS (SELECT 1 FROM change_commit k
    WHERE k.commit_id = l.commit_id AND k.confidence_pct >= 85)
  UNION ALL
  SELECT w.commit_id, l.merge_id, w.depth + 1
  FROM way w JOIN commit_landing l ON l.commit_id = w.merge_id
  WHERE w.depth < 16 AND NOT EXISTS (SELECT 1 FROM change_commit k
    WHERE k.commit_id = w.merge_id AND k.confidence_pct >= 85))
SELECT k.change_id, w.commit_id, 'by the merge', c.oid, 95
FROM way w JOIN change_commit k ON k.commit_id = w.merge_id
  AND k.confidence_pct >= 85
JOIN "commit" c ON c.id = w.merge_id AND c.parents > 1;

-- An account that opened three requests or more of which every commit that
-- they were merged as has one author: likely he. It is suggested where a
-- directory knows one of the two.
INSERT OR IGNORE INTO identity_doubt (alias_id, person_id, rule, evidence,
  confidence_pct, state)
SELECT i.alias_id, max(w.id), 'author of its requests',
  count(*) || ' requests', 75, 'suggested'
FROM change h
JOIN change_commit k ON k.change_id = h.id AND k.rule = 'merge commit'
JOIN "commit" c ON c.id = k.commit_id AND c.parents < 2
JOIN commit_origin o ON o.commit_id = c.id
JOIN person w ON w.id = o.person_id AND w.known AND w.kind = 'human'
JOIN identity i ON i.alias_id = h.author_alias_id
JOIN person p ON p.id = i.person_id AND p.known = 0 AND p.kind = 'human'
GROUP BY i.alias_id HAVING count(*) >= 3 AND count(DISTINCT w.id) = 1;

DROP TABLE temp.request_name;
