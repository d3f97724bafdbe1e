-- title: People working with AI who hold a course in date, by role and tool
-- meaning: As training.current, by the role that the directory gives people at
--    the end of the period, and by the tool that their commits of the period
--    name; who used two tools stands in both. Roles and tools of fewer people
--    than the smallest group are told together, with the next smallest where
--    they are still too few; if all are, nothing is told.
-- kind: table
-- basis: stock
-- unit: roles and tools
-- record: a role or a tool
-- sources: git, directory, training
-- needs: history
-- columns: kind text Kind; name text Role or tool; people count People;
--    current count Course in date; missing count Without

-- Case: P1 holds one, P3 and P4 none; small groups are told here. P1 and P4
-- have claude-code, P3 cursor; no role is known.
-- expect: n 3
-- expect: row 0 kind=role people=3 current=1 missing=2
-- expect: row 2 kind=tool name=Cursor people=1 current=0 missing=1
WITH person_at AS (
  SELECT p.id, p.key, EXISTS (SELECT 1 FROM training_fact t
    WHERE t.person_id = p.id AND t.from_time < :at AND t.to_time >= :at)
    AS current
  FROM person p WHERE p.known = 1 AND p.kind = 'human' AND p.id IN (
    SELECT person_id FROM commit_fact
    WHERE is_ai AND at >= :from AND at < :at)),
part AS (
  SELECT 'role' AS kind, coalesce((SELECT d.role FROM directory d
      WHERE d.person = p.key AND d.role <> '' AND d.from_time < :at
        AND coalesce(d.to_time, :at) >= :at
      ORDER BY d.from_time DESC, d.team LIMIT 1), 'not known') AS name,
    p.id, p.current
  FROM person_at p
  UNION
  SELECT 'tool', coalesce(t.label, t.name, 'not recorded'), p.id, p.current
  FROM person_at p JOIN commit_fact c ON c.person_id = p.id
    AND c.is_ai AND c.at >= :from AND c.at < :at
  LEFT JOIN tool t ON t.id = c.tool_id),
limits AS (SELECT CASE WHEN :small = 1 THEN 1 ELSE coalesce((
  SELECT CAST(value AS INTEGER) FROM setting
  WHERE name = 'privacy.minimum_group'), 5) END AS least),
sized AS (
  SELECT kind, name, count(*) AS people, sum(count(*)) OVER (
    PARTITION BY kind ORDER BY count(*), name
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS smaller,
    min(count(*)) OVER (PARTITION BY kind) AS smallest
  FROM part GROUP BY kind, name),
shown AS (
  SELECT s.kind, s.name, CASE WHEN s.people < l.least
      OR (s.smallest < l.least AND coalesce(s.smaller, 0) < l.least)
    THEN 'others' ELSE s.name END AS as_name
  FROM sized s, limits l)
SELECT s.kind, s.as_name AS name, count(DISTINCT p.id) AS people,
  count(DISTINCT CASE WHEN p.current THEN p.id END) AS current,
  count(DISTINCT CASE WHEN NOT p.current THEN p.id END) AS missing,
  NULL AS source_id, NULL AS locator
FROM part p JOIN shown s ON s.kind = p.kind AND s.name = p.name
GROUP BY s.kind, s.as_name
HAVING count(DISTINCT p.id) >= (SELECT least FROM limits)
ORDER BY s.kind, s.as_name = 'others', people DESC, name
