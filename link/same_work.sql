-- The same work twice: a commit that says it was picked from another that was
-- read, and one that reverts a revert and so brings the first back. It counts
-- once, where it was done first; the commits of the copies stay where they are,
-- as do the lines that git blame gives to them. docs/method.md, "The same work
-- twice".

-- What a message claims holds when both changed a file in common, as far as
-- their files were read (assay lines reads few), and when the copy names no AI
-- tool of its own: else it is more than a copy.
DROP TABLE IF EXISTS temp.copies;
CREATE TEMP TABLE copies (
  commit_id INTEGER PRIMARY KEY, original_id INTEGER, how TEXT);
INSERT INTO copies
SELECT x.id, x.original_id, x.how FROM (
  SELECT c.id, k.id AS original_id, 'picked' AS how
  FROM "commit" c JOIN "commit" k ON k.oid = c.cherry_of
  WHERE c.cherry_of IS NOT NULL
  UNION ALL
  SELECT c.id, k.id, 'restored'
  FROM "commit" c JOIN "commit" r ON r.oid = c.reverts
  JOIN "commit" k ON k.oid = r.reverts
  WHERE c.reverts IS NOT NULL AND c.cherry_of IS NULL) x
WHERE x.id <> x.original_id
  AND EXISTS (SELECT 1 FROM commit_repository r
    WHERE r.commit_id = x.original_id)
  AND (NOT EXISTS (SELECT 1 FROM commit_file f WHERE f.commit_id = x.id)
    OR NOT EXISTS (SELECT 1 FROM commit_file f
      WHERE f.commit_id = x.original_id)
    OR EXISTS (SELECT 1 FROM commit_file f JOIN commit_file g
      ON g.commit_id = x.original_id AND g.file_id = f.file_id
      WHERE f.commit_id = x.id))
  AND NOT EXISTS (SELECT 1 FROM attribution a
    WHERE a.commit_id = x.id AND a.origin IN ('ai', 'mixed')
      AND a.confidence_pct >= 85 AND a.tool_id > 0
      AND NOT EXISTS (SELECT 1 FROM attribution b
        WHERE b.commit_id = x.original_id AND b.tool_id = a.tool_id
          AND b.origin IN ('ai', 'mixed') AND b.confidence_pct >= 50));

-- A pick of a pick is one of the first. Who claims to be picked from one
-- another in a ring is believed by nobody.
UPDATE commit_origin SET copy_of = x.original_id, copied = x.how
FROM (
  WITH RECURSIVE walk (commit_id, original_id, depth) AS (
    SELECT commit_id, original_id, 1 FROM copies
    UNION ALL
    SELECT w.commit_id, c.original_id, w.depth + 1
    FROM walk w JOIN copies c ON c.commit_id = w.original_id
    WHERE w.depth < 64)
  SELECT w.commit_id, w.original_id, max(w.depth) AS depth, c.how
  FROM walk w JOIN copies c ON c.commit_id = w.commit_id
  GROUP BY w.commit_id HAVING max(w.depth) < 64) x
WHERE x.commit_id = commit_origin.commit_id;

-- A revert brings back what was there before. Where a mark says that AI made
-- it, AI took part; the lines are those of who wrote them first, so it is
-- mixed, unless records speak of its lines.
UPDATE commit_origin SET origin = 'mixed'
WHERE origin = 'ai' AND basis IN ('commit', 'counted', 'repository')
  AND copied IS NOT 'restored'
  AND commit_id IN (SELECT c.id FROM "commit" c
    JOIN "commit" k ON k.oid = c.reverts WHERE c.reverts IS NOT NULL);

-- A correction of the first is one of its copies too, unless they have their
-- own.
UPDATE commit_origin SET origin = w.origin, basis = w.basis,
  tool_id = w.tool_id, model_id = w.model_id, approved = w.approved,
  confidence_pct = w.confidence_pct, override_id = w.override_id
FROM commit_origin w
WHERE w.commit_id = commit_origin.copy_of AND w.basis = 'corrected'
  AND commit_origin.override_id IS NULL
  AND commit_origin.basis IS NOT 'corrected_lines';

-- A copy without a mark has that of the first, which is no surer than that it
-- is a copy. Records of lines speak of the first's own version: of those AI
-- wrote some of the copy. That a person wrote the first is no basis for calling
-- the copy human: nobody said how it was brought over.
UPDATE commit_origin SET basis = 'picked',
  origin = iif(w.origin = 'ai' AND (w.basis = 'corrected_lines' OR EXISTS (
    SELECT 1 FROM note n WHERE n.commit_id = w.commit_id AND n.level = 'line'
      AND n.ai_lines < (SELECT coalesce(sum(f.lines), 0) FROM written_file f
        WHERE f.commit_id = w.commit_id))), 'mixed', w.origin),
  tool_id = w.tool_id, model_id = w.model_id, approved = w.approved,
  confidence_pct = min(w.confidence_pct, 90)
FROM commit_origin w
WHERE w.commit_id = commit_origin.copy_of
  AND w.origin IN ('ai', 'mixed', 'bot') AND w.basis IS NOT 'corrected'
  AND commit_origin.origin IN ('unknown', 'human')
  AND coalesce(commit_origin.basis, 'dated') IN ('dated', 'declared');

DROP TABLE temp.copies;
