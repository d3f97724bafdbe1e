-- Narrow views of facts with what link derived, for the queries of measures.
-- Integer keys, times in seconds; one row a commit, a changed file, a finding,
-- a deployment, and so on. source_id and locator lead back to the input.
-- "AI took part" (is_ai) holds for origin ai and mixed. Work that was picked
-- or restored counts once, as its first commit (link/same_work.sql).

-- What reports call an input: what lies outside the folder of the configuration
-- by its last part alone, since folders may tell a login or a machine.
DROP VIEW IF EXISTS source_name;
CREATE VIEW source_name AS
SELECT id AS source_id, CASE WHEN path GLOB '../*' OR path GLOB '/*'
  THEN replace(path, rtrim(path, replace(path, '/', '')), '')
  ELSE path END AS name
FROM source;

DROP VIEW IF EXISTS commit_fact;
CREATE VIEW commit_fact AS
SELECT c.id AS commit_id, c.commit_time AS at, c.author_time,
  o.repository_id, o.person_id, o.team_id, o.origin, o.basis, o.tool_id,
  o.model_id, o.approved, o.origin IN ('ai', 'mixed') AS is_ai, c.parents,
  c.source_id, c.locator
FROM "commit" c JOIN commit_origin o ON o.commit_id = c.id
WHERE o.copy_of IS NULL;

-- Lines that a commit wrote into a file: those it added, of a renamed one those
-- that were not in it before; where only a ref that is not audited has the
-- commit, those by which the renamed one grew. Binary files have none.
DROP VIEW IF EXISTS written_file;
CREATE VIEW written_file AS
SELECT f.commit_id, f.file_id, iif(f.renamed_from IS NULL, f.added, coalesce(
    (SELECT iif(max(x.lines) > 0, max(x.lines), coalesce((
        SELECT max(0, f.added - d.deleted) FROM commit_file d
        WHERE d.commit_id = f.commit_id AND d.file_id = f.renamed_from), 0))
      FROM commit_repository r CROSS JOIN birth_exception x
        ON x.repository_id = r.repository_id AND x.commit_id = r.commit_id
        AND x.file_id = f.file_id
      WHERE r.commit_id = f.commit_id HAVING count(*) > 0), f.added)) AS lines,
  f.kind, f.language
FROM commit_file f WHERE f.added IS NOT NULL;

-- The same with whose they are.
DROP VIEW IF EXISTS line_fact;
CREATE VIEW line_fact AS
SELECT f.commit_id, f.file_id, c.at, c.repository_id, c.person_id, c.team_id,
  c.origin, c.basis, c.tool_id, c.model_id, c.approved, c.is_ai,
  f.lines AS added, f.kind, f.language, c.source_id, c.locator
FROM written_file f JOIN commit_fact c ON c.commit_id = f.commit_id;

-- Whose the lines of the audited revision are; a row for lines that one commit
-- wrote one after another and of which the same is known. counts is 0 where
-- the same lines count in another clone or fork (link/line_home.sql).
DROP VIEW IF EXISTS line_run;
CREATE VIEW line_run AS
SELECT l.repository_id, l.file_id, l.start, l.count, l.commit_id,
  l.birth_file_id, l.birth_line, coalesce(o.origin, 'unknown') AS origin,
  o.basis, o.tool_id, o.model_id, o.confidence_pct, NULL AS attribution_id,
  o.override_id, coalesce((SELECT h.repository_id = l.repository_id
    FROM line_home h WHERE h.commit_id = l.commit_id),
    l.commit_id IS NOT NULL OR l.repository_id NOT IN (
      SELECT repository_id FROM twin_repository)) AS counts
FROM revision_line l LEFT JOIN commit_origin o ON o.commit_id = l.commit_id
WHERE o.by_line IS NOT 1
UNION ALL
SELECT repository_id, file_id, start, count, commit_id, birth_file_id,
  birth_line, origin, basis, tool_id, model_id, confidence_pct,
  attribution_id, override_id, coalesce((
    SELECT h.repository_id = line_part.repository_id FROM line_home h
    WHERE h.commit_id = line_part.commit_id), 1)
FROM line_part;

-- Files of the audited revision with lines, and how many of these AI wrote or
-- took part in, and of how many nobody knows.
DROP VIEW IF EXISTS living_file;
CREATE VIEW living_file AS
SELECT l.repository_id, l.file_id, p.path, r.kind, r.language,
  sum(iif(l.origin IN ('ai', 'mixed'), l.count, 0)) AS ai_lines,
  sum(iif(l.origin = 'unknown', l.count, 0)) AS unknown_lines
FROM line_run l JOIN file p ON p.id = l.file_id
LEFT JOIN repository_file r ON r.repository_id = l.repository_id
  AND r.file_id = l.file_id
GROUP BY l.repository_id, l.file_id;

-- Lines alive at the end of each month; the last one: behind HEAD's commit.
DROP VIEW IF EXISTS cohort;
CREATE VIEW cohort AS
SELECT s.repository_id, e.at_time, s.birth_month, s.tool_id, s.model_id,
  s.origin, s.language, s.kind, s.lines
FROM (SELECT DISTINCT repository_id, at_time FROM line_change) e
JOIN cohort_span s ON s.repository_id = e.repository_id
  AND s.from_time <= e.at_time AND e.at_time < s.to_time;

-- The rules by which findings were ever known, numbered.
DROP VIEW IF EXISTS finding_rule;
CREATE VIEW finding_rule AS
SELECT row_number() OVER (ORDER BY scanner, rule) AS rule_id, scanner, rule
FROM (SELECT DISTINCT coalesce(h.tool, f.tool) AS scanner,
    iif(h.to_time IS NULL, f.rule, h.rule) AS rule
  FROM finding f LEFT JOIN finding_span h ON h.finding_id = f.id);

-- A finding with whose line it stands on; origin unknown when nobody can say.
-- Its three dates are never taken for each other: first_time is the first scan
-- with it, tool_time its tool's own first sighting, line_time the commit that
-- brought the line; what assay itself found in history begins with a commit.
-- By its main CWE: weakness (the category), owasp_2021, owasp_2025, top_25 and
-- gap, with 'none' for a CWE that a list lacks and NULL without a CWE. A gap is
-- also known for secrets and, without a CWE, for packages and by scanner and rule.
-- Injection and the like are gap 'AI output' only where rule, tags or message name
-- a model.
-- stage is where it was found first: as the configuration says of the scan, else
-- where its scanner is run; severity_rule, what decided the severity (own rule:
-- of what assay found itself); introduced, where it was brought in: with the commit,
-- where code is written, or before there was any. told: no scan saw it, the
-- tool's own record dates it; it is in no figure of how long findings take, as
-- of others such a record has but their present.
--
-- Of what it was at a time (scanner, rule, severity, CWE, place, origin and what
-- follows from these) there is a row for each time until a later sighting made
-- something else of it: of these a question takes the one with known_from <=
-- time < known_to. States, dates and first_time are of the whole finding. What
-- most questions ask for stands first; the cast changes nothing but that what is
-- joined by it can be looked up.
DROP VIEW IF EXISTS finding_then;
CREATE VIEW finding_then AS
SELECT f.id AS finding_id,
  coalesce(h.from_time, -9223372036854775808) AS known_from,
  coalesce(h.to_time, 9223372036854775807) AS known_to,
  iif(h.to_time IS NULL, f.severity_rank, h.severity_rank) AS severity_rank,
  iif(h.to_time IS NULL, f.category, h.category) AS category,
  f.repository_id, f.first_time,
  iif(h.to_time IS NULL, f.severity, h.severity) AS severity,
  coalesce(iif(h.to_time IS NULL, o.origin, h.origin), 'unknown') AS origin,
  iif(h.to_time IS NULL, o.kind, h.kind) AS kind,
  CAST(iif(h.to_time IS NULL, o.commit_id, h.commit_id) AS INTEGER)
    AS commit_id,
  iif(h.to_time IS NULL, o.language, h.language) AS language,
  coalesce(h.tool, f.tool) AS scanner,
  iif(h.to_time IS NULL, f.cwe, h.cwe) AS cwe,
  CASE WHEN iif(h.to_time IS NULL, f.category, h.category) = 'secret'
      THEN 'secrets'
    WHEN w.if_ai AND r.names_model THEN 'AI output'
    WHEN w.cwe IS NOT NULL THEN coalesce(w.gap, 'none')
    WHEN r.package <> '' THEN 'dependencies'
    ELSE coalesce((SELECT g.gap FROM gap_rule g WHERE g.is_whole
        AND g.scanner = coalesce(h.tool, f.tool)
        AND g.pattern = lower(iif(h.to_time IS NULL, f.rule, h.rule))),
      (SELECT g.gap FROM gap_rule g
      WHERE NOT g.is_whole AND g.scanner IN ('*', coalesce(h.tool, f.tool))
        AND lower(iif(h.to_time IS NULL, f.rule, h.rule)) GLOB g.pattern
      ORDER BY g.ordinal LIMIT 1))
    END AS gap,
  (SELECT n.rule_id FROM finding_rule n
    WHERE n.scanner = coalesce(h.tool, f.tool)
      AND n.rule = iif(h.to_time IS NULL, f.rule, h.rule)) AS rule_id,
  nullif(r.package, '') AS package,
  strftime('%Y', k.commit_time, 'unixepoch') * 12
    + strftime('%m', k.commit_time, 'unixepoch') - 1 AS birth_month,
  c.team_id, iif(h.to_time IS NULL, o.tool_id, h.tool_id) AS tool_id,
  iif(h.to_time IS NULL, o.model_id, h.model_id) AS model_id,
  iif(h.to_time IS NULL, f.tool_time, h.tool_time) AS tool_time, f.state,
  f.last_time, f.fixed_time, f.fixed_how,
  coalesce(a.baseline = 'absent', 0) AS told,
  f.reopened, f.reopened_time, k.commit_time AS line_time,
  r.id AS last_result_id, coalesce(r.source_id, k.source_id) AS source_id,
  coalesce(r.locator, k.locator) AS locator,
  coalesce(h.tools, f.tools) AS tools,
  iif(h.to_time IS NULL, f.unseen, h.unseen) AS unseen,
  iif(h.to_time IS NULL, f.unseen_time, h.unseen_time) AS unseen_time,
  iif(h.to_time IS NULL, f.line, h.line) AS line,
  iif(h.to_time IS NULL, f.path, h.path) AS path,
  iif(h.to_time IS NULL, f.rule, h.rule) AS rule,
  r.package_version, x.pass AS known_by, coalesce(x.certainty, 'seen once') AS certainty,
  coalesce(r.severity_rule, 'own rule') AS severity_rule,
  coalesce(w.category, iif(w.cwe IS NULL, NULL, 'none')) AS weakness,
  coalesce(w.owasp_2021, iif(w.cwe IS NULL, NULL, 'none')) AS owasp_2021,
  coalesce(w.owasp_2025, iif(w.cwe IS NULL, NULL, 'none')) AS owasp_2025,
  CASE WHEN w.top_25 IS NOT NULL THEN 'yes'
    WHEN w.cwe IS NOT NULL THEN 'no' END AS top_25,
  coalesce(b.stage, y.stage, 'unknown') AS stage,
  CASE WHEN coalesce(b.stage, y.stage) = 'design' THEN 'design'
    WHEN iif(h.to_time IS NULL, o.commit_id, h.commit_id) IS NOT NULL
      THEN 'code' ELSE 'unknown' END AS introduced
FROM finding f
LEFT JOIN finding_span h ON h.finding_id = f.id
LEFT JOIN finding_origin o ON o.finding_id = f.id
LEFT JOIN finding_known x ON x.finding_id = f.id
LEFT JOIN "commit" k
  ON k.id = iif(h.to_time IS NULL, o.commit_id, h.commit_id)
LEFT JOIN commit_origin c ON c.commit_id = k.id
LEFT JOIN result r
  ON r.id = iif(h.to_time IS NULL, f.last_result_id, h.result_id)
LEFT JOIN weakness w ON w.cwe = iif(h.to_time IS NULL, f.cwe, h.cwe)
LEFT JOIN result a ON a.id = f.first_result_id
LEFT JOIN scan b ON b.id = a.scan_id
LEFT JOIN stage_rule y ON y.what = 'scanner'
  AND y.name = coalesce(h.tool, f.tool);

-- What findings are now.
DROP VIEW IF EXISTS finding_fact;
CREATE VIEW finding_fact AS
SELECT * FROM finding_then WHERE known_to = 9223372036854775807;

-- When findings count as open: not set aside, and not fixed.
DROP VIEW IF EXISTS finding_spell;
CREATE VIEW finding_spell AS
SELECT f.id AS finding_id,
  coalesce(f.first_time, -9223372036854775808) AS from_time,
  coalesce((SELECT min(c.from_time) FROM finding_closed c
    WHERE c.finding_id = f.id), 9223372036854775807) AS to_time,
  f.first_time IS NOT NULL AS timed
FROM finding f WHERE f.first_time IS NOT NULL OR f.state = 'open'
UNION ALL
SELECT c.finding_id, c.to_time, coalesce((
    SELECT min(n.from_time) FROM finding_closed n
    WHERE n.finding_id = c.finding_id AND n.from_time >= c.to_time),
  9223372036854775807), 1
FROM finding_closed c WHERE c.to_time IS NOT NULL;

-- When findings were set aside.
DROP VIEW IF EXISTS finding_aside;
CREATE VIEW finding_aside AS
SELECT finding_id, from_time, to_time FROM finding_closed
WHERE state = 'suppressed';

-- What problems were at some time, once each: checks decide of all of a class.
DROP VIEW IF EXISTS finding_class;
CREATE VIEW finding_class AS
SELECT row_number() OVER (ORDER BY severity_rank, cwe, gap, kind) AS class_id,
  severity_rank, cwe, gap, kind
FROM (SELECT DISTINCT severity_rank, cwe, gap, kind FROM finding_then
  WHERE category <> 'quality');

-- Problems while they are open, as what they were known then; matters of style
-- are none. What was open at the end of a period, as known at its end:
--   FROM finding_open
--   WHERE open_from < :at AND open_to >= :at AND (timed OR :newest)
-- Of those in no scan with a time (timed 0) only that they are open now is known.
DROP VIEW IF EXISTS finding_open;
CREATE VIEW finding_open AS
SELECT max(s.from_time, f.known_from) AS open_from,
  min(s.to_time, f.known_to) AS open_to, s.timed, (
    SELECT c.class_id FROM finding_class c
    WHERE c.severity_rank = f.severity_rank AND c.cwe IS f.cwe
      AND c.gap IS f.gap AND c.kind IS f.kind) AS class_id, f.*
FROM finding_spell s JOIN finding_then f ON f.finding_id = s.finding_id
  AND f.known_from < s.to_time AND f.known_to > s.from_time
WHERE f.category <> 'quality';

-- A scan that was done, by repository; either may be NULL: not known. One of
-- style alone, or by a tool that nobody names, tells nothing of problems
-- (for_problems), one by no scanner for secrets nothing of these (for_secrets).
-- seen_to is the time of the revision it looked at, where the clone has it, else
-- its own: work of later is not in it. The casts change nothing but that an
-- index of the filled view (model/filled.c) can be used.
DROP VIEW IF EXISTS scan_fact;
CREATE VIEW scan_fact AS
SELECT s.id AS scan_id,
  EXISTS (SELECT 1 FROM scanner_finds x
      WHERE x.scanner = s.tool AND x.category <> 'quality')
    OR (s.tool NOT IN ('', 'unknown') AND NOT EXISTS (
      SELECT 1 FROM scanner_finds x WHERE x.scanner = s.tool))
    AS for_problems,
  EXISTS (SELECT 1 FROM scanner_finds x
    WHERE x.scanner = s.tool AND x.category = 'secret') AS for_secrets,
  coalesce((SELECT max(c.commit_time) FROM "commit" c
      WHERE length(s.revision) >= 7 AND c.oid >= lower(s.revision)
        AND c.oid < lower(s.revision) || 'g' HAVING count(*) = 1),
    h.time, nullif(s.time, -9223372036854775808)) AS seen_to,
  CAST(coalesce(h.time, nullif(s.time, -9223372036854775808)) AS INTEGER) AS at,
  CAST(coalesce(h.repository_id, r.id) AS INTEGER) AS repository_id,
  coalesce(h.audited, 1) AS audited, s.tool AS scanner,
  s.analysis, s.tool_label, s.tool_version, s.rules, s.source_id, s.locator
FROM scan s LEFT JOIN scan_home h ON h.scan_id = s.id
LEFT JOIN repository r ON r.key = s.repository
WHERE s.state = 'done' OR s.id IN (SELECT scan_id FROM scan_whole);

-- Languages of a repository that a scan is known to look at, and since when: it
-- names a file of one, or something was ever found in one.
DROP VIEW IF EXISTS scanned_language;
CREATE VIEW scanned_language AS
SELECT repository_id, language,
  min(coalesce(at, -9223372036854775808)) AS from_time
FROM (SELECT f.repository_id, o.language, f.first_time AS at
  FROM finding f JOIN finding_origin o ON o.finding_id = f.id
  WHERE f.category <> 'quality' AND f.tool <> 'assay'
    AND o.language IS NOT NULL AND f.repository_id IS NOT NULL
  UNION ALL
  SELECT s.repository_id, p.language, s.at
  FROM scan_fact s JOIN scan_cover c ON c.scan_id = s.scan_id
  JOIN scan_set_file f ON f.set_id = c.set_id
  JOIN repository_file p ON p.repository_id = s.repository_id
    AND p.file_id = f.file_id
  WHERE c.kind = 'files' AND p.language IS NOT NULL)
GROUP BY repository_id, language;

-- Weaknesses of three topics that lie across the gaps, each by its CWE as
-- analysis/checks/finding.TOPIC.sql lists it.
DROP VIEW IF EXISTS topic_weakness;
CREATE VIEW topic_weakness AS
SELECT column1 AS topic, j.value AS cwe FROM (VALUES
  ('injection', '[20,22,73,74,77,78,79,80,83,88,89,90,91,94,95,96,113,434,470,
    502,601,611,643,913,917,918,943,1236,1333,1336]'),
  ('crypto', '[261,295,296,297,298,299,310,311,312,319,321,322,323,324,325,326,
    327,328,329,330,331,335,336,337,338,340,347,523,757,759,760,780,916,1204,
    1240,1241]'),
  ('resilience', '[307,400,405,407,409,410,674,770,774,776,789,799,834,835,920,
    1050,1072,1073,1088,1089,1322,1325,1333]')), json_each(column2) j;

-- Weaknesses that scanners ever reported.
DROP VIEW IF EXISTS scanner_found;
CREATE VIEW scanner_found AS
SELECT DISTINCT tool AS scanner, cwe FROM finding WHERE cwe IS NOT NULL;

-- What scanners are known to look for: as data/scanner-reach.csv has it, or
-- because they have reported it.
DROP VIEW IF EXISTS scanner_looks;
CREATE VIEW scanner_looks AS
SELECT scanner, topic FROM scanner_reach
WHERE topic <> 'dependencies' OR languages <> 'seen'
UNION ALL
SELECT DISTINCT f.scanner, t.topic
FROM scanner_found f JOIN topic_weakness t ON t.cwe = f.cwe
UNION ALL
SELECT DISTINCT s.tool, 'dependencies'
FROM result r JOIN scan s ON s.id = r.scan_id WHERE r.package <> '';

-- Open problems of production code with whose line they stand on, for rates: on no
-- known line they are unplaced, and where the line counts in another clone they
-- count there (link/line_home.sql). Those of one cluster may be one mistake: by one
-- commit, of one rule. work_id is the commit whose work the line is: of a copy, the
-- one it repeats.
DROP VIEW IF EXISTS code_problem;
CREATE VIEW code_problem AS
SELECT f.open_from, f.open_to, f.timed, f.first_time, f.repository_id,
  iif(f.commit_id IS NULL AND f.origin = 'unknown', 'unplaced', f.origin)
    AS side,
  f.language, f.birth_month, coalesce(f.commit_id << 32 | f.rule_id,
    -f.finding_id) AS cluster_id, f.rule_id, f.severity_rank, f.finding_id,
  f.commit_id, coalesce(o.copy_of, o.commit_id) AS work_id, f.team_id, f.tool_id,
  f.model_id, f.source_id, f.locator, f.scanner, f.rule, f.severity, f.path
FROM finding_open f LEFT JOIN line_home h ON h.commit_id = f.commit_id
LEFT JOIN commit_origin o ON o.commit_id = f.commit_id
WHERE coalesce(h.repository_id = f.repository_id, 1)
  AND f.kind IN ('source', 'infrastructure');

-- Problems of production code that were seen after a change of somebody in the
-- directory had brought the line; of copied work, its first commit.
DROP VIEW IF EXISTS problem_brought;
CREATE VIEW problem_brought AS
SELECT f.finding_id, f.first_time, f.severity, f.severity_rank, f.scanner,
  f.rule, c.commit_id, c.at, c.person_id, c.team_id, c.is_ai, f.source_id,
  f.locator
FROM (SELECT finding_id, first_time, severity, severity_rank, scanner, rule,
    work_id, source_id, locator, min(open_from)
  FROM code_problem GROUP BY finding_id) f -- once, as it was when first seen
JOIN commit_fact c ON c.commit_id = f.work_id
JOIN person p ON p.id = c.person_id AND p.known = 1 AND p.kind = 'human'
WHERE f.first_time >= c.at;

-- Lines of production code, and how many of them live in files that the scans are
-- known to leave out: all of languages in which no scan ever looked at anything,
-- until looked_from, and what unlooked counts, since lists_from. At :at a scan
-- looks at
--   iif(looked_from < :at, lines - iif(lists_from < :at, unlooked, 0), 0)
DROP VIEW IF EXISTS code_cohort;
CREATE VIEW code_cohort AS
SELECT c.repository_id, c.from_time, c.to_time, c.birth_month, c.origin,
  c.language, c.lines, nullif(c.team_id, 0) AS team_id,
  nullif(c.tool_id, 0) AS tool_id, nullif(c.model_id, 0) AS model_id,
  l.from_time AS looked_from, u.from_time AS lists_from,
  min(c.lines, coalesce(u.lines, 0)) AS unlooked, r.source_id, r.locator
FROM cohort_span c JOIN repository r ON r.id = c.repository_id
LEFT JOIN scanned_language l ON l.repository_id = c.repository_id
  AND l.language = c.language
LEFT JOIN unlooked_line u ON u.repository_id = c.repository_id
  AND u.birth_month = c.birth_month AND u.tool_id = c.tool_id
  AND u.model_id = c.model_id AND u.team_id = c.team_id
  AND u.origin = c.origin AND u.language = c.language AND u.kind = c.kind
WHERE c.kind IN ('source', 'infrastructure');

-- Lines that commits added to production code, by language; those of files that
-- the scans are known to leave out since unlooked_from apart (9223372036854775807:
-- they are not).
DROP VIEW IF EXISTS code_line;
CREATE VIEW code_line AS
SELECT l.commit_id, l.at, l.repository_id, l.person_id, l.team_id, l.origin,
  l.tool_id, l.model_id, l.is_ai, l.language, sum(l.added) AS added,
  coalesce(u.from_time, 9223372036854775807) AS unlooked_from, l.source_id,
  l.locator
FROM line_fact l LEFT JOIN unlooked_file u
  ON u.repository_id = l.repository_id AND u.file_id = l.file_id
WHERE l.kind IN ('source', 'infrastructure')
GROUP BY l.commit_id, l.language, u.from_time;

-- How a commit in which AI took part was made, each 'with', 'without' or 'unknown':
-- with a tool, or a model, that the policy did not approve when it was written and
-- that no exception allows; of 200 lines or more by an agent that nobody stood
-- behind; and without anybody else's approval.
DROP VIEW IF EXISTS ai_behaviour;
CREATE VIEW ai_behaviour AS
SELECT c.commit_id,
  coalesce((SELECT iif(min(coalesce((SELECT min(p.status = 'approved')
        FROM tool_policy p WHERE p.tool_id = u.tool_id
          AND k.author_time >= p.from_time AND k.author_time < p.to_time), 0)
      OR EXISTS (SELECT 1 FROM tool_exception e
        LEFT JOIN team m ON m.id = c.team_id
        JOIN repository r ON r.id = c.repository_id
        WHERE e.tool_id = u.tool_id AND k.author_time >= e.from_time
          AND k.author_time < e.to_time
          AND e.scope IN ('', m.name, r.key, r.name))), 'without', 'with')
    FROM tool_use u WHERE u.commit_id = c.commit_id AND u.tool_id > 0
    HAVING count(*) > 0), 'unknown') AS unapproved_tool,
  coalesce((SELECT iif(min(coalesce((SELECT min(p.status = 'approved')
        FROM model_policy p WHERE p.model_id = u.model_id
          AND k.author_time >= p.from_time AND k.author_time < p.to_time), 0)
      OR EXISTS (SELECT 1 FROM model_exception e
        LEFT JOIN team m ON m.id = c.team_id
        JOIN repository r ON r.id = c.repository_id
        WHERE e.model_id = u.model_id AND k.author_time >= e.from_time
          AND k.author_time < e.to_time
          AND e.scope IN ('', m.name, r.key, r.name))), 'without', 'with')
    FROM tool_use u WHERE u.commit_id = c.commit_id AND u.model_id > 0
      AND EXISTS (SELECT 1 FROM policy WHERE kind = 'model')
    HAVING count(*) > 0), 'unknown') AS off_policy_model,
  CASE WHEN x.kind IS NULL OR y.kind IS NULL THEN 'unknown'
    WHEN (SELECT sum(l.added) FROM line_fact l
        WHERE l.commit_id = c.commit_id) >= 200
      AND x.kind = 'agent' AND y.kind <> 'human' THEN 'with'
    ELSE 'without' END AS large_agent_only,
  CASE WHEN v.review = 'not_approved' AND v.validated <> 'weak' THEN 'with'
    WHEN v.review = 'approved' THEN 'without' ELSE 'unknown' END AS unreviewed
FROM commit_fact c JOIN "commit" k ON k.id = c.commit_id
LEFT JOIN identity i ON i.alias_id = k.author_alias_id
LEFT JOIN person x ON x.id = i.person_id
LEFT JOIN identity j ON j.alias_id = k.committer_alias_id
LEFT JOIN person y ON y.id = j.person_id
LEFT JOIN review_fact v ON v.commit_id = c.commit_id
WHERE c.is_ai;

-- What AI brought into production code of scanned languages: lines that its
-- commits added, and problems that scans found on their lines, as what
-- they were known from known_from to known_to, fixed since or not. Work that was
-- copied is its first commit's. What all questions ask for stands first.
DROP VIEW IF EXISTS ai_work;
CREATE VIEW ai_work AS
SELECT w.at, w.finding_id, w.first_time, w.known_from, w.known_to,
  w.repository_id, strftime('%Y', w.at, 'unixepoch') * 12
    + strftime('%m', w.at, 'unixepoch') - 1 AS birth_month, w.events,
  w.exposure, w.language, w.commit_id, w.person_id, b.unapproved_tool,
  b.off_policy_model, b.large_agent_only, b.unreviewed, w.team_id, w.tool_id,
  w.model_id, w.cluster_id, w.source_id, w.locator
FROM (
  SELECT NULL AS finding_id, NULL AS first_time, NULL AS known_from,
    NULL AS known_to, l.commit_id, l.at, 0 AS events, l.added AS exposure,
    NULL AS cluster_id, l.repository_id, l.language, l.person_id, l.team_id,
    l.tool_id, l.model_id, l.source_id, l.locator
  FROM code_line l JOIN scanned_language g
    ON g.repository_id = l.repository_id AND g.language = l.language
  WHERE l.is_ai
  UNION ALL
  SELECT f.finding_id, f.first_time, f.known_from, f.known_to, c.commit_id,
    c.at, 1, 0, c.commit_id << 32 | f.rule_id, c.repository_id, f.language,
    c.person_id, c.team_id, c.tool_id, c.model_id, f.source_id, f.locator
  FROM finding_then f JOIN commit_origin o ON o.commit_id = f.commit_id
  JOIN commit_fact c ON c.commit_id = coalesce(o.copy_of, o.commit_id)
  LEFT JOIN line_home h ON h.commit_id = f.commit_id
  WHERE c.is_ai AND coalesce(h.repository_id = f.repository_id, 1)
    AND f.kind IN ('source', 'infrastructure') AND f.category <> 'quality') w
JOIN ai_behaviour b ON b.commit_id = w.commit_id;

-- Ages of code, by months of the calendar from its birth to a scan: none where
-- it is later, 13 for all above. Joined as
--   ON a.months = min(max(MONTHS, 0), 13)
DROP VIEW IF EXISTS code_age;
CREATE VIEW code_age AS
SELECT column1 AS months, column2 AS age FROM (
  VALUES (0, '0 months'), (1, '1 to 3 months'), (2, '1 to 3 months'),
  (3, '1 to 3 months'), (4, '4 to 12 months'), (5, '4 to 12 months'),
  (6, '4 to 12 months'), (7, '4 to 12 months'), (8, '4 to 12 months'),
  (9, '4 to 12 months'), (10, '4 to 12 months'), (11, '4 to 12 months'),
  (12, '4 to 12 months'), (13, 'over 12 months'));

-- Lines of production code that a report of test coverage has looked at, by
-- whose they are. at is the time for which it speaks, NULL that of the audited
-- revision; covered is NULL where there is nothing to run.
DROP VIEW IF EXISTS tested_fact;
CREATE VIEW tested_fact AS
SELECT t.repository_id, t.file_id, t.start, t.count, t.covered, t.origin,
  t.commit_id, c.commit_time, o.person_id, o.team_id, t.tool_id, t.model_id,
  r.language, r.kind, x.at, f.report_id, f.source_id, f.locator
FROM tested_line t
JOIN repository_file r ON r.repository_id = t.repository_id
  AND r.file_id = t.file_id
JOIN coverage_place x ON x.coverage_file_id = t.coverage_file_id
JOIN coverage_file f ON f.id = t.coverage_file_id
LEFT JOIN "commit" c ON c.id = t.commit_id
LEFT JOIN commit_origin o ON o.commit_id = t.commit_id
WHERE t.counts AND r.kind IN ('source', 'infrastructure');

-- What findings were when they were seen first, and by which series of scans.
DROP VIEW IF EXISTS finding_first;
CREATE VIEW finding_first AS
SELECT f.id AS finding_id, f.repository_id, coalesce(h.tool, f.tool) AS scanner,
  coalesce(s.analysis, '') AS analysis,
  coalesce(h.category, f.category) AS category, f.first_time AS at
FROM finding f
LEFT JOIN finding_span h ON h.finding_id = f.id AND h.from_time IS NULL
LEFT JOIN result r ON r.id = coalesce(h.result_id, f.first_result_id)
LEFT JOIN scan s ON s.id = r.scan_id;

-- Answers to questionnaires. Exports of one questionnaire that overlap in time
-- and may hold the same answers (they share a team, or one has teams taken
-- together) are one, told twice: the later one counts, so that no answer does
-- twice and none can be had as the difference of both.
DROP VIEW IF EXISTS survey_fact;
CREATE VIEW survey_fact AS
WITH export AS (
  SELECT s.source_id, s.survey, s.item, min(s.from_time) AS from_time,
    max(s.to_time) AS to_time, sum(s.answers) AS answers, r.path
  FROM survey s JOIN source r ON r.id = s.source_id
  GROUP BY s.source_id, s.survey, s.item)
SELECT s.* FROM survey s
JOIN export e ON e.source_id = s.source_id AND e.survey = s.survey
  AND e.item = s.item
WHERE NOT EXISTS (SELECT 1 FROM export o
  WHERE o.survey = e.survey AND o.item = e.item
    AND o.source_id <> e.source_id AND o.from_time < e.to_time
    AND e.from_time < o.to_time
    AND (o.to_time, o.answers, o.path) > (e.to_time, e.answers, e.path)
    AND EXISTS (SELECT 1 FROM survey a JOIN survey b
      ON b.survey = a.survey AND b.item = a.item
        AND (a.team = b.team OR a.team = '' OR b.team = '')
      WHERE a.source_id = o.source_id AND b.source_id = e.source_id
        AND a.survey = e.survey AND a.item = e.item));

-- When each series of scans begins: what its first scan finds had been there.
DROP VIEW IF EXISTS series_start;
CREATE VIEW series_start AS
SELECT repository_id, scanner, analysis, min(at) AS at
FROM (SELECT repository_id, scanner, analysis, at FROM scan_fact WHERE audited
  UNION ALL SELECT repository_id, scanner, analysis, at FROM finding_first)
WHERE at IS NOT NULL
GROUP BY repository_id, scanner, analysis;

-- Problems that came after the first scan of their series, and were not set
-- aside from the first.
DROP VIEW IF EXISTS finding_new;
CREATE VIEW finding_new AS
SELECT f.finding_id, f.at
FROM finding_first f
JOIN series_start b ON b.repository_id = f.repository_id
  AND b.scanner = f.scanner AND b.analysis = f.analysis
WHERE f.category <> 'quality' AND f.at > b.at
  AND NOT EXISTS (SELECT 1 FROM finding_closed c
    WHERE c.finding_id = f.finding_id AND c.from_time = f.at);

-- A change as users get it: a deployment to production. It is AI's when AI
-- took part in any commit that it brings, human when all of them are known
-- to be human; bots don't matter. failed is NULL when nobody said.
DROP VIEW IF EXISTS change_fact;
CREATE VIEW change_fact AS
SELECT d.id AS deployment_id, d.finished_time AS at,
  coalesce((SELECT r.id FROM repository r WHERE r.key = d.repository),
    (SELECT min(r.id) FROM repository r WHERE r.name = d.repository
     HAVING count(*) = 1)) AS repository_id,
  d.service,
  CASE WHEN d.caused_failure = 1
      OR d.key IN (SELECT deployment FROM incident) THEN 1
    ELSE d.caused_failure END AS failed,
  coalesce(x.origin, 'unknown') AS origin,
  d.source_id, d.locator
FROM deployment d
LEFT JOIN (SELECT x.deployment_id,
    CASE WHEN max(o.origin IN ('ai', 'mixed')) THEN 'ai'
      WHEN max(o.origin = 'unknown') THEN 'unknown'
      WHEN max(o.origin = 'human') THEN 'human'
      ELSE 'bot' END AS origin
  FROM commit_deployment x JOIN commit_origin o USING (commit_id)
  GROUP BY x.deployment_id) x ON x.deployment_id = d.id
WHERE coalesce(d.succeeded, 1) = 1
  AND (d.environment IS NULL OR d.environment = ''
    OR lower(d.environment) LIKE 'prod%' OR lower(d.environment) = 'live');

-- A course that a person holds, from its completion until it lapses.
DROP VIEW IF EXISTS training_fact;
CREATE VIEW training_fact AS
SELECT i.person_id, t.course, t.topic, t.language,
  t.completed_time AS from_time,
  coalesce(t.valid_until_time, 9223372036854775807) AS to_time,
  t.source_id, t.locator
FROM training t JOIN identity i ON i.alias_id = t.alias_id
WHERE t.status IN ('completed', 'passed')
  AND t.completed_time > -9223372036854775808;

-- An incident with what it goes back to, as far as its record says.
DROP VIEW IF EXISTS incident_fact;
CREATE VIEW incident_fact AS
SELECT i.id AS incident_id, i.key AS incident, i.opened_time AS at,
  i.resolved_time, i.severity, i.service,
  coalesce(c.stage, 'unknown') AS stage,
  coalesce(c.introduced, 'unknown') AS introduced, i.ai_related, c.cause,
  coalesce(c.origin, 'unknown') AS origin, c.commit_id, c.tool_id, c.model_id,
  c.team_id, i.hours_down_e6, i.records, i.people, i.money_e6, i.currency,
  coalesce((SELECT r.id FROM repository r WHERE r.key = i.repository),
    (SELECT min(r.id) FROM repository r WHERE r.name = i.repository
     HAVING count(*) = 1)) AS repository_id,
  i.source_id, i.locator
FROM incident i LEFT JOIN incident_cause c ON c.incident_id = i.id;

-- Records of lines that count, with the tool that they name. One that names
-- none is of the only tool that the commit names anywhere, if there is one.
DROP VIEW IF EXISTS line_record;
CREATE VIEW line_record AS
SELECT a.id AS attribution_id, a.commit_id, a.signal,
  coalesce(nullif(a.tool_id, 0), (
    SELECT max(b.tool_id) FROM attribution b WHERE b.commit_id = a.commit_id
      AND b.tool_id > 0 AND b.origin IN ('ai', 'mixed')
      AND b.confidence_pct >= 50 HAVING count(DISTINCT b.tool_id) = 1), 0)
    AS tool_id,
  coalesce(nullif(a.model_id, 0), CASE WHEN a.tool_id = 0 THEN (
    SELECT max(b.model_id) FROM attribution b WHERE b.commit_id = a.commit_id
      AND b.tool_id > 0 AND b.origin IN ('ai', 'mixed')
      AND b.confidence_pct >= 50 HAVING count(DISTINCT b.tool_id) = 1
      AND count(DISTINCT nullif(b.model_id, 0)) = 1) END, 0) AS model_id
FROM attribution a
WHERE a.level = 'line' AND a.origin IN ('ai', 'mixed')
  AND a.confidence_pct >= 85;

-- Corrections of single lines or files that name AI. 0: not named.
DROP VIEW IF EXISTS line_correction;
CREATE VIEW line_correction AS
SELECT v.id AS override_id, x.commit_id,
  coalesce((SELECT t.id FROM tool t WHERE t.name = v.tool), 0) AS tool_id,
  coalesce((SELECT min(m.id) FROM model m WHERE m.name = v.model), 0)
    AS model_id
FROM override v JOIN override_commit x ON x.override_id = v.id
WHERE v.path <> '' AND v.origin IN ('ai', 'mixed');

-- Which tools and models took part in a commit: all evidence that counts, and
-- corrections, also of some of its lines. 0: not recorded.
DROP VIEW IF EXISTS tool_use;
CREATE VIEW tool_use AS
SELECT a.commit_id, a.tool_id, a.model_id
FROM attribution a JOIN commit_origin o USING (commit_id)
WHERE a.origin IN ('ai', 'mixed') AND a.confidence_pct >= 50
  AND o.origin IN ('ai', 'mixed')
  AND (o.basis <> 'corrected' OR NOT EXISTS (SELECT 1 FROM override v
    JOIN override_commit x ON x.override_id = v.id
    WHERE x.commit_id = a.commit_id AND v.path = '' AND v.tool IS NOT NULL))
UNION
SELECT commit_id, coalesce(tool_id, 0), coalesce(model_id, 0)
FROM commit_origin WHERE origin IN ('ai', 'mixed')
UNION SELECT commit_id, tool_id, model_id FROM line_correction
UNION
SELECT o.commit_id, a.tool_id, a.model_id
FROM commit_origin o JOIN attribution a ON a.commit_id = o.copy_of
WHERE o.basis = 'picked' AND o.origin IN ('ai', 'mixed')
  AND a.origin IN ('ai', 'mixed') AND a.confidence_pct >= 50;

-- A package that a repository asks for or needs, from when it came until it
-- left, with who brought it. From the oldest commit on when it is not known
-- since when.
DROP VIEW IF EXISTS component_fact;
CREATE VIEW component_fact AS
SELECT x.id AS component_id, x.repository_id, x.ecosystem, x.package, x.direct,
  x.alive, x.from_commit_id AS commit_id, x.from_time AS at, x.to_time,
  x.alive OR x.unread AS lasting, f.path, x.line, x.version,
  x.scope, x.fixed, x.locked, x.owned, x.review,
  coalesce(c.origin, 'unknown') AS origin,
  coalesce(c.origin, 'unknown') IN ('ai', 'mixed') AS is_ai, c.person_id,
  c.team_id, c.tool_id, c.model_id, r.source_id, x.line AS locator
FROM component x
JOIN repository r ON r.id = x.repository_id
LEFT JOIN commit_origin c ON c.commit_id = x.from_commit_id
LEFT JOIN file f ON f.id = x.file_id;

-- Days within which a finding is to be fixed. Critical and high: CISA BOD
-- 19-02; medium and low: FedRAMP. The configuration may set its own.
DROP VIEW IF EXISTS fix_limit;
CREATE VIEW fix_limit AS
SELECT l.severity, coalesce((
    SELECT CAST(s.value AS INTEGER) FROM setting s
    WHERE s.name = 'threshold.fix_days.' || l.severity), l.days) AS days
FROM (SELECT 'critical' AS severity, 15 AS days
  UNION ALL SELECT 'high', 30
  UNION ALL SELECT 'medium', 90
  UNION ALL SELECT 'low', 180) AS l;

-- What the policy says of a tool, by its id or its name for print, and of a
-- model, by its name or a pattern of it (*), from day to day. The time of use
-- is the author's.
DROP VIEW IF EXISTS tool_policy;
CREATE VIEW tool_policy AS
SELECT t.id AS tool_id, p.status, p.owner, p.from_time,
  coalesce(p.to_time, 9223372036854775807) AS to_time
FROM tool t JOIN policy p ON p.kind = 'tool'
  AND lower(p.name) IN (t.name, lower(t.label));

DROP VIEW IF EXISTS model_policy;
CREATE VIEW model_policy AS
SELECT m.id AS model_id, p.status, p.owner, p.from_time,
  coalesce(p.to_time, 9223372036854775807) AS to_time
FROM model m JOIN policy p ON p.kind = 'model'
  AND (lower(m.name) GLOB lower(p.name) OR lower(m.raw) GLOB lower(p.name));

-- Own runs of models with the row of the matrix that each belongs to: the
-- pattern nearest above its CWE, else the one that it names, else its own words.
DROP VIEW IF EXISTS benchmark_fact;
CREATE VIEW benchmark_fact AS
SELECT r.id AS run_id, r.model_id, m.name AS model, r.version,
  nullif(r.tool_id, 0) AS tool_id, r.pattern AS task, nullif(r.cwe, 0) AS cwe,
  nullif(r.language, '') AS language,
  iif(r.time = -9223372036854775808, NULL, r.time) AS at, r.samples, r.working,
  r.secure, r.judge, p.pattern AS pattern_id,
  coalesce(p.label, nullif(trim(r.pattern), ''), w.category, 'CWE-' || r.cwe)
    AS pattern,
  coalesce(p.place, 1000) AS place, r.source_id, r.locator
FROM benchmark_run r JOIN model m ON m.id = r.model_id
LEFT JOIN weakness w ON w.cwe = r.cwe
LEFT JOIN weakness_pattern n ON n.cwe = r.cwe
LEFT JOIN benchmark_word b ON b.word = lower(trim(r.pattern))
LEFT JOIN benchmark_pattern p ON p.pattern = coalesce(n.pattern, b.pattern);

-- Exceptions from the policy for a tool and for a model; SCOPE is a team or a
-- repository, '' all.
DROP VIEW IF EXISTS tool_exception;
CREATE VIEW tool_exception AS
SELECT t.id AS tool_id, e.scope, e.from_time, e.to_time
FROM tool t JOIN policy_exception e ON e.kind = 'tool'
  AND lower(e.name) IN (t.name, lower(t.label));

DROP VIEW IF EXISTS model_exception;
CREATE VIEW model_exception AS
SELECT m.id AS model_id, e.scope, e.from_time, e.to_time
FROM model m JOIN policy_exception e ON e.kind = 'model'
  AND (lower(m.name) GLOB lower(e.name) OR lower(m.raw) GLOB lower(e.name));

-- Repositories whose history is cut off: of what is older than their edge
-- nobody knows since when it is there.
DROP VIEW IF EXISTS cut_repository;
CREATE VIEW cut_repository AS
SELECT DISTINCT r.id AS repository_id
FROM repository r JOIN commit_repository h ON h.repository_id = r.id
JOIN commit_parent p ON p.commit_id = h.commit_id
WHERE r.shallow = 1 AND NOT EXISTS (
  SELECT 1 FROM "commit" o WHERE o.oid = p.parent_oid);

-- What the policy says of an MCP server, by its identity alone: the name in
-- the policy is the identity, a pattern of it (*), or its host.
DROP VIEW IF EXISTS mcp_policy;
CREATE VIEW mcp_policy AS
SELECT s.id AS server_id, p.status, p.owner,
  p.from_time, coalesce(p.to_time, 9223372036854775807) AS to_time
FROM mcp_server s JOIN policy p ON p.kind = 'mcp'
WHERE lower(s.identity) GLOB lower(p.name)
  OR (s.kind = 'url' AND lower(s.identity) GLOB lower(p.name) || '/*');

-- Exceptions for a server in the repository that configures it.
DROP VIEW IF EXISTS mcp_exception;
CREATE VIEW mcp_exception AS
SELECT s.id AS server_id, e.from_time, e.to_time
FROM mcp_server s JOIN repository r ON r.id = s.repository_id
JOIN policy_exception e ON e.kind = 'mcp' AND e.scope IN ('', r.key, r.name)
WHERE lower(s.identity) GLOB lower(e.name)
  OR (s.kind = 'url' AND lower(s.identity) GLOB lower(e.name) || '/*');

-- Likewise for data that it opens.
DROP VIEW IF EXISTS mcp_source_exception;
CREATE VIEW mcp_source_exception AS
SELECT s.id AS server_id, j.value AS data_source, e.from_time, e.to_time
FROM mcp_server s JOIN repository r ON r.id = s.repository_id
JOIN json_each(s.sources) j
JOIN policy_exception e ON e.kind = 'data_source'
  AND e.scope IN ('', r.key, r.name)
  AND lower(j.value) GLOB lower(e.name);

-- The data that a server opens, and what the policy says of it.
DROP VIEW IF EXISTS mcp_source;
CREATE VIEW mcp_source AS
SELECT s.id AS server_id, j.value AS data_source,
  p.status, coalesce(p.from_time, -9223372036854775808) AS from_time,
  coalesce(p.to_time, 9223372036854775807) AS to_time
FROM mcp_server s JOIN json_each(s.sources) j
LEFT JOIN policy p ON p.kind = 'data_source'
  AND lower(j.value) GLOB lower(p.name);

-- Files of the audited revision, whether CODEOWNERS gives them an owner; in
-- repositories with such a file.
DROP VIEW IF EXISTS tree_file_fact;
CREATE VIEW tree_file_fact AS
SELECT t.repository_id, t.file_id, f.path,
  EXISTS (SELECT 1 FROM owner o WHERE o.repository_id = t.repository_id
    AND o.file_id = t.file_id) AS owned, r.source_id, r.locator
FROM tree_file t
JOIN repository r ON r.id = t.repository_id
JOIN file f ON f.id = t.file_id
WHERE EXISTS (SELECT 1 FROM ownership_rule x
  WHERE x.repository_id = t.repository_id);

-- A file that sets a tool up, from the commit that brought it to the one that
-- took it away; reviewed: approved, not_approved, NULL where nobody knows.
DROP VIEW IF EXISTS config_fact;
CREATE VIEW config_fact AS
SELECT t.id AS change_id, t.commit_id, t.file_id, t.tool_id, t.change,
  c.oid, c.commit_time AS at, o.repository_id, o.origin, o.team_id,
  CASE WHEN v.state = 'other' THEN 'approved'
    WHEN v.recorded THEN 'not_approved' END AS review,
  t.source_id, t.locator
FROM tool_config t
JOIN "commit" c ON c.id = t.commit_id
JOIN commit_origin o ON o.commit_id = t.commit_id
LEFT JOIN validation v ON v.commit_id = t.commit_id;

-- Files whose path says that much depends on them, as data/signs.csv has it.
DROP VIEW IF EXISTS sensitive_file;
CREATE VIEW sensitive_file AS
SELECT p.id AS file_id, p.path FROM file p
WHERE EXISTS (SELECT 1 FROM sign g WHERE g.topic = 'sensitive'
  AND g.what = 'file' AND '/' || lower(p.path) GLOB g.pattern);

-- Files that say what a pipeline does, likewise.
DROP VIEW IF EXISTS pipeline_file;
CREATE VIEW pipeline_file AS
SELECT p.id AS file_id, p.path FROM file p
WHERE EXISTS (SELECT 1 FROM sign g WHERE g.topic = 'pipeline'
  AND g.what = 'file' AND '/' || p.path GLOB g.pattern);

-- The first file of each repository, by its path, that says one of two things as
-- data/signs.csv has it: what AI tools are kept from, and which parts it holds.
DROP VIEW IF EXISTS telling_file;
CREATE VIEW telling_file AS
WITH named AS MATERIALIZED (
  SELECT t.repository_id, p.path, '/' || lower(p.path) AS low
  FROM tree_file t JOIN file p ON p.id = t.file_id)
SELECT g.topic, n.repository_id, min(n.path) AS path
FROM named n CROSS JOIN sign g ON g.topic IN ('exclusion', 'sbom')
  AND g.what = 'file' AND n.low GLOB g.pattern
GROUP BY g.topic, n.repository_id;

-- When each tool took part in a commit of a repository for the first time.
DROP VIEW IF EXISTS tool_first;
CREATE VIEW tool_first AS
SELECT c.repository_id, u.tool_id, min(c.at) AS at
FROM tool_use u JOIN commit_fact c ON c.commit_id = u.commit_id
WHERE u.tool_id > 0 GROUP BY c.repository_id, u.tool_id;

-- Files of infrastructure that AI took part in, and since when.
DROP VIEW IF EXISTS ai_infrastructure;
CREATE VIEW ai_infrastructure AS
SELECT o.repository_id, p.path, min(c.commit_time) AS at
FROM commit_origin o JOIN "commit" c ON c.id = o.commit_id
JOIN commit_file f ON f.commit_id = o.commit_id AND f.kind = 'infrastructure'
JOIN file p ON p.id = f.file_id
WHERE o.origin IN ('ai', 'mixed')
GROUP BY o.repository_id, p.path;

-- Who validated a commit that brought changes of its own. state: other, a
-- person other than its author; weak, likely one; self; agent; nobody, it came
-- by a request whose reviews are known and nobody approved it; unknown. review:
-- approved, not_approved, NULL where nobody knows. how names the evidence.
DROP VIEW IF EXISTS review_fact;
CREATE VIEW review_fact AS
SELECT c.commit_id, c.at, c.repository_id, c.person_id, c.team_id, c.origin,
  c.tool_id, c.model_id, c.is_ai, coalesce(v.state, 'unknown') AS validated,
  CASE WHEN v.state = 'other' THEN 'approved'
    WHEN v.recorded THEN 'not_approved' END AS review,
  coalesce(v.how, 'no record') AS how, v.change_id, v.recorded,
  v.person_id AS reviewer_id, v.time AS reviewed_time, c.source_id, c.locator
FROM commit_fact c LEFT JOIN validation v ON v.commit_id = c.commit_id
WHERE c.parents < 2;

-- The ticket that a commit names, or the merge of its change request does: of
-- several one that was read. found: it was; else another one of its project.
-- "#12" is one of a list whose address ends in it, in the commit's repository.
DROP VIEW IF EXISTS ticket_fact;
CREATE VIEW ticket_fact AS
WITH project AS MATERIALIZED (
  SELECT DISTINCT rtrim(upper(key), '0123456789') AS prefix FROM work_item
  WHERE key GLOB '[A-Za-z]*-[0-9]*' AND key NOT GLOB '*/*'),
issue AS MATERIALIZED (
  SELECT key, '#' || substr(key, length(rtrim(key, '0123456789')) + 1) AS sign
  FROM work_item WHERE key GLOB '*/[0-9]*'),
said AS (
  SELECT commit_id, commit_id AS by_id, key FROM commit_ticket
  UNION
  SELECT k.commit_id, t.commit_id, t.key
  FROM change h JOIN "commit" c ON c.oid = h.merge_oid
  JOIN commit_ticket t ON t.commit_id = c.id
  JOIN change_commit k ON k.change_id = h.id AND k.confidence_pct >= 85)
SELECT commit_id, key, max(found) AS found FROM (
  SELECT s.commit_id, s.key, EXISTS (SELECT 1 FROM work_item w
    WHERE w.key = s.key) AS found
  FROM said s JOIN project p ON p.prefix = rtrim(s.key, '0123456789')
  UNION ALL
  SELECT s.commit_id, s.key, 1
  FROM said s JOIN commit_origin o ON o.commit_id = s.by_id
  JOIN repository r ON r.id = o.repository_id
  JOIN issue w ON w.sign = s.key AND instr(w.key, '/' || r.name || '/')
  WHERE s.key GLOB '#*')
GROUP BY commit_id;

-- From when to when an export of change requests with reviews covers a
-- repository: the opening of its first, the merging of its last.
DROP VIEW IF EXISTS request_cover;
CREATE VIEW request_cover AS
SELECT o.repository_id, min(h.created_time) AS from_time,
  max(h.merged_time) AS to_time
FROM change h JOIN change_commit k ON k.change_id = h.id
  AND k.confidence_pct >= 85
JOIN commit_origin o ON o.commit_id = k.commit_id
WHERE h.reviews_read = 1
GROUP BY o.repository_id;

-- A person's seat of a tool, of several in one: the first assignment, the latest
-- activity; with the team today.
DROP VIEW IF EXISTS seat_fact;
CREATE VIEW seat_fact AS
SELECT s.tool_id, i.person_id, min(s.assigned_time) AS assigned_time,
  max(s.active_time) AS active_time,
  iif(count(*) = count(s.ends_time), max(s.ends_time), NULL) AS ends_time,
  (SELECT m.team_id FROM team_member m WHERE m.person_id = i.person_id
    ORDER BY m.to_time DESC, m.team_id LIMIT 1) AS team_id,
  min(s.source_id) AS source_id, min(s.locator) AS locator
FROM seat s JOIN identity i ON i.alias_id = s.alias_id
GROUP BY s.tool_id, i.person_id;

-- A statement with the day from which it holds no more: the one it names, else
-- a year after it was made. Of an item and scope the newest speaks.
DROP VIEW IF EXISTS attestation_fact;
CREATE VIEW attestation_fact AS
SELECT a.id AS attestation_id, a.item, i.title, i.capability, a.scope,
  a.time AS at,
  coalesce(a.valid_until_time, a.time + 366 * 86400) AS to_time,
  a.answer, a.owner, a.evidence, a.statement,
  i.item IS NOT NULL AS is_known, a.source_id, a.locator
FROM attestation a LEFT JOIN attest_item i ON i.item = a.item;
