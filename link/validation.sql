-- Who validated a commit: what somebody said of it or of the change request it
-- came by. A person other than the author makes it other, where that is sure;
-- else weak. Of several the best counts, then the surest, then the first.
--
--   approval                 of the request, before it was merged       100
--   Approved-by, Reviewed-by a line of its message, or of the merge
--                            that brought it                             95
--   Acked-by                 somebody agrees, and need not have read it  70
--   approval of an earlier version, approval after merging               70
--   passed on                the committer signed what another wrote     60
--   merged by                somebody else merged the request            60
--
-- From 85 on it counts; less is weak evidence, and named.

-- Requests of the same number are one, though two exports name them apart.
DROP TABLE IF EXISTS temp.request_peer;
CREATE TEMP TABLE request_peer (
  change_id INTEGER, peer_id INTEGER, PRIMARY KEY (change_id, peer_id))
  WITHOUT ROWID;
INSERT INTO request_peer SELECT change_id, change_id FROM request;
INSERT OR IGNORE INTO request_peer
SELECT a.change_id, b.change_id FROM request a JOIN request b
  ON b.repository_id = a.repository_id AND b.number = a.number;

-- The last word of each reviewer; a comment takes nothing back.
DROP TABLE IF EXISTS temp.last_word;
CREATE TEMP TABLE last_word (
  change_id INTEGER, alias_id INTEGER, how TEXT, sure INTEGER, time INTEGER);
INSERT INTO last_word
SELECT h.id, r.reviewer_alias_id,
  CASE WHEN r.time > h.merged_time THEN 'approval after merging'
    WHEN r.revision IS NOT NULL AND h.head_oid IS NOT NULL
      AND r.revision <> h.head_oid THEN 'approval of an earlier version'
    ELSE 'approval' END,
  CASE WHEN r.time > h.merged_time THEN 70
    WHEN r.revision IS NOT NULL AND h.head_oid IS NOT NULL
      AND r.revision <> h.head_oid THEN 70
    ELSE 100 END,
  nullif(r.time, -9223372036854775808)
FROM (
  SELECT w.*, row_number() OVER (
    PARTITION BY change_key, reviewer_alias_id ORDER BY time DESC) AS place
  FROM review w
  WHERE verdict IN ('approved', 'changes_requested', 'dismissed')) r
JOIN change h ON h.key = r.change_key
WHERE r.place = 1 AND r.verdict = 'approved';
CREATE INDEX temp.last_word_change ON last_word (change_id);

DROP TABLE IF EXISTS temp.vouch;
CREATE TEMP TABLE vouch (
  commit_id INTEGER, alias_id INTEGER, how TEXT, sure INTEGER,
  change_id INTEGER, time INTEGER);

INSERT INTO vouch
SELECT k.commit_id, w.alias_id, w.how, min(w.sure, k.confidence_pct),
  k.change_id, w.time
FROM change_commit k JOIN request_peer e ON e.change_id = k.change_id
JOIN last_word w ON w.change_id = e.peer_id
WHERE k.confidence_pct >= 85;

INSERT INTO vouch
SELECT k.commit_id, h.merger_alias_id, 'merged by', 60, k.change_id,
  h.merged_time
FROM change_commit k JOIN change h ON h.id = k.change_id
WHERE h.merger_alias_id IS NOT NULL AND k.confidence_pct >= 85;

INSERT INTO vouch
SELECT coalesce(l.commit_id, a.commit_id), a.alias_id,
  CASE a.how WHEN 'approved' THEN 'Approved-by' WHEN 'reviewed'
    THEN 'Reviewed-by' WHEN 'acked' THEN 'Acked-by' ELSE 'passed on' END,
  CASE a.how WHEN 'acked' THEN 70 WHEN 'signed' THEN 60 ELSE 95 END, NULL, NULL
FROM commit_approval a
LEFT JOIN commit_landing l ON l.merge_id = a.commit_id AND a.how <> 'signed';

-- Who merged "pull request #12", as the merge itself says.
INSERT INTO vouch
SELECT l.commit_id, c.author_alias_id, 'merged by', 60, NULL, c.commit_time
FROM commit_request q JOIN "commit" c ON c.id = q.commit_id AND c.parents > 1
JOIN commit_landing l ON l.merge_id = c.id
WHERE q.how = 'merge';
CREATE INDEX temp.vouch_commit ON vouch (commit_id);

-- Who stands behind a commit: its author, who asked an agent for it, whom it
-- credits, and who opened the request.
DROP TABLE IF EXISTS temp.hand;
CREATE TEMP TABLE hand (
  commit_id INTEGER, person_id INTEGER, PRIMARY KEY (commit_id, person_id))
  WITHOUT ROWID;
INSERT OR IGNORE INTO hand
SELECT v.commit_id, o.person_id FROM (SELECT DISTINCT commit_id FROM vouch) v
JOIN commit_origin o ON o.commit_id = v.commit_id
WHERE o.person_id IS NOT NULL;
INSERT OR IGNORE INTO hand
SELECT v.commit_id, i.person_id FROM (SELECT DISTINCT commit_id FROM vouch) v
JOIN commit_person x ON x.commit_id = v.commit_id
JOIN identity i ON i.alias_id = x.alias_id;
INSERT OR IGNORE INTO hand
SELECT v.commit_id, i.person_id
FROM (SELECT DISTINCT commit_id, change_id FROM vouch
  WHERE how LIKE 'approval%') v
JOIN change h ON h.id = v.change_id
JOIN identity i ON i.alias_id = h.author_alias_id;

-- Whether it was somebody else: two that the directory knows; two accounts of
-- one host, of which it lets nobody approve his own; two addresses under two
-- names; or nobody stands behind it but a machine. Else nobody can be sure.
DROP TABLE IF EXISTS temp.judged;
CREATE TEMP TABLE judged (
  commit_id INTEGER, person_id INTEGER, state TEXT, how TEXT, sure INTEGER,
  change_id INTEGER, time INTEGER);
INSERT INTO judged
SELECT v.commit_id, p.id,
  CASE WHEN p.kind <> 'human' THEN 'agent'
    WHEN EXISTS (SELECT 1 FROM hand d
      WHERE d.commit_id = v.commit_id AND d.person_id = p.id) THEN 'self'
    WHEN v.sure < 85 THEN 'weak'
    WHEN (p.known AND w.known) OR w.kind <> 'human' THEN 'other'
    WHEN h.author_alias_id IS NOT NULL AND g.login <> '' AND a.login <> ''
      AND gp.kind = 'human' THEN 'other'
    WHEN a.email <> '' AND b.email <> '' AND w.id = bp.person_id
      AND lower(trim(a.name)) <> lower(trim(b.name)) THEN 'other'
    ELSE 'weak' END,
  v.how, v.sure, v.change_id, v.time
FROM vouch v
JOIN commit_origin o ON o.commit_id = v.commit_id
JOIN "commit" c ON c.id = v.commit_id
JOIN alias b ON b.id = c.author_alias_id
JOIN identity bp ON bp.alias_id = b.id
JOIN person w ON w.id = o.person_id
JOIN alias a ON a.id = v.alias_id
JOIN identity i ON i.alias_id = a.id
JOIN person p ON p.id = i.person_id
LEFT JOIN change h ON h.id = v.change_id
LEFT JOIN alias g ON g.id = h.author_alias_id
LEFT JOIN identity gi ON gi.alias_id = g.id
LEFT JOIN person gp ON gp.id = gi.person_id
WHERE lower(a.login) <> 'ghost';	-- an account that was deleted

-- Who passed his own work on, or merged it, says nothing.
INSERT INTO validation
SELECT commit_id, state, iif(state = 'weak' AND sure >= 85,
    how || ', nobody knows whether by its author', how),
  sure, recorded, change_id, person_id, time
FROM (
  SELECT j.*, EXISTS (
      SELECT 1 FROM change_commit k
      JOIN request_peer e ON e.change_id = k.change_id
      JOIN change h ON h.id = e.peer_id AND h.reviews_read = 1
      WHERE k.commit_id = j.commit_id AND k.confidence_pct >= 85) AS recorded,
    row_number() OVER (PARTITION BY j.commit_id ORDER BY
      CASE j.state WHEN 'other' THEN 1 WHEN 'weak' THEN 2 WHEN 'self' THEN 3
        ELSE 4 END, j.sure DESC, j.time IS NULL, j.time, p.key, j.how,
      j.change_id) AS place
  FROM judged j JOIN person p ON p.id = j.person_id
  WHERE j.state IN ('other', 'weak') OR j.sure >= 70) WHERE place = 1;

INSERT OR IGNORE INTO validation
SELECT k.commit_id, 'nobody', 'no approval', min(k.confidence_pct), 1,
  min(k.change_id), NULL, min(h.merged_time)
FROM change_commit k
JOIN request_peer e ON e.change_id = k.change_id
JOIN change h ON h.id = e.peer_id AND h.reviews_read = 1
JOIN commit_origin o ON o.commit_id = k.commit_id
WHERE k.confidence_pct >= 85
GROUP BY k.commit_id;

DROP TABLE temp.request;
DROP TABLE temp.request_peer;
DROP TABLE temp.last_word;
DROP TABLE temp.vouch;
DROP TABLE temp.hand;
DROP TABLE temp.judged;
