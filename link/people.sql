-- Who is who. Each identity (alias) that is used gets one person. A rule that
-- names two people links nobody; what no rule links is a person of its own,
-- not in the directory, and never guessed from a name.
--
-- Order of trust: the directory's addresses and logins (with those of the
-- configuration), .mailmap, the login in a noreply address, same address.

DROP TABLE IF EXISTS temp.used;
CREATE TEMP TABLE used (alias_id INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO used SELECT author_alias_id FROM "commit";
INSERT OR IGNORE INTO used SELECT committer_alias_id FROM "commit";
INSERT OR IGNORE INTO used SELECT alias_id FROM commit_person;
INSERT OR IGNORE INTO used SELECT alias_id FROM training;
INSERT OR IGNORE INTO used SELECT alias_id FROM assessment;
INSERT OR IGNORE INTO used SELECT alias_id FROM usage WHERE alias_id > 0;
INSERT OR IGNORE INTO used SELECT alias_id FROM seat;
INSERT OR IGNORE INTO used SELECT reviewer_alias_id FROM review;
INSERT OR IGNORE INTO used
  SELECT author_alias_id FROM change WHERE author_alias_id IS NOT NULL;
INSERT OR IGNORE INTO used
  SELECT merger_alias_id FROM change WHERE merger_alias_id IS NOT NULL;
INSERT OR IGNORE INTO used SELECT alias_id FROM commit_approval;
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

DROP TABLE IF EXISTS temp.face;
CREATE TEMP TABLE face (
  alias_id INTEGER PRIMARY KEY,
  name TEXT, email TEXT, login TEXT, mapped TEXT, noreply TEXT);
INSERT INTO face
SELECT a.id, a.name, lower(trim(a.email)), lower(trim(a.login)),
  (SELECT min(lower(trim(m.email))) FROM mailmap m
    WHERE m.alias_id = a.id
      AND (lower(trim(m.email)) IN (SELECT email FROM machine_email))
        = (a.id IN (SELECT alias_id FROM machine))),
  CASE WHEN lower(a.email) LIKE '%@users.noreply.github.com' THEN
    substr(lower(substr(a.email, 1, instr(a.email, '@') - 1)),
      instr(a.email, '+') + 1) END
FROM alias a JOIN used u ON u.alias_id = a.id;

DROP TABLE IF EXISTS temp.claim;
CREATE TEMP TABLE claim (alias_id, person, rule, confidence, rank);
INSERT INTO claim
SELECT f.alias_id, d.person, 'directory address', 100, 1
FROM face f JOIN directory_alias d
  ON d.kind = 'email' AND d.value = f.email AND f.email <> '';
INSERT INTO claim
SELECT f.alias_id, d.person, 'directory login', 100, 2
FROM face f JOIN directory_alias d
  ON d.kind = 'login' AND d.value = f.login AND f.login <> '';
INSERT INTO claim
SELECT f.alias_id, d.person, 'directory key', 100, 3
FROM face f JOIN directory d
  ON lower(d.person) IN (f.login, f.email) AND f.login || f.email <> '';
INSERT INTO claim
SELECT f.alias_id, d.person, 'name in the configuration', 100, 4
FROM face f JOIN directory_alias d
  ON d.kind = 'name' AND d.value = f.name AND f.name <> '';
INSERT INTO claim
SELECT f.alias_id, d.person, 'mailmap', 95, 5
FROM face f JOIN directory_alias d
  ON d.kind = 'email' AND d.value = f.mapped;
INSERT INTO claim
SELECT f.alias_id, d.person, 'noreply login', 90, 6
FROM face f JOIN directory_alias d
  ON d.kind = 'login' AND d.value = f.noreply;

DROP TABLE IF EXISTS temp.choice;
CREATE TEMP TABLE choice (
  alias_id INTEGER PRIMARY KEY, person TEXT, rule TEXT, confidence INTEGER);
INSERT INTO choice
SELECT alias_id, min(person), min(rule), min(confidence)
FROM claim c
WHERE rank = (SELECT min(rank) FROM claim d WHERE d.alias_id = c.alias_id)
GROUP BY alias_id HAVING count(DISTINCT person) = 1;

-- The key of everybody else: the address, else the login, else the name.
INSERT INTO choice
SELECT f.alias_id,
  CASE WHEN f.mapped IS NOT NULL THEN 'email:' || f.mapped
    WHEN f.email <> '' THEN 'email:' || f.email
    WHEN f.login <> '' THEN 'login:' || f.login
    ELSE 'name:' || f.name END,
  CASE WHEN f.mapped IS NOT NULL THEN 'mailmap only' ELSE 'same spelling' END,
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

INSERT INTO identity (alias_id, person_id, rule, confidence_pct)
SELECT c.alias_id, p.id, c.rule, c.confidence
FROM choice c JOIN person p ON p.key = c.person ORDER BY c.alias_id;

INSERT INTO team (name, people)
SELECT team, count(DISTINCT person) FROM directory
WHERE team <> '' GROUP BY team ORDER BY team;

INSERT OR IGNORE INTO team_member (team_id, person_id, from_time, to_time)
SELECT t.id, p.id, d.from_time, coalesce(d.to_time, 9223372036854775807)
FROM directory d JOIN team t ON t.name = d.team
JOIN person p ON p.key = d.person
ORDER BY p.id, d.from_time, t.id;

DROP TABLE temp.used;
DROP TABLE temp.face;
DROP TABLE temp.claim;
DROP TABLE temp.choice;
DROP TABLE temp.machine;
DROP TABLE temp.machine_email;
