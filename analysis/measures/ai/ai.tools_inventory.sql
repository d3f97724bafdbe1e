-- title: AI tools seen
-- meaning: Each tool named in a record up to the end of the period: what the
--    policy says of it on the last day (none: it is not registered there; not
--    yet, lapsed: it is, for other days), the days of its first and last change
--    by the date of authoring (a period takes commits by their own date, that
--    of committing), the commits, repositories and people of the period, those
--    commits that were made on a day when the policy did not approve it, its
--    lines alive at the end, and by which marks it was seen. Fewer people than
--    the smallest group are not told. Where history is cut off, the first day
--    and the lines are not known.
-- kind: table
-- basis: stock
-- unit: tools
-- record: a tool
-- sources: git
-- needs: history
-- keys: tool
-- columns: tool text Tool; label text Name; vendor text Vendor;
--    policy text Policy; first time First authored; last time Last authored;
--    commits count Commits [ai.commit_share]; unapproved count Not approved;
--    repositories count Repositories; people count People;
--    lines count Living lines; signals text Seen by

-- Case: claude-code is approved and in 7 commits of 3 repositories, cursor
-- has no policy and is in 1. c1 and c11 to c15 are of two people, told
-- here where small groups are, c6 of an agent.
-- expect: n 2
-- expect: row 0 tool=claude-code policy=approved commits=7 repositories=3
-- expect: row 0 people=2 lines=4000 signals=coauthor_email unapproved=0
-- expect: row 1 tool=cursor policy=none commits=1 first=2026-08-15 unapproved=1
-- given: INSERT INTO commit_repository VALUES (8, 1);
-- given: INSERT INTO commit_parent (commit_id, ordinal, parent_oid)
--    VALUES (8, 0, 'gone');
-- given: UPDATE repository SET shallow = 1 WHERE id = 1;
-- expect: row 0 tool=claude-code commits=7 first= lines=
WITH seen AS (
  SELECT u.tool_id, c.commit_id, c.at, c.author_time, c.repository_id,
    h.id AS person_id, c.source_id, c.locator
  FROM (SELECT DISTINCT commit_id, tool_id FROM tool_use WHERE tool_id > 0) u
  JOIN commit_fact c ON c.commit_id = u.commit_id
  LEFT JOIN person h ON h.id = c.person_id AND h.kind = 'human'
  WHERE c.at < :at),
opening AS (
  SELECT s.tool_id, s.commit_id, s.source_id, s.locator, row_number() OVER (
    PARTITION BY s.tool_id ORDER BY k.oid) AS place
  FROM seen s JOIN "commit" k ON k.id = s.commit_id
  WHERE (s.tool_id, s.author_time) IN (
    SELECT tool_id, min(author_time) FROM seen GROUP BY tool_id)),
signal AS MATERIALIZED (
  SELECT DISTINCT a.tool_id, a.signal
  FROM attribution a CROSS JOIN commit_fact k ON k.commit_id = a.commit_id
  WHERE k.at < :at AND a.origin IN ('ai', 'mixed') AND a.confidence_pct >= 50)
SELECT t.name AS tool, coalesce(t.label, t.name) AS label, t.vendor,
  CASE WHEN NOT EXISTS (SELECT 1 FROM policy WHERE kind = 'tool')
      THEN 'not assessed'
    ELSE coalesce((SELECT p.status FROM tool_policy p
        WHERE p.tool_id = t.id AND p.from_time < :at AND p.to_time >= :at
        ORDER BY p.status = 'approved', p.status = 'retired' LIMIT 1),
      (SELECT CASE WHEN min(p.from_time) >= :at THEN 'not yet'
          ELSE 'lapsed' END
        FROM tool_policy p WHERE p.tool_id = t.id HAVING count(*) > 0),
      'none') END AS policy,
  CASE WHEN NOT EXISTS (SELECT 1 FROM cut_repository)
    THEN min(s.author_time) END AS first,
  max(s.author_time) AS last,
  count(DISTINCT CASE WHEN s.at >= :from THEN s.commit_id END) AS commits,
  CASE WHEN EXISTS (SELECT 1 FROM policy WHERE kind = 'tool')
    THEN count(DISTINCT CASE WHEN s.at >= :from AND coalesce((
        SELECT min(p.status = 'approved') FROM tool_policy p
        WHERE p.tool_id = t.id AND s.author_time >= p.from_time
          AND s.author_time < p.to_time), 0) = 0 THEN s.commit_id END)
    END AS unapproved,
  count(DISTINCT CASE WHEN s.at >= :from THEN s.repository_id END)
    AS repositories,
  nullif(max(count(DISTINCT CASE WHEN s.at >= :from THEN s.person_id END),
    l.least - 1), l.least - 1) AS people,
  CASE WHEN EXISTS (SELECT 1 FROM cohort_span)
      AND NOT EXISTS (SELECT 1 FROM cut_repository)
    THEN (SELECT coalesce(sum(c.lines), 0) FROM cohort_span c
      WHERE c.origin IN ('ai', 'mixed') AND c.tool_id = t.id
        AND c.from_time <= :at AND :at < c.to_time) END AS lines,
  (SELECT group_concat(x.signal, ', ') FROM (
    SELECT a.signal FROM signal a WHERE a.tool_id = t.id
    UNION SELECT 'correction' FROM override v
    JOIN override_commit w ON w.override_id = v.id
    JOIN commit_fact k ON k.commit_id = w.commit_id AND k.at < :at
    WHERE v.tool = t.name AND v.origin IN ('ai', 'mixed')
    ORDER BY 1) x) AS signals,
  o.commit_id, o.source_id, o.locator
FROM seen s JOIN tool t ON t.id = s.tool_id
JOIN opening o ON o.tool_id = t.id AND o.place = 1
CROSS JOIN (SELECT CASE WHEN :small = 1 THEN 1 ELSE coalesce((
  SELECT CAST(value AS INTEGER) FROM setting
  WHERE name = 'privacy.minimum_group'), 5) END AS least) l
GROUP BY t.id ORDER BY commits DESC, t.name
