-- title: Flaws of AI caught in review, of these and those that escaped
-- meaning: On change requests with AI work of somebody else: times that a person
--    asked for changes before the merge (caught), over these and the high and
--    critical problems that a scan found later in AI work that a person had
--    approved (escaped; copies of one mistake count once). What was asked for need
--    not have been a flaw, and what no scan finds escapes unseen.
-- kind: share
-- basis: flow
-- direction: up
-- unit: flaws
-- record: a request for changes, or a problem that escaped
-- sources: git, directory, review, placed_scan
-- needs: history, scan
-- dates: the request for changes; of what escaped the first scan with it
-- keys: repository, team
-- hide: people

-- Case: nobody who approved c1, c2, c11 or c12 is known by name, and nobody asked
-- for changes.
-- expect: hit 0 n 0
-- given: INSERT INTO review (source_id, locator, change_key,
--    reviewer_alias_id, time, verdict) SELECT 1, 6, column1, column2,
--    unixepoch(column3), 'changes_requested' FROM (VALUES
--    ('p11', 1, '2026-08-01 01:30'), ('p11', 2, '2026-08-01 02:00'),
--    ('p12', 4, '2026-08-01 01:30'), ('p12', 10, '2026-08-01 01:30'));
-- expect: hit 1 n 1
-- given: UPDATE validation SET person_id = 2 WHERE commit_id IN (1, 2);
-- expect: hit 0 n 2
SELECT 'caught/' || v.id AS record, v.time AS at, 1 AS n, 1 AS hit,
  i.person_id, (SELECT min(m.team_id) FROM team_member m
    WHERE m.person_id = i.person_id AND m.from_time <= v.time
      AND m.to_time > v.time) AS team_id,
  min(c.repository_id) AS repository_id, NULL AS commit_id, NULL AS finding_id,
  v.source_id, v.locator
FROM review v JOIN change h ON h.key = v.change_key
JOIN identity i ON i.alias_id = v.reviewer_alias_id
JOIN person p ON p.id = i.person_id AND p.kind = 'human'
JOIN change_commit k ON k.change_id = h.id AND k.confidence_pct >= 85
JOIN commit_fact c ON c.commit_id = k.commit_id AND c.is_ai
  AND c.person_id IS NOT i.person_id
WHERE v.verdict = 'changes_requested'
  AND v.time < coalesce(h.merged_time, 9223372036854775807)
GROUP BY v.id
UNION ALL
SELECT 'escaped/' || b.finding_id, b.first_time, 1, 0, v.person_id, (
    SELECT min(m.team_id) FROM team_member m WHERE m.person_id = v.person_id
      AND m.from_time <= b.at AND m.to_time > b.at),
  b.repository_id, b.commit_id, b.finding_id, b.source_id, b.locator
FROM (SELECT f.finding_id, f.first_time, c.commit_id, c.at, c.repository_id,
    f.source_id, f.locator, row_number() OVER (
      PARTITION BY c.commit_id, f.scanner, f.rule
      ORDER BY f.first_time, f.finding_id) AS copy
  FROM code_problem f JOIN commit_fact c ON c.commit_id = f.work_id
  WHERE c.is_ai AND f.severity_rank <= 2 AND f.first_time >= c.at
    AND f.finding_id NOT IN (SELECT finding_id FROM finding_aside
      WHERE to_time IS NULL)) b
JOIN validation v ON v.commit_id = b.commit_id AND v.state = 'other'
JOIN person p ON p.id = v.person_id AND p.kind = 'human'
WHERE b.copy = 1 AND b.first_time >= coalesce(v.time, b.at)
