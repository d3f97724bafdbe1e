-- From the commits that blame named to origins: temp.blamed has for each
-- finding the commit or the reason, and what its path is.

INSERT INTO finding_origin (finding_id, commit_id, origin, basis, language,
  kind, reason)
SELECT f.id, o.commit_id, coalesce(o.origin, 'unknown'), o.basis,
  b.language, b.kind,
  CASE WHEN o.commit_id IS NOT NULL THEN NULL
    WHEN b.oid IS NOT NULL THEN 'the commit is not among those imported'
    ELSE b.reason END
FROM finding f
JOIN blamed b ON b.finding_id = f.id
LEFT JOIN "commit" c ON c.oid = b.oid
LEFT JOIN commit_origin o ON o.commit_id = c.id;

DROP TABLE temp.blamed;
