-- title: What became of the problems
-- meaning: Each finding known by the end of the period, without those fixed
--    before it began, in one state: suppressed, set aside by somebody; fixed in
--    the period, and not back; not comparable, open as far as is known, because
--    no later scan can be compared with the last that has it; reopened in the
--    period; new, first seen in the period by a repeated scan; open, all else.
-- kind: count
-- basis: stock
-- direction: none
-- unit: findings
-- record: a finding
-- sources: scan
-- needs: scan
-- dates: the first scan with it and the first comparable one without it
-- keys: state, reason, severity, category, repository, language, team, origin,
--    tool, scanner, gap, weakness, cwe, owasp_2021, owasp_2025, top_25,
--    certainty

-- Case: of 19 that count as open the 8 of bank, scanned once, but for 19, which
-- came back; of the 10 of shop all are new, and 5 is not comparable. 21 to 25
-- were fixed in the period, 30 before it; 26 is suppressed.
-- expect: n 25
-- expect: by state=open n 8
-- expect: by state=new n 9
-- expect: by state=not_comparable n 1
-- expect: by state=fixed n 5
-- expect: by state=reopened n 1
-- expect: by state=suppressed n 1
-- expect: by reason=rule n 1
WITH closed AS (
  SELECT finding_id, state, from_time, how FROM finding_closed
  WHERE from_time < :at AND (to_time IS NULL OR to_time >= :at)
), back AS (
  SELECT DISTINCT finding_id FROM finding_closed
  WHERE state = 'fixed' AND to_time >= :from AND to_time < :at)
SELECT f.finding_id AS record, f.finding_id, 1 AS n,
  CASE WHEN c.state IS NOT NULL THEN c.state
    WHEN f.first_time IS NULL THEN f.state
    WHEN f.unseen_time < :at THEN 'not_comparable'
    WHEN b.finding_id IS NOT NULL THEN 'reopened'
    WHEN f.first_time >= :from AND n.finding_id IS NOT NULL THEN 'new'
    ELSE 'open' END AS state,
  CASE WHEN c.state = 'fixed' THEN c.how
    WHEN c.state IS NULL AND f.unseen_time < :at THEN f.unseen END AS reason,
  f.severity, f.category, f.language, f.origin, f.scanner, f.rule, f.path,
  f.line, f.repository_id, f.team_id, f.tool_id,
  f.gap, f.weakness, f.owasp_2021, f.owasp_2025, f.top_25,
  iif(f.cwe > 0, 'CWE-' || f.cwe, NULL) AS cwe,
  f.first_time, f.tool_time, f.line_time,
  f.known_by, f.certainty,
  c.from_time AS closed_time, f.reopened, f.reopened_time, f.unseen_time,
  f.source_id, f.locator
FROM finding_then f
LEFT JOIN finding_new n ON n.finding_id = f.finding_id
LEFT JOIN closed c ON c.finding_id = f.finding_id
LEFT JOIN back b ON b.finding_id = f.finding_id
WHERE f.known_from < :at AND f.known_to >= :at
  AND f.category <> 'quality'
  AND (f.first_time < :at OR (f.first_time IS NULL AND :newest))
  AND NOT coalesce(c.state = 'fixed' AND c.from_time < :from, 0)
