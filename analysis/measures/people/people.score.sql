-- title: Risk score by person
-- meaning: Points from 300 to 850 for each person of the directory who belongs
--    to a team at the end of the period: the organisation's base and what each
--    part adds or takes. Parts are counted over the year before, as far as it was
--    known at that day: lines in a language trained in when they were written
--    (fading after a year, gone after two), high and critical problems that their
--    changes brought, approvals by somebody else, signs that AI changes were
--    checked, flaws of AI caught in review against those that escaped it, own
--    problems fixed in time. Small figures are drawn towards the organisation's.
--    Thin histories have no score. A problem that was seen before the change is
--    nobody's who only touched it. For coaching, never to rank or to judge
--    anybody; hours, places and absence are in no part.
-- kind: table
-- compute: score
-- basis: stock
-- unit: people
-- record: a record of a part: a commit, a problem, a review, an assessment
-- sources: git, directory
-- needs: all_history
-- dates: of problems the first scan with them; of all else its own
-- hide: persons
-- columns: person text Person; team text Team; state text Score or why none;
--    score count Score; band text Band; weights text With weights varied;
--    chance text With chance; expected share Chance of a problem in 90 days;
--    base count Base; skill count Skill; findings count Problems; review count Review;
--    oversight count Oversight; spotting count Spotting; fixing count Fixing;
--    cut count Cut off; reason1 text Most points missing; reason2 text Second;
--    reason3 text Third; reason4 text Fourth; commits count Commits; days count Days;
--    basis text Weights

-- Case: P4 has ten commits of the year, P1 two, P2, P3 and P7 one.
-- expect: n 8
-- expect: row 0 state=few_commits
WITH member AS (
  SELECT p.id AS person_id, min(m.team_id) AS team_id
  FROM person p JOIN team_member m ON m.person_id = p.id
  WHERE p.known = 1 AND p.kind = 'human'
    AND m.from_time < :at AND m.to_time >= :at
  GROUP BY p.id),
own AS MATERIALIZED (
  SELECT c.commit_id, c.at, c.repository_id, c.person_id, c.team_id, c.is_ai,
    c.source_id, c.locator
  FROM commit_fact c JOIN person p ON p.id = c.person_id
  WHERE c.at >= :at - 365 * 86400 AND c.at < :at AND c.parents < 2
    AND p.known = 1 AND p.kind = 'human'),
seen AS (
  SELECT repository_id, max(seen_to) AS seen_to, max(at) AS at FROM scan_fact
  WHERE audited AND for_problems AND repository_id IS NOT NULL
    AND (at < :at OR (at IS NULL AND :newest))
  GROUP BY repository_id),
course AS (
  SELECT person_id, lower(language) AS language, from_time AS time, to_time,
    source_id, locator
  FROM training_fact WHERE language IS NOT NULL
  UNION ALL
  SELECT i.person_id, lower(a.language), a.time, 9223372036854775807,
    a.source_id, a.locator
  FROM assessment a JOIN identity i ON i.alias_id = a.alias_id
  WHERE a.language IS NOT NULL AND a.passed = 1),
taught AS (
  SELECT lower(language) AS language FROM training WHERE language IS NOT NULL
  UNION SELECT lower(language) FROM assessment WHERE language IS NOT NULL),
brought AS MATERIALIZED (
  SELECT f.* FROM problem_brought f
  WHERE f.first_time < :at
    AND f.finding_id NOT IN (SELECT finding_id FROM finding_aside
      WHERE from_time < :at
        AND (to_time IS NULL OR to_time >= :at))),
severe AS MATERIALIZED (
  SELECT b.*, row_number() OVER (PARTITION BY b.commit_id, b.scanner, b.rule
      ORDER BY b.severity_rank, b.first_time, b.finding_id) AS copy
  FROM brought b WHERE b.severity_rank <= 2),
asked AS (
  SELECT h.id AS change_id, v.id AS review_id, i.person_id, v.verdict, v.time,
    v.source_id, v.locator
  FROM review v JOIN change h ON h.key = v.change_key
  JOIN identity i ON i.alias_id = v.reviewer_alias_id
  JOIN person p ON p.id = i.person_id AND p.kind = 'human' AND p.known = 1
  WHERE v.verdict IN ('changes_requested', 'commented')
    AND v.time < coalesce(h.merged_time, 9223372036854775807)
    AND v.time >= :at - 730 * 86400 AND v.time < :at),
agreed AS MATERIALIZED (SELECT severity, days FROM fix_limit),
watched AS (
  SELECT 1 AS back UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4),
happened AS (
  SELECT b.person_id, w.back FROM brought b CROSS JOIN watched w
  WHERE b.severity_rank <= 2 AND b.at >= :at - 4 * :horizon * 86400
    AND b.at >= :at - w.back * :horizon * 86400
    AND b.first_time < :at - (w.back - 1) * :horizon * 86400)
SELECT 'member/' || person_id AS record, 'member' AS part, person_id, team_id,
  NULL AS at, 1 AS n, 0 AS hit, NULL AS days, NULL AS language,
  NULL AS commit_id, NULL AS finding_id, NULL AS source_id, NULL AS locator
FROM member
UNION ALL
SELECT 'commit/' || commit_id, 'history', person_id, team_id, at, 1, 0, NULL,
  NULL, commit_id, NULL, source_id, locator
FROM own
UNION ALL
SELECT 'line/' || c.commit_id || '/' || l.file_id, 'skill', c.person_id,
  c.team_id, c.at, l.added, 0, (c.at - (
    SELECT max(x.time) FROM course x WHERE x.person_id = c.person_id
      AND x.language = lower(l.language) AND x.time <= c.at
      AND x.to_time > c.at)) / 86400, l.language, c.commit_id, NULL,
  c.source_id, c.locator
FROM own c CROSS JOIN line_fact l ON l.commit_id = c.commit_id
WHERE l.kind IN ('source', 'infrastructure') AND l.added > 0
  AND lower(l.language) IN (SELECT language FROM taught)
UNION ALL
SELECT 'scanned/' || c.commit_id || '/' || l.file_id, 'findings', c.person_id,
  c.team_id, c.at, l.added, 0, NULL, l.language, c.commit_id, NULL,
  c.source_id, c.locator
FROM own c CROSS JOIN line_fact l ON l.commit_id = c.commit_id
JOIN seen s ON s.repository_id = c.repository_id AND c.at <= s.seen_to
JOIN scanned_language g ON g.repository_id = c.repository_id
  AND g.language = l.language
WHERE l.kind IN ('source', 'infrastructure') AND l.added > 0
UNION ALL
SELECT 'finding/' || finding_id, 'findings', person_id, team_id, at, 0, 1, NULL,
  NULL, commit_id, finding_id, source_id, locator
FROM severe
WHERE copy = 1 AND at >= :at - 365 * 86400
UNION ALL
SELECT 'review/' || c.commit_id, 'review', c.person_id, c.team_id, c.at, 1,
  r.review = 'approved', NULL, NULL, c.commit_id, NULL, c.source_id, c.locator
FROM own c CROSS JOIN review_fact r ON r.commit_id = c.commit_id
WHERE r.review IS NOT NULL
UNION ALL
SELECT 'oversight/' || c.commit_id, 'oversight', c.person_id, c.team_id, c.at,
  1, EXISTS (SELECT 1 FROM note n WHERE n.commit_id = c.commit_id
      AND n.level = 'line' AND n.human_lines > 0)
    OR EXISTS (SELECT 1 FROM change_commit k JOIN asked a
      ON a.change_id = k.change_id WHERE k.commit_id = c.commit_id
        AND k.confidence_pct >= 85 AND a.person_id <> c.person_id), NULL, NULL,
  c.commit_id, NULL, c.source_id, c.locator
FROM own c
WHERE c.is_ai AND (EXISTS (SELECT 1 FROM note n
    WHERE n.commit_id = c.commit_id AND n.level = 'line')
  OR EXISTS (SELECT 1 FROM change_commit k JOIN change h ON h.id = k.change_id
    WHERE k.commit_id = c.commit_id AND k.confidence_pct >= 85
      AND h.reviews_read))
UNION ALL
SELECT 'caught/' || a.review_id, 'spotting', a.person_id, (
    SELECT min(m.team_id) FROM team_member m WHERE m.person_id = a.person_id
      AND m.from_time <= a.time AND m.to_time > a.time), a.time, 1, 1, NULL,
  NULL, NULL, NULL, a.source_id, a.locator
FROM asked a
WHERE a.verdict = 'changes_requested' AND a.time >= :at - 365 * 86400
  AND EXISTS (SELECT 1 FROM change_commit k
    JOIN commit_fact c ON c.commit_id = k.commit_id
    WHERE k.change_id = a.change_id AND k.confidence_pct >= 85 AND c.is_ai
      AND c.person_id IS NOT a.person_id)
UNION ALL
SELECT 'escaped/' || b.finding_id, 'spotting', v.person_id, (
    SELECT min(m.team_id) FROM team_member m WHERE m.person_id = v.person_id
      AND m.from_time <= b.at AND m.to_time > b.at), b.first_time, 1, 0, NULL,
  NULL, b.commit_id, b.finding_id, b.source_id, b.locator
FROM severe b JOIN validation v ON v.commit_id = b.commit_id
JOIN person p ON p.id = v.person_id AND p.kind = 'human' AND p.known = 1
WHERE b.is_ai AND b.copy = 1 AND v.state = 'other'
  AND b.first_time >= :at - 365 * 86400 AND b.first_time >= coalesce(v.time, b.at)
UNION ALL
SELECT 'exercise/' || a.id, 'spotting', i.person_id, (
    SELECT min(m.team_id) FROM team_member m WHERE m.person_id = i.person_id
      AND m.from_time <= a.time AND m.to_time > a.time), a.time, 1, a.passed,
  NULL, a.language, NULL, NULL, a.source_id, a.locator
FROM assessment a JOIN identity i ON i.alias_id = a.alias_id
JOIN person p ON p.id = i.person_id AND p.kind = 'human' AND p.known = 1
WHERE a.passed IS NOT NULL AND a.time >= :at - 365 * 86400 AND a.time < :at
  AND (' ' || replace(lower(a.name), '-', ' ') || ' ' GLOB '* ai *'
    OR lower(a.name) GLOB '*copilot*' OR lower(a.name) GLOB '*llm*'
    OR lower(a.name) GLOB '*generated code*')
UNION ALL
SELECT 'fix/' || b.finding_id, 'fixing', b.person_id, b.team_id, b.first_time,
  1, EXISTS (SELECT 1 FROM finding_closed x WHERE x.finding_id = b.finding_id
    AND x.state = 'fixed' AND x.from_time < :at
    AND x.from_time <= b.first_time + l.days * 86400
    AND (x.to_time IS NULL OR x.to_time >= :at)), NULL, NULL, b.commit_id,
  b.finding_id, b.source_id, b.locator
FROM brought b CROSS JOIN agreed l ON l.severity = b.severity
WHERE b.first_time + l.days * 86400 >= :at - 365 * 86400
  AND b.first_time + l.days * 86400 < :at
  AND EXISTS (SELECT 1 FROM team_member m WHERE m.person_id = b.person_id
    AND m.from_time <= b.first_time + l.days * 86400
    AND m.to_time > b.first_time + l.days * 86400)
UNION ALL
SELECT 'window/' || p.person_id || '/' || p.back, 'window' || p.back,
  p.person_id, NULL, p.at, 1, (p.person_id, p.back) IN (
    SELECT person_id, back FROM happened), NULL, NULL,
  NULL, NULL, NULL, NULL
FROM (SELECT c.person_id, w.back, min(c.at) AS at
  FROM watched w JOIN own c ON c.at >= :at - w.back * :horizon * 86400
    AND c.at < :at - (w.back - 1) * :horizon * 86400
  WHERE EXISTS (SELECT 1 FROM scan_fact s
    WHERE s.repository_id = c.repository_id AND s.audited AND s.for_problems
      AND s.at >= c.at AND s.at < :at - (w.back - 1) * :horizon * 86400)
  GROUP BY c.person_id, w.back) p
