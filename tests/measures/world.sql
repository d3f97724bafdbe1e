-- A small world for the hand-worked cases of all measures: three repositories
-- in the quarter July to September 2026. tests/unit/test_measures.c loads it
-- and holds each "expect:" line of analysis/measures/ against it.

INSERT INTO source (id, path, importer, sha256, bytes, version, options, why,
  read, imported, duplicate, rejected, empty)
VALUES (1, 'code', 'git', 'a', 100, 1, '', '', 18, 18, 0, 0, 0),
  (2, 'scan.sarif', 'sarif', 'b', 200, 1, '', '', 24, 24, 0, 0, 0),
  (3, 'training.csv', 'training', 'c', 300, 1, '', '', 4, 3, 0, 1, 0);
INSERT INTO reject (source_id, line, "column", code, text)
VALUES (3, 5, 9, 'bad-date', 'expected a date, found "soon"');
INSERT INTO directory (source_id, locator, person, team, from_time)
VALUES (1, 1, 'P1', 'Web', 0);
INSERT INTO repository (id, source_id, locator, key, name, path, shallow)
VALUES (1, 1, 1, 'shop', 'shop', '', 0), (2, 1, 2, 'bank', 'bank', '', 0),
  (3, 1, 3, 'tools', 'tools', '', 0);

-- People 1 to 6 are Web, 7 and 8 Tiny; 9 is in no directory, 10 an agent.
INSERT INTO alias (id, name, email, login)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10)
SELECT i, 'Name ' || i, 'p' || i || '@world.example', '' FROM n;
INSERT INTO person (id, key, kind, known)
SELECT id, 'P' || id, CASE id WHEN 10 THEN 'agent' ELSE 'human' END, id < 9
FROM alias;
INSERT INTO identity (alias_id, person_id, rule, confidence_pct)
SELECT id, id, 'directory address', 100 FROM alias;
INSERT INTO team (id, name, people) VALUES (1, 'Web', 6), (2, 'Tiny', 2);
INSERT INTO team_member (team_id, person_id, from_time, to_time)
SELECT CASE WHEN id < 7 THEN 1 ELSE 2 END, id, 0, 9223372036854775807
FROM person WHERE id < 9;

INSERT INTO tool (id, name, vendor, label)
VALUES (1, 'claude-code', 'Anthropic', 'Claude Code'),
  (2, 'cursor', 'Anysphere', 'Cursor');
INSERT INTO model (id, name, raw) VALUES (1, 'm1', 'M1');
INSERT INTO policy (source_id, locator, kind, name, from_time, status, owner)
SELECT 1, column1, column2, column3, -9223372036854775808, 'approved', 'CISO'
FROM (VALUES (1, 'tool', 'claude-code'), (2, 'mcp', '@example/*'),
  (3, 'data_source', 'github'));

-- Commits c1 to c8, and c11 to c20 in tools.
INSERT INTO "commit" (id, source_id, locator, oid, author_alias_id,
  committer_alias_id, author_time, commit_time, parents, reverts)
SELECT column1, 1, column1, 'c' || column1, column2, column2,
  unixepoch(column3), unixepoch(column3), 1, column4
FROM (VALUES (1, 1, '2026-07-10', NULL), (2, 2, '2026-07-20', NULL),
  (3, 7, '2026-08-05', NULL), (4, 3, '2026-08-15', NULL),
  (5, 9, '2026-08-20', 'c4'), (6, 10, '2026-09-10', NULL),
  (7, 10, '2026-09-20', NULL), (8, 1, '2026-05-15', NULL));
INSERT INTO "commit" (id, source_id, locator, oid, author_alias_id,
  committer_alias_id, author_time, commit_time, parents)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10)
SELECT 10 + i, 1, 10 + i, 'c' || (10 + i), 4, 4,
  unixepoch('2026-08-01') + i * 3600, unixepoch('2026-08-01') + i * 3600, 1
FROM n;
INSERT INTO commit_origin (commit_id, repository_id, person_id, team_id,
  origin, basis, tool_id, model_id, approved, confidence_pct)
VALUES (1, 1, 1, 1, 'ai', 'commit', 1, 1, 1, 100),
  (2, 1, 2, 1, 'human', 'stated', NULL, NULL, NULL, NULL),
  (3, 1, 7, 2, 'unknown', NULL, NULL, NULL, NULL, NULL),
  (4, 2, 3, 1, 'ai', 'commit', 2, NULL, 0, 100),
  (5, 2, 9, NULL, 'human', 'declared', NULL, NULL, NULL, NULL),
  (6, 2, 10, NULL, 'mixed', 'commit', 1, 1, 1, 100),
  (7, 1, 10, NULL, 'bot', NULL, NULL, NULL, NULL, NULL),
  (8, 1, 1, 1, 'human', 'dated', NULL, NULL, NULL, NULL);
INSERT INTO commit_origin (commit_id, repository_id, person_id, team_id,
  origin, basis, tool_id, approved, confidence_pct)
SELECT id, 3, 4, 1, CASE WHEN id < 16 THEN 'ai' ELSE 'human' END,
  CASE WHEN id < 16 THEN 'commit' ELSE 'stated' END,
  CASE WHEN id < 16 THEN 1 END, CASE WHEN id < 16 THEN 1 END, 100
FROM "commit" WHERE id > 10;

-- What c1, c4, c11 and c12 say themselves, and notes beside c1 to c5.
INSERT INTO attribution (source_id, locator, commit_id, file_id, line, origin,
  tool_id, model_id, signal, signature, level, confidence_pct)
SELECT 1, 1, column1, 0, 0, 'ai', column2, column3, 'coauthor_email', '',
  'commit', 95
FROM (VALUES (1, 1, 1), (4, 2, 0), (11, 1, 0), (12, 1, 0));
INSERT INTO note (source_id, locator, commit_id, signal, place, oid, level,
  whole, ai_lines, human_lines, claimed_lines)
SELECT 1, 1, column1, 'git-ai note', 'refs/notes/ai', '', 'line', 1, column2,
  0, column2
FROM (VALUES (1, 5), (2, 3), (3, 1), (4, 0), (5, 0));

-- Lines alive: since May and June some of before; at the end of September all
-- that the commits brought.
INSERT INTO cohort_span (repository_id, from_time, to_time, birth_month,
  tool_id, model_id, team_id, origin, language, kind, lines)
SELECT column1, unixepoch(column2), 9223372036854775807,
  2026 * 12 + column3 - 1, column4, column5, column6, column7, column8,
  column9, column10
FROM (VALUES
  (1, '2026-06-01', 5, 0, 0, 1, 'human', 'C', 'source', 1000),
  (1, '2026-10-01', 7, 1, 1, 1, 'ai', 'C', 'source', 3000),
  (1, '2026-10-01', 7, 0, 0, 1, 'human', 'C', 'source', 2000),
  (1, '2026-10-01', 8, 0, 0, 2, 'unknown', 'C', 'source', 1000),
  (2, '2026-07-01', 5, 0, 0, 0, 'unknown', 'C', 'source', 200),
  (2, '2026-10-01', 8, 2, 0, 1, 'ai', 'Python', 'source', 2000),
  (2, '2026-10-01', 8, 0, 0, 0, 'human', 'Python', 'source', 4000),
  (2, '2026-10-01', 9, 1, 1, 0, 'mixed', 'Python', 'source', 500),
  (2, '2026-10-01', 9, 1, 1, 0, 'mixed', 'Python', 'test', 500));

INSERT INTO override (source_id, locator, "commit", path, line, lines, origin,
  who, why)
VALUES (1, 1, 'c8', '', 0, NULL, 'human', 'CTO', 'written in May'),
  (1, 2, 'x9', 'a.c', 3, 4, 'ai', 'CTO', 'pasted');
INSERT INTO override_commit (override_id, commit_id)
SELECT id, 8 FROM override WHERE "commit" = 'c8';

INSERT INTO file (id, path)
VALUES (1, 'a.c'), (2, 'b.py'), (3, 'test_b.py'), (4, 'package-lock.json'),
  (5, 'CLAUDE.md'), (6, '.mcp.json'), (7, '.env');
INSERT INTO commit_file (commit_id, file_id, added, deleted, kind, language)
VALUES (1, 1, 3000, 0, 'source', 'C'), (2, 1, 2000, 10, 'source', 'C'),
  (3, 1, 1000, 0, 'source', 'C'), (4, 2, 2000, 0, 'source', 'Python'),
  (5, 2, 4000, 0, 'source', 'Python'), (6, 2, 500, 0, 'source', 'Python'),
  (6, 3, 500, 0, 'test', 'Python'),
  (7, 4, 100, 0, 'generated', NULL), (8, 1, 1000, 0, 'source', 'C'),
  (4, 4, NULL, NULL, 'infrastructure', NULL);

INSERT INTO scan (id, source_id, locator, tool, analysis, repository, ref,
  revision, time, digest, tool_label, tool_version, rules, state)
VALUES (1, 2, 1, 'semgrep', '', 'shop', '', '', unixepoch('2026-09-25'), 'x',
    'Semgrep', '1.99', 100, 'done'),
  (2, 2, 2, 'semgrep', '', 'bank', '', '', unixepoch('2026-09-25'), 'y',
    'Semgrep', '1.99', 100, 'done'),
  (3, 2, 3, 'semgrep', '', 'shop', '', '', unixepoch('2026-07-02'), 'z',
    'Semgrep', '1.99', 100, 'done'),
  (4, 2, 4, 'checkstyle', '', 'tools', '', '', unixepoch('2026-09-25'), 'w',
    'Checkstyle', '10', NULL, 'done');

-- Open: findings 1 to 6 on c1, 7 to 9 on c2 and c8, 10 on c3, 11 to 14 on c4,
-- 15 to 18 on c5, 19 on c6. The first is critical, the second high and young,
-- the rest medium; 10 is a secret. Fixed: 21 to 25, low, after 10 to 50 days.
-- Set aside: 26.
INSERT INTO finding (id, key, repository_id, tool, rule, category, severity,
  severity_rank, path, line, state, first_time, last_time, first_result_id,
  last_result_id)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 19)
SELECT i, 'f' || i, CASE WHEN i < 11 THEN 1 ELSE 2 END, 'semgrep', 'r' || i,
  CASE i WHEN 10 THEN 'secret' ELSE 'security' END, CASE i WHEN 1 THEN 'critical' WHEN 2 THEN 'high'
    ELSE 'medium' END,
  CASE i WHEN 1 THEN 1 WHEN 2 THEN 2 ELSE 3 END,
  CASE WHEN i < 11 THEN 'a.c' ELSE 'b.py' END, i, 'open',
  unixepoch(CASE i WHEN 2 THEN '2026-09-16' ELSE '2026-07-16' END),
  unixepoch('2026-09-25'), 0, 0
FROM n;
INSERT INTO finding_origin (finding_id, commit_id, origin, tool_id, model_id,
  language, kind)
SELECT f.id, o.commit_id, o.origin, o.tool_id, o.model_id,
  CASE f.repository_id WHEN 1 THEN 'C' ELSE 'Python' END, 'source'
FROM finding f JOIN commit_origin o ON o.commit_id = CASE
  WHEN f.id < 7 THEN 1 WHEN f.id < 9 THEN 2 WHEN f.id = 9 THEN 8
  WHEN f.id = 10 THEN 3 WHEN f.id < 15 THEN 4 WHEN f.id < 19 THEN 5
  ELSE 6 END;
INSERT INTO finding (id, key, repository_id, tool, rule, category, severity,
  severity_rank, path, line, state, first_time, last_time, fixed_time,
  first_result_id, last_result_id)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5)
SELECT 20 + i, 'f' || (20 + i), 1, 'semgrep', 'r', 'security', 'low', 4,
  'a.c', 20 + i, 'fixed', unixepoch('2026-07-02'), unixepoch('2026-07-02'),
  unixepoch('2026-07-02') + i * 864000, 0, 0
FROM n;

INSERT INTO finding_fix (finding_id, commit_id, time, origin, tool_id,
  model_id, person_id, team_id, lines, reason)
SELECT 20 + column1, column2, c.commit_time, coalesce(o.origin, 'unknown'),
  o.tool_id, o.model_id, o.person_id, o.team_id, iif(column2, 1, NULL),
  iif(column2, NULL, 'its lines are still there')
FROM (VALUES (1, 1), (2, 2), (3, 2), (4, 3), (5, NULL))
LEFT JOIN commit_origin o ON o.commit_id = column2
LEFT JOIN "commit" c ON c.id = column2;

INSERT INTO finding (id, key, repository_id, tool, rule, category, severity,
  severity_rank, path, line, state, first_time, last_time, first_result_id,
  last_result_id)
VALUES (26, 'f26', 1, 'semgrep', 'r', 'security', 'high', 2, 'a.c', 26,
  'suppressed', unixepoch('2026-07-16'), unixepoch('2026-09-25'), 0, 0);

-- Second results of 1, 2, 3 and 11, in September: how they were known again.
INSERT INTO result (id, source_id, locator, scan_id, ordinal, rule, severity,
  severity_rule, kind, category, path, line, end_line, "column", fingerprint,
  suppressed)
SELECT column1, 2, column1, column2, column1, 'r' || column3, 'medium', 'word',
  'fail', 'security', 'a.c', column3, column3, 0, '', 0
FROM (VALUES (1, 1, 1), (2, 1, 2), (3, 1, 3), (4, 2, 11));
INSERT INTO identity_pass (pass, label, certainty)
VALUES ('born', 'same living line', 'certain'),
  ('fingerprint', 'tool''s own fingerprint', 'high'),
  ('near', 'nearest line', 'low');
INSERT INTO finding_match (result_id, finding_id, pass)
VALUES (1, 1, 'born'), (2, 2, 'born'), (3, 3, 'near'), (4, 11, 'fingerprint');
INSERT INTO finding_known (finding_id, matches, pass, certainty)
VALUES (1, 1, 'born', 'certain'), (2, 1, 'born', 'certain'),
  (3, 1, 'near', 'low'), (11, 1, 'fingerprint', 'high');

-- 19 came back on 20 September; no later scan runs the rule of 5. The scanner
-- saw 21 to 23 20 days before the first scan.
INSERT INTO finding_closed (finding_id, from_time, to_time, state, how)
SELECT id, fixed_time, NULL, 'fixed', 'gone' FROM finding
WHERE state = 'fixed';
INSERT INTO finding_closed (finding_id, from_time, to_time, state, how)
VALUES (26, unixepoch('2026-07-16'), NULL, 'suppressed', NULL),
  (19, unixepoch('2026-08-01'), unixepoch('2026-09-20'), 'fixed', 'changed');
UPDATE finding SET reopened = 1, reopened_time = unixepoch('2026-09-20')
WHERE id = 19;
UPDATE finding SET unseen = 'rule', unseen_time = unixepoch('2026-09-25')
WHERE id = 5;
UPDATE finding SET tool_time = unixepoch('2026-06-12')
WHERE id BETWEEN 21 AND 23;

-- 1 and 2 are injections, 2 of a model's answer; 3 is about who may do what, 4
-- in no list; 6 is a package with a known weakness, without a CWE.
INSERT INTO weakness (cwe, name, category, owasp_2021, owasp_2025, top_25,
  gap, if_ai)
VALUES (89, 'SQL Injection', 'Data Neutralization Issues', 'A03 Injection',
    'A05 Injection', 2, NULL, 1),
  (862, 'Missing Authorization', 'Authorization Errors',
    'A01 Broken Access Control', 'A01 Broken Access Control', 4,
    'authentication', 0),
  (563, 'Assignment to Variable without Use', 'Bad Coding Practices', NULL,
    NULL, NULL, NULL, 0);
INSERT INTO gap_rule (ordinal, is_whole, scanner, pattern, gap)
VALUES (2, 0, '*', 'cve-*', 'dependencies');
UPDATE result SET names_model = 1 WHERE id = 2;
UPDATE finding SET last_result_id = 2 WHERE id = 2;
UPDATE finding SET cwe = CASE id WHEN 3 THEN 862 WHEN 4 THEN 563 ELSE 89 END
WHERE id <= 4;
UPDATE finding SET rule = CASE id WHEN 2 THEN 'LLM-sql' ELSE 'CVE-2026-1' END
WHERE id IN (2, 6);

-- 5 and 7, and 21 which was fixed, are of weaknesses in no list.
UPDATE finding SET cwe = CASE id WHEN 7 THEN 400 ELSE 327 END
WHERE id IN (5, 7, 21);
INSERT INTO scanner_reach (scanner, topic, languages)
SELECT 'semgrep', column1, '*' FROM (VALUES ('injection'), ('crypto'),
  ('resilience'), ('infrastructure'), ('dependencies'));

-- 12 is seen by two scanners. The scan of shop lists its rules and its files.
UPDATE finding SET tools = 2 WHERE id = 12;
INSERT INTO finding_tool (finding_id, tool, key, rule, category, severity, path,
  line, state, first_time, first_result_id, last_result_id)
SELECT id, column1, column1, rule, category, severity, path, line, state,
  first_time, 0, 0
FROM finding, (VALUES ('semgrep'), ('codeql')) WHERE id = 12;
UPDATE finding SET tools = 2 WHERE id = 13;
INSERT INTO finding_tool (finding_id, tool, key, rule, category, severity, path,
  line, state, first_time, fixed_time, first_result_id, last_result_id)
SELECT id, column1, column1, rule, category, severity, path, line, column2,
  first_time, column3, 0, 0
FROM finding, (VALUES ('semgrep', 'open', NULL),
  ('codeql', 'fixed', unixepoch('2026-09-10'))) WHERE id = 13;
INSERT INTO scan_set (id, digest) VALUES (1, 'rules'), (2, 'files');
INSERT INTO scan_set_rule (set_id, rule) VALUES (1, 'r1'), (1, 'r2');
INSERT INTO scan_set_file (set_id, file_id) VALUES (2, 1), (2, 2), (2, 3);
INSERT INTO scan_cover (scan_id, kind, set_id)
VALUES (1, 'rules', 1), (1, 'files', 2);
INSERT INTO scan_unread (scan_id, path) VALUES (1, 'b.py');

-- Found by assay itself, in March, and gone since.
INSERT INTO finding (id, key, repository_id, tool, rule, category, severity,
  severity_rank, cwe, path, line, state, first_time, last_time, fixed_time,
  first_result_id, last_result_id)
VALUES (30, 'f30', 1, 'assay', 'github-token', 'secret', 'critical', 1, 798,
  '.env', 2, 'fixed', unixepoch('2026-03-02'), unixepoch('2026-03-02'),
  unixepoch('2026-03-03'), 0, 0);
INSERT INTO finding_closed (finding_id, from_time, to_time, state, how)
VALUES (30, unixepoch('2026-03-03'), NULL, 'fixed', 'changed');

INSERT INTO secret VALUES (30, 'GitHub personal access token', 'GH_TOKEN', 8,
  NULL);

INSERT INTO tool_config (source_id, locator, commit_id, file_id, tool_id,
  change)
VALUES (1, 1, 1, 5, 1, 'added'), (1, 1, 2, 5, 1, 'changed');

-- One package in both repositories; a URL that was there until August.
INSERT INTO mcp_server (id, repository_id, file_id, name, identity, agent,
  kind, transport, version, pinned, disabled, trusted, insecure, exposed,
  target, env, sources,
  from_time, from_commit_id, to_time, to_commit_id, source_id, locator)
VALUES (1, 1, 6, 'files', '@example/files', 'claude-code', 'npm', 'stdio',
    NULL, 0, 0, 0, 0, 0, 'npx @example/files', '[]', '["filesystem"]', unixepoch('2026-07-10'), 1,
    NULL, NULL, 1, 3),
  (2, 2, 6, 'files', '@example/files', 'cursor', 'npm', 'stdio', '^1', 0, 0, 1,
    0, 0, 'npx @example/files', '["HOME"]', '["filesystem"]', unixepoch('2026-08-15'), 4, NULL, NULL, 1,
    3),
  (3, 1, 6, 'docs', 'mcp.example.com/mcp', 'claude-code', 'url', 'http', NULL,
    NULL, 0, 0, 0, 0, 'https://mcp.example.com/mcp', '["TOKEN"]', '["mcp.example.com"]', unixepoch('2026-07-10'),
    1, unixepoch('2026-08-05'), 3, 1, 8);

UPDATE mcp_server SET since_time = from_time;

INSERT INTO training (source_id, locator, alias_id, course, completed_time,
  platform, status, valid_until_time, due_time)
VALUES (3, 2, 1, 'AI', unixepoch('2026-02-01'), 'lms', 'completed',
    unixepoch('2027-02-01'), NULL),
  (3, 3, 3, 'AI', unixepoch('2025-06-01'), 'lms', 'completed',
    unixepoch('2026-06-01'), NULL),
  (3, 4, 5, 'AI', -9223372036854775808, 'lms', 'overdue', NULL,
    unixepoch('2026-06-01'));

-- One deployment a commit of tools, 1 to 10 days after it.
INSERT INTO deployment (id, source_id, locator, key, repository, environment,
  finished_time, succeeded, caused_failure)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10)
SELECT i, 1, i, 'd' || i, 'tools', 'production',
  unixepoch('2026-08-01') + i * 3600 + i * 86400, 1, i IN (1, 2, 3, 6)
FROM n;
INSERT INTO deployment (id, source_id, locator, key, repository, environment,
  finished_time, succeeded, caused_failure)
VALUES (11, 1, 11, 'd11', 'tools', 'test', unixepoch('2026-08-02'), 1, 1);
INSERT INTO commit_deployment (commit_id, deployment_id, time)
SELECT 10 + id, id, finished_time FROM deployment WHERE id < 11;

INSERT INTO incident (source_id, locator, system, key, opened_time, resolved_time,
  severity, ai_related)
VALUES (1, 1, '', 'i1', unixepoch('2026-07-05'), unixepoch('2026-07-06'), 'major',
    1),
  (1, 2, '', 'i2', unixepoch('2026-08-05'), NULL, 'minor', NULL),
  (1, 3, '', 'i3', unixepoch('2026-06-05'), unixepoch('2026-06-08'), 'minor', 0);
UPDATE incident SET hours_down_e6 = 2500000, records = 100,
  money_e6 = 1000000000, currency = 'EUR' WHERE key = 'i1';
UPDATE incident SET money_e6 = 500000000, currency = 'USD' WHERE key = 'i2';
-- i1 goes back to c1, of i2 nobody knows.
INSERT INTO incident_cause (incident_id, commit_id, cause, origin, tool_id,
  model_id, team_id, stage, introduced)
SELECT id, iif(key = 'i1', 1, NULL), iif(key = 'i1', 'commit', NULL),
  iif(key = 'i1', 'ai', 'unknown'), iif(key = 'i1', 1, NULL),
  iif(key = 'i1', 1, NULL), iif(key = 'i1', 1, NULL),
  iif(key = 'i2', 'test', 'production'), iif(key = 'i1', 'code', 'unknown')
FROM incident;
INSERT INTO scanner_finds VALUES ('semgrep', 'security'),
  ('semgrep', 'secret'), ('checkstyle', 'quality');
INSERT INTO stage_rule VALUES ('scanner', 'semgrep', 'code'),
  ('scanner', 'assay', 'code');

-- Living lines: shop has 15 of c1 in two runs and 3 of c2, which is human; bank
-- has 7 of c4, and of c6 two with a record of cursor's, one with its own and one
-- that nobody speaks of.
INSERT INTO line_part (repository_id, file_id, start, count, commit_id, origin,
  tool_id, model_id, attribution_id)
VALUES (1, 1, 1, 10, 1, 'ai', 1, 1, NULL),
  (1, 1, 11, 3, 2, 'human', NULL, NULL, NULL),
  (1, 1, 14, 5, 1, 'ai', 1, 1, NULL), (2, 2, 1, 7, 4, 'ai', 2, NULL, NULL),
  (2, 2, 8, 2, 6, 'ai', 2, NULL, 77), (2, 2, 10, 1, 6, 'ai', 1, 1, 78),
  (2, 2, 11, 1, 6, 'unknown', NULL, NULL, NULL);
INSERT INTO birth_exception (repository_id, commit_id, file_id, lines)
VALUES (1, 1, 1, 20), (2, 4, 2, 7), (2, 4, 4, 9), (2, 6, 2, 4), (2, 6, 3, 0);

-- What assay trace would select: c1, c4 and c6.
INSERT INTO traced (commit_id, at, repository_id, person_id, team_id, tool_id,
  model_id, level, written, alive, findings, worst, review, revert, position)
VALUES (1, unixepoch('2026-07-10'), 1, 1, 1, 1, 1, 'commit', 40, 25, 2, 1,
    'approved', 'clean', 1),
  (4, unixepoch('2026-08-15'), 2, 3, 1, 2, NULL, 'commit', 7, 7, 1, 3, NULL,
    NULL, 2),
  (6, unixepoch('2026-09-10'), 2, 10, NULL, 1, 1, 'commit', 10, 0, 0, NULL,
    'not_approved', 'gone', 3);
INSERT INTO traced_place (commit_id, repository_id, file_id, start, count,
  tool_id, model_id)
SELECT column1, column2, f.id, column4, column5, column6, column7
FROM (VALUES (1, 1, 'a.c', 1, 20, 1, 1), (1, 1, 'a.c', 30, 5, 1, 1),
  (4, 2, 'b.py', 1, 7, 2, NULL))
JOIN file f ON f.path = column3;
INSERT INTO traced_owned VALUES (1, 1, '@shop/web and 1 person');
INSERT INTO traced_finding (commit_id, finding_id) VALUES (1, 1), (1, 2),
  (4, 11);

-- Packages: of shop left-pad and typo-squat by c1, express by c2, mystery from
-- nobody knows where, debug needed by another, oldie from c8 to c2; of bank x
-- by c4. Shop gives its JSON files an owner; typo-squat stands elsewhere.
INSERT INTO file (id, path)
VALUES (15, 'package.json'), (16, 'go.mod'), (17, 'web/package.json');
INSERT INTO component (id, repository_id, ecosystem, package, direct, alive,
  from_commit_id, from_time, to_commit_id, to_time, file_id, line, version,
  scope, fixed, locked, owned, review)
SELECT column1, column2, column3, column4, column5, column6, column7, (
    SELECT commit_time FROM "commit" WHERE id = column7), column8, (
    SELECT commit_time FROM "commit" WHERE id = column8),
  column9, column1, '1', 'runtime', column10, column11, column12, column13
FROM (VALUES
  (1, 1, 'npm', 'left-pad', 1, 1, 1, NULL, 15, 0, 1, 1, 'approved'),
  (2, 1, 'npm', 'typo-squat', 1, 1, 1, NULL, 17, 0, 0, 0, NULL),
  (3, 1, 'npm', 'express', 1, 1, 2, NULL, 15, 1, 1, 1, NULL),
  (4, 1, 'npm', 'debug', 0, 1, 1, NULL, 4, NULL, 1, NULL, NULL),
  (5, 2, 'golang', 'x', 1, 1, 4, NULL, 16, 1, NULL, NULL, NULL),
  (6, 1, 'npm', 'mystery', 1, 1, NULL, NULL, 15, NULL, 1, 1, NULL),
  (7, 1, 'npm', 'oldie', 1, 0, 8, 2, NULL, NULL, NULL, NULL, NULL));
INSERT INTO tree_file (repository_id, file_id) VALUES (1, 1), (1, 4), (1, 15);
INSERT INTO ownership_rule (id, source_id, locator, repository_id, path, line,
  ordinal, dialect, section, optional, pattern, excludes, owner)
VALUES (1, 1, 1, 1, 'CODEOWNERS', 1, 0, 'github', '', 0, '*.json', 0, '@web');
INSERT INTO owner (repository_id, file_id, owner, rule_id)
VALUES (1, 4, '@web', 1), (1, 15, '@web', 1);

-- Who approved what: a person other than the author c1, c2, c11 and c12, the
-- author alone c4, nobody c13; c15 was merged by another. Of c6 no more is known
-- than that an agent said yes.
INSERT INTO validation (commit_id, state, how, confidence_pct, recorded,
  change_id, time)
SELECT column1, column2, column3, column4, column5, column6, unixepoch(column7)
FROM (VALUES (1, 'other', 'approval', 100, 1, NULL, NULL),
  (2, 'other', 'approval', 100, 1, NULL, NULL),
  (4, 'self', 'approval', 100, 1, NULL, NULL),
  (6, 'agent', 'Reviewed-by', 95, 0, NULL, NULL),
  (11, 'other', 'approval', 100, 1, 11, '2026-08-01 01:00'),
  (12, 'other', 'approval', 100, 1, 12, '2026-08-02 00:00'),
  (13, 'nobody', 'no approval', 100, 1, 13, NULL),
  (15, 'weak', 'merged by', 60, 1, 15, NULL));
INSERT INTO change (id, source_id, locator, key, created_time, merged_time,
  added, reviews_read)
VALUES (11, 1, 1, 'p11', unixepoch('2026-08-01'),
    unixepoch('2026-08-01 02:00'), 1000, 1),
  (12, 1, 2, 'p12', unixepoch('2026-08-01'), unixepoch('2026-08-02'), 1000, 1),
  (13, 1, 3, 'p13', unixepoch('2026-08-01'), unixepoch('2026-08-02'), 10, 1),
  (15, 1, 4, 'p15', unixepoch('2026-08-01'), unixepoch('2026-08-02'), 10, 1);
INSERT INTO change_commit
SELECT id, id, 'merge commit', 'x', 100 FROM change;
INSERT INTO change_commit VALUES (13, 14, 'listed commit', 'x', 100);

-- Days with AI tools: P1 to P4 and P1 again with claude-code, P1 with cursor; the
-- organisation's own report of one of these days says more.
INSERT INTO usage (source_id, locator, tool_id, report, scope, alias_id,
  day_time, surface, since_time, lines_added)
SELECT 1, 1, column1, column2, '', column3, unixepoch(column4), '',
  unixepoch(column4), column5
FROM (VALUES (1, 'claude-code-analytics', 1, '2026-07-14', 100),
  (1, 'claude-code-analytics', 1, '2026-07-15', 100),
  (1, 'claude-code-analytics', 2, '2026-07-16', 100),
  (1, 'claude-code-analytics', 3, '2026-07-17', 100),
  (1, 'claude-code-analytics', 4, '2026-07-18', 100),
  (1, 'usage', 0, '2026-07-14', 300), (2, 'cursor-daily', 1, '2026-07-14', 7));
UPDATE usage SET report = 'a-organisation' WHERE report = 'usage';
INSERT INTO seat (source_id, locator, tool_id, scope, alias_id, assigned_time,
  active_time)
SELECT 1, 1, 1, '', column1, unixepoch('2026-01-01'), unixepoch(column2)
FROM (VALUES (1, '2026-09-20'), (2, '2026-08-20'), (3, NULL),
  (5, '2026-05-02'), (6, NULL));
INSERT INTO survey (source_id, locator, survey, item, team, from_time, to_time,
  answers, sum_e6, low_e6, high_e6)
SELECT 1, 1, 's', 'q', column1, unixepoch('2026-09-07'),
  unixepoch('2026-09-12'), column2, column3, 1000000, 5000000
FROM (VALUES ('Web', 6, 20000000), ('', 5, 21000000));
INSERT INTO device (id, name) VALUES (1, 'd1'), (2, 'd2');
INSERT INTO sighting (source_id, locator, day_time, alias_id, device_id,
  tool_id, report, evidence, since_time, kind, certainty)
SELECT 1, 1, unixepoch('2026-08-08'), column1, column2, 2, 'x', 'y', 0,
  'program', 'sure' FROM (VALUES (1, 1), (0, 2));

INSERT INTO attest_item VALUES ('obs.logging_visibility', 'Logging', 'level',
    '1'), ('obs.prompt_tracing', 'Tracing', 'level', '2'),
  ('obs.response_monitoring', 'Responses', 'level', '3'),
  ('obs.infra_telemetry', 'Telemetry', 'level', '4'),
  ('incident.reconstructable', 'Incidents', 'level', '5'),
  ('obs.user_traceability', 'Users', 'level', '6'),
  ('attest.threat_model', 'Threat model', 'yes_no', '');
INSERT INTO attestation (source_id, locator, item, scope, time, answer, owner,
  valid_until_time, evidence)
VALUES (1, 1, 'obs.prompt_tracing', '', unixepoch('2026-02-01'), '2',
    'Head of platform', NULL, 'wiki'),
  (1, 2, 'attest.threat_model', 'shop', unixepoch('2025-08-01'), 'yes',
    'Head of security', unixepoch('2026-08-01'), NULL);
INSERT INTO policy_exception (source_id, locator, kind, name, scope, from_time,
  to_time, approver, reason)
VALUES (1, 1, 'tool', 'cursor', 'Web', unixepoch('2026-09-01'),
    unixepoch('2026-12-01'), 'CISO', 'trial'),
  (1, 2, 'tool', 'codex', '', unixepoch('2026-01-01'),
    unixepoch('2026-07-01'), 'CISO', 'trial'),
  (1, 3, 'data_source', 'file*', 'bank', unixepoch('2026-08-01'),
    unixepoch('2026-12-01'), 'CISO', 'trial');

-- What tests ran: of shop's a.c and bank's b.py in September, of tools in March.
INSERT INTO repository_file (repository_id, file_id, kind, language, lines)
VALUES (1, 1, 'source', 'C', 500), (2, 2, 'source', 'Python', 400);
INSERT INTO coverage_report (id, source_id, locator, repository, revision, time,
  format, digest)
SELECT column1, 1, 1, column2, '', unixepoch(column3), 'lcov', column1
FROM (VALUES (1, 'shop', '2026-09-28'), (2, 'bank', '2026-09-29'),
  (3, 'tools', '2026-03-01'));
INSERT INTO coverage_home (report_id, repository_id) VALUES (1, 1), (2, 2),
  (3, 3);
INSERT INTO coverage_file (id, source_id, locator, report_id, path, lines,
  covered, branches, covered_branches)
VALUES (1, 1, 2, 1, 'a.c', 280, 210, 0, 0), (2, 1, 9, 1, 'x.c', 1, 1, 0, 0),
  (3, 1, 2, 2, 'b.py', 230, 115, 0, 0), (4, 1, 2, 3, 'a.c', 9, 9, 0, 0);
INSERT INTO coverage_place (coverage_file_id, report_id, repository_id, at,
  file_id, reason)
SELECT f.id, f.report_id, h.repository_id, p.time, column2, column3
FROM (VALUES (1, 1, NULL), (2, NULL, 'no file of the repository'),
  (3, 2, NULL), (4, 1, NULL)) x
JOIN coverage_file f ON f.id = column1
JOIN coverage_report p ON p.id = f.report_id
JOIN coverage_home h ON h.report_id = p.id;
INSERT INTO tested_line (repository_id, file_id, start, count, covered,
  coverage_file_id, commit_id, origin, tool_id, model_id, counts)
SELECT c.repository_id, column1, column3, column4, column5,
  iif(column1 = 1, 1, 3), c.commit_id, c.origin, c.tool_id, c.model_id, 1
FROM (VALUES (1, 1, 1, 100, 1), (1, 1, 101, 50, 0), (1, 1, 151, 30, NULL),
  (1, 2, 181, 60, 1), (1, 2, 241, 20, 0), (1, 3, 261, 10, 1),
  (1, 3, 271, 10, 0), (1, 8, 281, 40, 1), (1, 8, 321, 10, 0),
  (2, 4, 1, 20, 1), (2, 4, 21, 80, 0), (2, 5, 101, 90, 1),
  (2, 5, 191, 10, 0), (2, 6, 201, 5, 1), (2, 6, 206, 5, 0)) x
JOIN commit_origin c ON c.commit_id = column2;

-- 14 stands in a file of infrastructure, which c4 brought. What is a.c is
-- sensitive; two approved c1.
INSERT INTO file (id, path) VALUES (18, 'main.tf');
INSERT INTO commit_file (commit_id, file_id, added, deleted, kind, language)
VALUES (4, 18, NULL, NULL, 'infrastructure', NULL);
UPDATE finding SET path = 'main.tf' WHERE id = 14;
INSERT INTO sign (topic, what, pattern, label)
VALUES ('sensitive', 'file', '*/a.c', 'all of it');
INSERT INTO change (id, source_id, locator, key, created_time, merged_time,
  added, reviews_read)
VALUES (1, 1, 5, 'p1', unixepoch('2026-07-09'), unixepoch('2026-07-10'), 10, 1);
INSERT INTO review (source_id, locator, change_key, reviewer_alias_id, time,
  verdict)
SELECT 1, 5, 'p1', column1, unixepoch('2026-07-09') + column1, 'approved'
FROM (VALUES (2), (3));
UPDATE validation SET change_id = 1 WHERE commit_id = 1;

-- Tickets: one of SHOP was read. Signatures of c1 and c4; tests of shop.
INSERT INTO work_item (source_id, locator, key)
VALUES (1, 1, 'SHOP-1'), (1, 2, 'https://h.example/x/bank/-/issues/3'),
  (1, 3, 'https://h.example/x/shop/-/issues/4');
INSERT INTO commit_ticket (commit_id, key)
VALUES (1, 'SHOP-1'), (4, '#3'), (4, '#4'), (6, 'SHOP-7'),
  (6, 'UTF-8'), (1, 'SHA-256');
UPDATE "commit" SET signature = iif(id = 1, 'ssh', 'pgp') WHERE id IN (1, 4);
INSERT INTO test_run (id, source_id, locator, repository, revision, time,
  digest)
VALUES (1, 1, 1, 'shop', '', unixepoch('2026-07-12'), 'd');
INSERT INTO test_case (source_id, locator, run_id, ordinal, suite, class, name,
  state)
VALUES (1, 1, 1, 1, 's', 'c', 'n', 'failed'), (1, 2, 1, 2, 's', 'c', 'm',
    'passed');

-- Finding 6 is of left-pad. What p9 is called is a role; the policy in force.
INSERT INTO result (id, source_id, locator, scan_id, ordinal, rule, severity,
  severity_rule, kind, category, path, line, end_line, "column", fingerprint,
  suppressed, package, package_version)
VALUES (5, 2, 5, 1, 5, 'CVE-2026-1', 'medium', 'word', 'fail', 'security',
  'a.c', 6, 6, 0, '', 0, 'Left-Pad', '1');
UPDATE finding SET last_result_id = 5 WHERE id = 6;
INSERT INTO sign (topic, what, pattern, label)
VALUES ('shared identity', 'email', 'p9@*', 'role');
INSERT INTO attest_item
VALUES ('policy.version_current', 'AI policy in force', 'yes_no', '');
INSERT INTO attestation (source_id, locator, item, scope, time, answer, owner,
  evidence, statement)
VALUES (1, 3, 'policy.version_current', '', unixepoch('2026-05-01'), 'yes',
  'CISO', 'wiki', 'v3');
INSERT INTO run (id, program, options) VALUES (1, 'assay 1.0', '');

-- Own runs of models: m1 works 10 of 10 and holds 9 at denial of service; of SQL
-- injection the run of June is older than that of August; m2 through cursor, once
-- with samples that nobody tested.
INSERT INTO model (id, name, raw) VALUES (2, 'm2', 'M2');
INSERT INTO benchmark_pattern (pattern, label, place, always)
VALUES ('dos', 'Denial', 1, 1), ('logging', 'Logging', 2, 1),
  ('sql', 'SQL', 3, 0);
INSERT INTO benchmark_word (word, pattern) VALUES ('sql injection', 'sql');
INSERT INTO weakness_pattern (cwe, pattern) VALUES (770, 'dos'), (89, 'sql');
INSERT INTO published_benchmark (key, topic, study, published, figure, value,
  unit, sample, caveat, confirmed, read, pattern, language, link)
VALUES ('a', 'security', 'Study', '2025-07', 'samples with a flaw', '45',
    'percent', '100 models', 'own scanner', 'yes', '2026-11-21', '', '', 'x'),
  ('b', 'security', 'Study', '2025-06', 'samples that pass', '80', 'percent',
    '100 models', 'own scanner', 'secondary', '2026-11-21', 'sql', '', 'x');
INSERT INTO benchmark_run (source_id, locator, model_id, version, tool_id,
  pattern, cwe, language, time, samples, working, secure)
SELECT 1, column1, column2, '', column3, column4, column5, 'Python',
  unixepoch(column6), column7, column8, column9
FROM (VALUES (2, 1, 0, 'upload', 770, '2026-08-01', 10, 10, 9),
  (3, 1, 1, 'login', 89, '2026-06-01', 50, 50, 10),
  (4, 1, 1, 'login', 89, '2026-08-01', 50, 45, 36),
  (5, 2, 2, 'SQL injection', 0, '2026-08-02', 40, 20, 5),
  (6, 2, 2, 'own task', 0, '2026-08-02', 30, NULL, NULL),
  (7, 2, 2, 'old task', 0, '2025-08-02', 30, 30, 0));

-- Spend: Claude Code 30 EUR of July and 920 EUR of 92 days, 31 of them before
-- the quarter; cursor 10 EUR and 5 USD.
INSERT INTO spend (source_id, locator, tool_id, scope, from_time, to_time,
  currency, item, amount_e6, seats)
SELECT 1, column1, column2, '', unixepoch(column3), unixepoch(column4), column5,
  '', column6 * 1000000, column7
FROM (VALUES (2, 1, '2026-07-01', '2026-08-01', 'EUR', 30, NULL),
  (3, 1, '2026-05-31', '2026-08-31', 'EUR', 920, 6),
  (4, 2, '2026-09-01', '2026-10-01', 'EUR', 10, NULL),
  (5, 2, '2026-09-01', '2026-10-01', 'USD', 5, 2));
