-- title: What shows who validated the code
-- meaning: Commits of the period by what was found of their validation, the
--    best of each, with how sure it is; from 85 on it counts.
-- kind: table
-- basis: stock
-- unit: commits
-- record: a kind of evidence
-- sources: git, review
-- needs: history
-- columns: how text Evidence; validated text Shows; sure count Confidence;
--    ai count AI took part; commits count Commits

-- Case: an approval of c1, c2, c11 and c12.
-- expect: row 0 how=approval validated=other commits=4 ai=3
SELECT f.how, f.validated, max(v.confidence_pct) AS sure, sum(f.is_ai) AS ai,
  count(*) AS commits,
  iif(min(f.source_id) = max(f.source_id), f.source_id, NULL)
    AS source_id,
  iif(min(f.source_id) = max(f.source_id), min(f.locator), NULL)
    AS locator
FROM review_fact f JOIN validation v ON v.commit_id = f.commit_id
WHERE f.at >= :from AND f.at < :at
GROUP BY f.how, f.validated
ORDER BY CASE f.validated WHEN 'other' THEN 1 WHEN 'weak' THEN 2
  WHEN 'self' THEN 3 WHEN 'agent' THEN 4 ELSE 5 END, commits DESC, f.how
