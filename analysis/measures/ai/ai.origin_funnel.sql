-- title: From all lines to AI lines without an open problem
-- meaning: Lines added in the period, of these with known origin, of these
--    by commits that AI took part in, of these with approved tools, of these
--    in commits that a scan of their repository has looked at since, of these
--    in commits without an open problem on them. A scan looks at what is no
--    newer than the revision it names. Each stage says what left.
-- kind: table
-- basis: stock
-- unit: lines
-- record: a stage
-- sources: git
-- needs: history, contents
-- columns: stage text Stage; lines count Lines; left count Left;
--    left_as text What left; assessed count Assessed

-- Case: 13,100 lines; known 12,100; AI 6,000 (c1 3,000, c4 2,000, c6
-- 1,000); approved 4,000; shop and bank were scanned after c1 and c6, which
-- carry open problems, so 0 remain.
-- expect: n 6
-- expect: row 0 stage=added lines=13100 left=0
-- expect: row 1 stage=known lines=12100 left=1000 left_as=unknown
-- expect: row 2 stage=ai lines=6000 left=6100 left_as=human
-- expect: row 3 stage=approved lines=4000 left=2000 left_as=unapproved
-- expect: row 4 stage=scanned lines=4000 left=0 left_as=unscanned assessed=1
-- expect: row 5 stage=clear lines=0 left=4000 left_as=problem
WITH open AS MATERIALIZED (
  SELECT DISTINCT commit_id FROM finding_open
  WHERE open_from < :at AND open_to >= :at AND (timed OR :newest)
    AND commit_id IS NOT NULL
), whole AS (
  SELECT l.commit_id, l.origin, l.is_ai, coalesce(l.approved, 0) AS approved,
    sum(l.added) AS lines,
    l.commit_id IN (SELECT commit_id FROM open) AS problem,
    l.at <= (SELECT max(coalesce(s.seen_to, :at)) FROM scan_fact s
      WHERE s.repository_id = l.repository_id AND s.audited AND s.for_problems
        AND (s.at < :at OR (s.at IS NULL AND :newest))) AS scanned
  FROM line_fact l WHERE l.at >= :from AND l.at < :at GROUP BY l.commit_id
), stages AS (
  SELECT coalesce(sum(lines), 0) AS a,
    coalesce(sum(lines * (origin <> 'unknown')), 0) AS b,
    coalesce(sum(lines * is_ai), 0) AS c,
    coalesce(sum(lines * (is_ai AND approved)), 0) AS d,
    coalesce(sum(lines * (is_ai AND approved AND coalesce(scanned, 0))), 0)
      AS s,
    coalesce(sum(lines * (is_ai AND approved AND coalesce(scanned, 0)
      AND NOT problem)), 0) AS e,
    EXISTS (SELECT 1 FROM policy WHERE kind = 'tool') AS has_policy,
    EXISTS (SELECT 1 FROM scan_fact WHERE audited AND for_problems
      AND (at >= min(:from, :at - 92 * 86400) AND at < :at
        OR at IS NULL AND :newest)) AS has_scan
  FROM whole)
SELECT 'added' AS stage, a AS lines, 0 AS left, '' AS left_as, 1 AS assessed
FROM stages
UNION ALL SELECT 'known', b, a - b, 'unknown', 1 FROM stages
UNION ALL SELECT 'ai', c, b - c, 'human', 1 FROM stages
UNION ALL SELECT 'approved', d, c - d, 'unapproved', has_policy FROM stages
UNION ALL SELECT 'scanned', s, d - s, 'unscanned', has_scan AND has_policy
FROM stages
UNION ALL SELECT 'clear', e, s - e, 'problem', has_scan AND has_policy
FROM stages
