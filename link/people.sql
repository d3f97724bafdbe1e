-- Who is who. Each identity (alias) that is used gets one person. A rule that
-- names two people links nobody; what no rule links is a person of its own,
-- not in the directory, and never guessed from a name.
--
-- Order of trust: the directory's addresses and logins (with those of the
-- configuration), .mailmap, the login in a noreply address, a list with login
-- and address of one account, same address. Names count where the configuration
-- says whose they are; else they are suggested.

DROP TABLE IF EXISTS temp.used;
CREATE TEMP TABLE used (alias_id INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO used SELECT author_alias_id FROM "commit";
INSERT OR IGNORE INTO used SELECT committer_alias_id FROM "commit";
INSERT OR IGNORE INTO used SELECT alias_id FROM commit_person;
INSERT OR IGNORE INTO used SELECT alias_id FROM training;
INSERT OR IGNORE INTO used SELECT alias_id FROM assessment;
INSERT OR IGNORE INTO used SELECT alias_id FROM usage WHERE alias_id > 0;
INSERT OR IGNORE INTO used SELECT alias_id FROM seat;
INSERT OR IGNORE INTO used SELECT alias_id FROM sighting WHERE alias_id > 0;
INSERT OR IGNORE INTO used SELECT reviewer_alias_id FROM review;
INSERT OR IGNORE INTO used
  SELECT author_alias_id FROM change WHERE author_alias_id IS NOT NULL;
INSERT OR IGNORE INTO used
  SELECT merger_alias_id FROM change WHERE merger_alias_id IS NOT NULL;
INSERT OR IGNORE INTO used SELECT alias_id FROM commit_approval;
INSERT OR IGNORE INTO used
  SELECT alias_id FROM result_suppression WHERE alias_id IS NOT NULL;
INSERT OR IGNORE INTO used
  SELECT assignee_alias_id FROM work_item WHERE assignee_alias_id IS NOT NULL;

-- Agents and bots commit under identities of their own.
DROP TABLE IF EXISTS temp.machine;
CREATE TEMP TABLE machine (alias_id INTEGER PRIMARY KEY, kind TEXT);
INSERT INTO machine
SELECT c.author_alias_id,
  CASE max(t.origin = 'bot') WHEN 1 THEN 'bot' ELSE 'agent' END
FROM attribution t JOIN "commit" c ON c.id = t.commit_id
WHERE t.signal = 'author_email' AND t.origin IN ('ai', 'bot')
  AND t.confidence_pct >= 85
GROUP BY c.author_alias_id;

-- So do they review and hold seats. Whom the directory knows is none.
INSERT OR IGNORE INTO machine
SELECT a.id, CASE max(r.kind = 'agent') WHEN 1 THEN 'agent' ELSE 'bot' END
FROM used u JOIN alias a ON a.id = u.alias_id
JOIN machine_rule r ON CASE r.what WHEN 'login' THEN lower(trim(a.login))
  ELSE lower(trim(a.email)) END GLOB r.pattern
WHERE NOT EXISTS (SELECT 1 FROM directory_alias d
  WHERE (d.kind = 'login' AND d.value = lower(trim(a.login)))
    OR (d.kind = 'email' AND d.value = lower(trim(a.email))))
GROUP BY a.id;

-- The address and login to compare, and what .mailmap makes of it. A line that
-- gives an agent's address to a person, or a person's to an agent, makes
-- neither the other.
DROP TABLE IF EXISTS temp.machine_email;
CREATE TEMP TABLE machine_email (email TEXT PRIMARY KEY);
INSERT OR IGNORE INTO machine_email
SELECT lower(trim(a.email)) FROM machine m JOIN alias a ON a.id = m.alias_id
WHERE a.email <> '';

-- A no-reply address holds a login: [digits+]login at GitHub, digits-login at
-- GitLab.
DROP TABLE IF EXISTS temp.face;
CREATE TEMP TABLE face (
  alias_id INTEGER PRIMARY KEY,
  name TEXT, email TEXT, login TEXT, mapped TEXT, noreply TEXT);
INSERT INTO face
SELECT a.id, trim(a.name), lower(trim(a.email)), lower(trim(a.login)),
  (SELECT min(lower(trim(m.email))) FROM mailmap m
    WHERE m.alias_id = a.id
      AND (lower(trim(m.email)) IN (SELECT email FROM machine_email))
        = (a.id IN (SELECT alias_id FROM machine))),
  CASE WHEN lower(a.email) LIKE '%@users.noreply.github.com' THEN
    substr(lower(substr(a.email, 1, instr(a.email, '@') - 1)),
      instr(a.email, '+') + 1)
  WHEN lower(a.email) GLOB '[0-9]*-*@users.noreply.*' THEN
    substr(lower(substr(a.email, 1, instr(a.email, '@') - 1)),
      instr(a.email, '-') + 1) END
FROM alias a JOIN used u ON u.alias_id = a.id;
CREATE INDEX temp.face_login ON face (login) WHERE login <> '';

-- Addresses and logins of the directory, and its keys that are one.
DROP TABLE IF EXISTS temp.known;
CREATE TEMP TABLE known (kind TEXT, value TEXT, person TEXT, rule TEXT,
  rank INTEGER);
INSERT INTO known
SELECT kind, value, person, iif(kind = 'email', 'directory address',
  'directory login'), iif(kind = 'email', 1, 2)
FROM directory_alias WHERE kind IN ('email', 'login') AND value <> '';
INSERT INTO known
SELECT DISTINCT k.kind, lower(d.person), d.person, 'directory key', 3
FROM directory d JOIN (SELECT 'email' AS kind UNION SELECT 'login') k
WHERE d.person <> '';
INSERT INTO known
SELECT 'name', a.value, a.person, 'name in the configuration', 4
FROM directory_alias a JOIN source s ON s.id = a.source_id
WHERE a.kind = 'name' AND s.importer = 'config';
CREATE INDEX temp.known_value ON known (kind, value);

DROP TABLE IF EXISTS temp.claim;
CREATE TEMP TABLE claim (alias_id INTEGER, person TEXT, rule TEXT,
  evidence TEXT, confidence INTEGER, rank INTEGER);
INSERT INTO claim
SELECT f.alias_id, k.person, k.rule, k.value, 100, k.rank
FROM face f JOIN known k ON k.kind = 'email' AND k.value = f.email
WHERE f.email <> '';
INSERT INTO claim
SELECT f.alias_id, k.person, k.rule, k.value, 100,
  iif(k.rank = 2, 1, k.rank) -- an address of somebody else is no better
FROM face f JOIN known k ON k.kind = 'login' AND k.value = f.login
WHERE f.login <> '';
INSERT INTO claim
SELECT f.alias_id, k.person, k.rule, k.value, 100, k.rank
FROM face f JOIN known k ON k.kind = 'name' AND k.value = f.name
WHERE f.name <> '';
INSERT INTO claim
SELECT f.alias_id, k.person, 'mailmap', f.mapped, 95, 5
FROM face f JOIN known k ON k.kind = 'email' AND k.value = f.mapped
  AND k.rank = 1;
INSERT INTO claim
SELECT f.alias_id, k.person, 'noreply login', f.noreply, 90, 6
FROM face f JOIN known k ON k.kind = 'login' AND k.value = f.noreply
  AND k.rank = 2;

-- A list that gives login and address of one account (seats, usage) joins what
-- is known by either alone.
INSERT INTO claim
SELECT DISTINCT f.alias_id, k.person, 'login beside an address', k.value, 90, 7
FROM face f
JOIN face g ON g.login IN (f.login, f.noreply) AND g.email <> ''
  AND g.login <> ''
JOIN known k ON k.kind = 'email' AND k.value = g.email AND k.rank = 1
WHERE f.alias_id <> g.alias_id AND g.email <> f.email;

-- The best rule decides; where it names two people, none does.
DROP TABLE IF EXISTS temp.best;
CREATE TEMP TABLE best (alias_id INTEGER PRIMARY KEY, rank INTEGER,
  people INTEGER);
INSERT INTO best
SELECT c.alias_id, c.rank, count(DISTINCT c.person)
FROM claim c JOIN (
  SELECT alias_id, min(rank) AS rank FROM claim GROUP BY alias_id) b
  ON b.alias_id = c.alias_id AND b.rank = c.rank
GROUP BY c.alias_id;

DROP TABLE IF EXISTS temp.choice;
CREATE TEMP TABLE choice (
  alias_id INTEGER PRIMARY KEY, person TEXT, rule TEXT, evidence TEXT,
  confidence INTEGER);
INSERT INTO choice
SELECT alias_id, person, rule, evidence, confidence FROM (
SELECT c.alias_id, c.person, c.rule, c.evidence, c.confidence,
  min(c.rule || ' ' || c.evidence)
FROM claim c JOIN best b ON b.alias_id = c.alias_id AND b.rank = c.rank
WHERE b.people = 1 GROUP BY c.alias_id);

-- The key of everybody else: the address, else the login, else the name.
INSERT INTO choice
SELECT f.alias_id,
  CASE WHEN f.mapped IS NOT NULL THEN 'email:' || f.mapped
    WHEN f.email <> '' THEN 'email:' || f.email
    WHEN f.login <> '' THEN 'login:' || f.login
    ELSE 'name:' || f.name END,
  CASE WHEN f.mapped IS NOT NULL THEN 'mailmap only' ELSE 'same spelling' END,
  CASE WHEN f.mapped IS NOT NULL THEN f.mapped WHEN f.email <> '' THEN f.email
    WHEN f.login <> '' THEN f.login ELSE f.name END,
  CASE WHEN f.mapped IS NOT NULL THEN 90 ELSE 80 END
FROM face f WHERE f.alias_id NOT IN (SELECT alias_id FROM choice);

INSERT INTO person (key, kind, known, name, email)
SELECT d.person, 'human', 1, min(d.name), NULL
FROM directory d GROUP BY d.person ORDER BY d.person;

INSERT OR IGNORE INTO person (key, kind, known, name, email)
SELECT c.person, coalesce(min(m.kind), 'human'), 0, min(nullif(f.name, '')),
  min(nullif(coalesce(f.mapped, f.email), ''))
FROM choice c JOIN face f USING (alias_id)
LEFT JOIN machine m USING (alias_id)
GROUP BY c.person ORDER BY c.person;

INSERT INTO identity (alias_id, person_id, rule, evidence, confidence_pct)
SELECT c.alias_id, p.id, c.rule, c.evidence, c.confidence
FROM choice c JOIN person p ON p.key = c.person ORDER BY c.alias_id;

-- What else was said of an identity: rules that name several people, and what
-- may be so, for a person to confirm: nothing of it counts.
INSERT INTO identity_doubt (alias_id, person_id, rule, evidence,
  confidence_pct, state)
SELECT DISTINCT c.alias_id, p.id, c.rule, c.evidence, c.confidence, 'ambiguous'
FROM claim c JOIN best b ON b.alias_id = c.alias_id AND b.rank = c.rank
JOIN person p ON p.key = c.person WHERE b.people > 1;

-- Those whom no directory knows, with what may be compared of them: names of
-- two words and more, in either order; what stands before the @.
DROP TABLE IF EXISTS temp.stranger;
CREATE TEMP TABLE stranger (
  alias_id INTEGER PRIMARY KEY, person_id INTEGER, name TEXT, local TEXT);
INSERT INTO stranger
SELECT f.alias_id, p.id,
  CASE WHEN f.name LIKE '%_, _%' THEN lower(trim(substr(f.name,
      instr(f.name, ',') + 1)) || ' '
      || trim(substr(f.name, 1, instr(f.name, ',') - 1)))
    WHEN f.name LIKE '%_ _%' THEN lower(f.name) END,
  CASE WHEN f.noreply IS NOT NULL THEN f.noreply
    WHEN f.email LIKE '_%@_%'
      THEN substr(f.email, 1, instr(f.email, '@') - 1)
    WHEN f.login <> '' THEN f.login END
FROM face f JOIN identity i ON i.alias_id = f.alias_id
JOIN person p ON p.id = i.person_id AND p.known = 0 AND p.kind = 'human'
WHERE f.alias_id NOT IN (SELECT alias_id FROM identity_doubt);
CREATE INDEX temp.stranger_name ON stranger (name);

-- Of a name that one person of the directory has, and one stranger.
DROP TABLE IF EXISTS temp.one_name;
CREATE TEMP TABLE one_name (name TEXT PRIMARY KEY, person TEXT);
INSERT OR IGNORE INTO one_name
SELECT name, min(person) FROM (
  SELECT lower(trim(value)) AS name, person FROM directory_alias
  WHERE kind = 'name' AND trim(value) LIKE '%_ _%' AND value NOT LIKE '%,%'
  UNION
  SELECT lower(trim(substr(value, instr(value, ',') + 1)) || ' '
    || trim(substr(value, 1, instr(value, ',') - 1))), person
  FROM directory_alias WHERE kind = 'name' AND value LIKE '%_, _%')
GROUP BY name HAVING count(DISTINCT person) = 1;

INSERT OR IGNORE INTO identity_doubt (alias_id, person_id, rule, evidence,
  confidence_pct, state)
SELECT s.alias_id, p.id, 'same name', s.name, 60, 'suggested'
FROM stranger s JOIN one_name n ON n.name = s.name
JOIN person p ON p.key = n.person
WHERE (SELECT count(DISTINCT x.person_id) FROM stranger x
  WHERE x.name = s.name) = 1;

-- What stands before the @ of one person's address, five letters or more; of
-- several of one login.
DROP TABLE IF EXISTS temp.one_local;
CREATE TEMP TABLE one_local (local TEXT PRIMARY KEY, person TEXT);
INSERT OR IGNORE INTO one_local
SELECT local, min(person) FROM (
  SELECT substr(value, 1, instr(value, '@') - 1) AS local, person
  FROM known WHERE kind = 'email' AND value LIKE '_%@_%'
  UNION SELECT value, person FROM known
  WHERE kind = 'login' AND instr(value, '@') = 0)
WHERE length(local) >= 5
  AND local NOT IN ('admin', 'build', 'deploy', 'devel', 'github', 'gitlab',
    'hello', 'infra', 'jenkins', 'nobody', 'office', 'release', 'security',
    'support', 'vagrant', 'ubuntu', 'noreply', 'no-reply', 'anonymous')
GROUP BY local HAVING count(DISTINCT person) = 1;
INSERT OR IGNORE INTO identity_doubt (alias_id, person_id, rule, evidence,
  confidence_pct, state)
SELECT s.alias_id, p.id, 'same login or local part', s.local, 50, 'suggested'
FROM stranger s JOIN one_local n ON n.local = s.local
JOIN person p ON p.key = n.person;

INSERT INTO team (name, people)
SELECT team, coalesce(nullif(count(DISTINCT person) FILTER (
    WHERE to_time IS NULL OR to_time > (
      SELECT coalesce(max(commit_time), to_time) FROM "commit")), 0),
  count(DISTINCT person))
FROM directory WHERE team <> '' GROUP BY team ORDER BY team;

INSERT OR IGNORE INTO team_member (team_id, person_id, from_time, to_time)
SELECT t.id, p.id, d.from_time, coalesce(d.to_time, 9223372036854775807)
FROM directory d JOIN team t ON t.name = d.team
JOIN person p ON p.key = d.person
ORDER BY p.id, d.from_time, t.id;

DROP TABLE temp.used;
DROP TABLE temp.face;
DROP TABLE temp.claim;
DROP TABLE temp.choice;
DROP TABLE temp.best;
DROP TABLE temp.known;
DROP TABLE temp.stranger;
DROP TABLE temp.one_name;
DROP TABLE temp.one_local;
DROP TABLE temp.machine;
DROP TABLE temp.machine_email;
