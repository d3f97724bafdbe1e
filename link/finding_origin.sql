-- From the commits that blame named (temp.blamed: finding_id, oid, reason) to
-- origins. Language and kind are facts of the file's path; the rows of the
-- repository's history have them.

DROP TABLE IF EXISTS temp.path_kind;
CREATE TEMP TABLE path_kind (
  path TEXT PRIMARY KEY, kind TEXT, language TEXT) WITHOUT ROWID;
INSERT OR IGNORE INTO path_kind
SELECT f.path, cf.kind, cf.language
FROM commit_file cf JOIN file f ON f.id = cf.file_id
WHERE cf.file_id IN (
  SELECT id FROM file WHERE path IN (SELECT path FROM finding));

INSERT INTO finding_origin (finding_id, commit_id, origin, basis, language,
  kind, reason)
SELECT f.id, o.commit_id, coalesce(o.origin, 'unknown'), o.basis,
  p.language, p.kind,
  CASE WHEN o.commit_id IS NOT NULL THEN NULL
    WHEN b.oid IS NOT NULL THEN 'the commit is not among those imported'
    ELSE b.reason END
FROM finding f
JOIN blamed b ON b.finding_id = f.id
LEFT JOIN "commit" c ON c.oid = b.oid
LEFT JOIN commit_origin o ON o.commit_id = c.id
LEFT JOIN path_kind p ON p.path = f.path;

DROP TABLE temp.path_kind;
DROP TABLE temp.blamed;
