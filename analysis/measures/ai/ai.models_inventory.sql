-- title: AI models seen
-- meaning: Each model named in a record up to the end of the period: what the
--    policy says of it on the last day (none: it is not registered there; not
--    yet, lapsed: it is, for other days), the days of its first and last change
--    by the date of authoring, the commits, repositories and people of the
--    period, those commits that were made on a day when the policy did not
--    approve it, its lines alive at the end, and by which marks it was seen.
--    Many records name no model. Fewer people than the smallest group are not
--    told. Where history is cut off, the first day and the lines are not known.
-- kind: table
-- basis: stock
-- unit: models
-- record: a model
-- sources: git
-- needs: history
-- keys: model
-- columns: model text Model; policy text Policy; first time First authored;
--    last time Last authored; commits count Commits;
--    unapproved count Not approved; repositories count Repositories;
--    people count People; lines count Living lines; signals text Seen by

-- Case: m1 in c1 and c6; the others name none. No policy speaks of models.
-- expect: n 1
-- expect: row 0 model=m1 commits=2 repositories=2 first=2026-07-10
-- expect: row 0 people=1 lines=4000 signals=coauthor_email
-- given: INSERT INTO commit_repository VALUES (8, 1);
-- given: INSERT INTO commit_parent (commit_id, ordinal, parent_oid)
--    VALUES (8, 0, 'gone');
-- given: UPDATE repository SET shallow = 1 WHERE id = 1;
-- expect: row 0 model=m1 commits=2 first= lines=
WITH seen AS (
  SELECT m.name AS model, m.id AS model_id, c.commit_id, c.at, c.author_time,
    c.repository_id, h.id AS person_id, c.source_id, c.locator
  FROM (SELECT DISTINCT commit_id, model_id FROM tool_use) u
  JOIN model m ON m.id = u.model_id
  JOIN commit_fact c ON c.commit_id = u.commit_id
  LEFT JOIN person h ON h.id = c.person_id AND h.kind = 'human'
  WHERE c.at < :at),
opening AS (
  SELECT s.model, s.commit_id, s.source_id, s.locator, row_number() OVER (
    PARTITION BY s.model ORDER BY k.oid) AS place
  FROM seen s JOIN "commit" k ON k.id = s.commit_id
  WHERE (s.model, s.author_time) IN (
    SELECT model, min(author_time) FROM seen GROUP BY model)),
signal AS MATERIALIZED (
  SELECT DISTINCT w.name AS model, a.signal
  FROM attribution a CROSS JOIN model w ON w.id = a.model_id
  CROSS JOIN commit_fact k ON k.commit_id = a.commit_id
  WHERE k.at < :at AND a.origin IN ('ai', 'mixed') AND a.confidence_pct >= 50),
said AS (
  SELECT DISTINCT m.name AS model, p.status, p.from_time, p.to_time
  FROM model_policy p JOIN model m ON m.id = p.model_id)
SELECT s.model,
  CASE WHEN NOT EXISTS (SELECT 1 FROM policy WHERE kind = 'model')
      THEN 'not assessed'
    ELSE coalesce((SELECT p.status FROM said p
        WHERE p.model = s.model AND p.from_time < :at AND p.to_time >= :at
        ORDER BY p.status = 'approved', p.status = 'retired' LIMIT 1),
      (SELECT CASE WHEN min(p.from_time) >= :at THEN 'not yet'
          ELSE 'lapsed' END
        FROM said p WHERE p.model = s.model HAVING count(*) > 0),
      'none') END AS policy,
  CASE WHEN NOT EXISTS (SELECT 1 FROM cut_repository)
    THEN min(s.author_time) END AS first,
  max(s.author_time) AS last,
  count(DISTINCT CASE WHEN s.at >= :from THEN s.commit_id END) AS commits,
  CASE WHEN EXISTS (SELECT 1 FROM policy WHERE kind = 'model')
    THEN count(DISTINCT CASE WHEN s.at >= :from AND coalesce((
        SELECT min(p.status = 'approved') FROM model_policy p
        WHERE p.model_id = s.model_id AND s.author_time >= p.from_time
          AND s.author_time < p.to_time), 0) = 0 THEN s.commit_id END)
    END AS unapproved,
  count(DISTINCT CASE WHEN s.at >= :from THEN s.repository_id END)
    AS repositories,
  nullif(max(count(DISTINCT CASE WHEN s.at >= :from THEN s.person_id END),
    l.least - 1), l.least - 1) AS people,
  CASE WHEN EXISTS (SELECT 1 FROM cohort_span)
      AND NOT EXISTS (SELECT 1 FROM cut_repository)
    THEN (SELECT coalesce(sum(c.lines), 0) FROM cohort_span c
      JOIN model w ON w.id = c.model_id AND w.name = s.model
      WHERE c.origin IN ('ai', 'mixed')
        AND c.from_time <= :at AND :at < c.to_time) END AS lines,
  (SELECT group_concat(x.signal, ', ') FROM (
    SELECT a.signal FROM signal a WHERE a.model = s.model
    UNION SELECT 'correction' FROM override v
    JOIN override_commit w ON w.override_id = v.id
    JOIN commit_fact k ON k.commit_id = w.commit_id AND k.at < :at
    WHERE v.model = s.model AND v.origin IN ('ai', 'mixed')
    ORDER BY 1) x) AS signals,
  o.commit_id, o.source_id, o.locator
FROM seen s JOIN opening o ON o.model = s.model AND o.place = 1
CROSS JOIN (SELECT CASE WHEN :small = 1 THEN 1 ELSE coalesce((
  SELECT CAST(value AS INTEGER) FROM setting
  WHERE name = 'privacy.minimum_group'), 5) END AS least) l
GROUP BY s.model ORDER BY commits DESC, s.model
