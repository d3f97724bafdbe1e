-- Derived tables: what depends on more than one source. link empties and fills
-- them after each import or merge; nobody else writes here.

DROP TABLE IF EXISTS derivation;
CREATE TABLE derivation (	-- these tables and views, as model/derived.c has it
  digest INTEGER NOT NULL
) STRICT;

DROP TABLE IF EXISTS filled_view;
CREATE TABLE filled_view (	-- views that tables stand for, model/filled.c
  name TEXT NOT NULL,
  sql TEXT NOT NULL	-- how it was written
) STRICT;

DROP TABLE IF EXISTS person;
CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,	-- directory key, else first address seen
  kind TEXT NOT NULL
    CHECK (kind IN ('human', 'agent') OR kind = 'bot'),
  known INTEGER NOT NULL,	-- 1: in a directory
  name TEXT,
  email TEXT
) STRICT;

-- Pseudonyms go into a temporary table of this name where they may be told.
DROP TABLE IF EXISTS person_name;
CREATE TABLE person_name (
  person_id INTEGER PRIMARY KEY,
  name TEXT
) STRICT;

DROP TABLE IF EXISTS identity;
CREATE TABLE identity (		-- alias -> person, and why
  alias_id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL,
  rule TEXT NOT NULL,		-- docs/method.md, "Who is who"
  evidence TEXT NOT NULL DEFAULT '',	-- what matched: an address, a login
  confidence_pct INTEGER NOT NULL
) STRICT;
CREATE INDEX identity_person ON identity (person_id);

DROP TABLE IF EXISTS identity_doubt;
CREATE TABLE identity_doubt (	-- what does not count, for a person to settle
  alias_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  rule TEXT NOT NULL,
  evidence TEXT NOT NULL,
  confidence_pct INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ambiguous', 'suggested')),
  PRIMARY KEY (alias_id, person_id)
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS machine_rule;
CREATE TABLE machine_rule (	-- data/machine-accounts.csv
  what TEXT NOT NULL CHECK (what IN ('login', 'email')),
  pattern TEXT NOT NULL,	-- GLOB, lower case
  kind TEXT NOT NULL CHECK (kind IN ('agent', 'bot')),
  PRIMARY KEY (what, pattern)
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS attest_item;
CREATE TABLE attest_item (	-- data/attest-items.csv
  item TEXT PRIMARY KEY,	-- as attestation.item
  title TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('level', 'yes_no')),
  capability TEXT NOT NULL	-- of observability, 1 to 6; '' none
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS usage_report;
CREATE TABLE usage_report (	-- data/usage-reports.csv
  report TEXT PRIMARY KEY,	-- as usage.report
  title TEXT NOT NULL,
  definition TEXT NOT NULL	-- what the vendor counts
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS published_benchmark;
CREATE TABLE published_benchmark (	-- data/benchmarks.csv: others' figures
  key TEXT PRIMARY KEY,
  topic TEXT NOT NULL
    CHECK (topic IN ('security', 'quality') OR topic IN ('delivery', 'use')),
  study TEXT NOT NULL,
  published TEXT NOT NULL,	-- year, month or day
  figure TEXT NOT NULL,		-- what the number says
  value TEXT NOT NULL,		-- as published
  unit TEXT NOT NULL,
  sample TEXT NOT NULL,
  caveat TEXT NOT NULL,		-- printed wherever the number is
  confirmed TEXT NOT NULL	-- yes: read in the source itself
    CHECK (confirmed IN ('yes', 'secondary')),
  read TEXT NOT NULL,		-- day
  pattern TEXT NOT NULL,	-- benchmark_pattern; '' of all
  language TEXT NOT NULL,	-- '' of all
  link TEXT NOT NULL		-- the primary source
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS benchmark_pattern;
CREATE TABLE benchmark_pattern (	-- data/benchmark-patterns.csv
  pattern TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  place INTEGER NOT NULL,	-- order of rows
  always INTEGER NOT NULL	-- 1: a row even where nothing was run
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS benchmark_word;
CREATE TABLE benchmark_word (	-- how runs that name no CWE call them
  word TEXT PRIMARY KEY,	-- lower case
  pattern TEXT NOT NULL
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS weakness_pattern;
CREATE TABLE weakness_pattern (	-- the nearest pattern above a CWE
  cwe INTEGER PRIMARY KEY,
  pattern TEXT NOT NULL
) STRICT;

DROP TABLE IF EXISTS team;
CREATE TABLE team (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  people INTEGER NOT NULL	-- members today; of a team without, ever
) STRICT;

DROP TABLE IF EXISTS team_member;
CREATE TABLE team_member (
  team_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  from_time INTEGER NOT NULL,	-- -2^63: always
  to_time INTEGER NOT NULL,	-- 2^63-1: still; exclusive
  PRIMARY KEY (person_id, from_time, team_id)
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS override_commit;
CREATE TABLE override_commit (	-- the commit that a correction names
  override_id INTEGER PRIMARY KEY,
  commit_id INTEGER NOT NULL
) STRICT;

DROP TABLE IF EXISTS commit_origin;
CREATE TABLE commit_origin (	-- one row a commit: who and what wrote it
  commit_id INTEGER PRIMARY KEY,
  repository_id INTEGER NOT NULL,	-- the first that has it, by key
  person_id INTEGER,
  team_id INTEGER,		-- of that person at that time
  origin TEXT NOT NULL
    CHECK (origin IN ('ai', 'human') OR origin IN ('bot', 'mixed')
      OR origin = 'unknown'),
  basis TEXT,			-- human: stated, dated, declared; ai: level;
				-- corrected; corrected_lines: some of them;
				-- picked: that of the commit it copies
  tool_id INTEGER,		-- the strongest; all stand in attribution
  model_id INTEGER,
  approved INTEGER,		-- AI: 1 every tool and model is approved, 0 not
  confidence_pct INTEGER,
  override_id INTEGER,		-- the correction of all of it
  copy_of INTEGER,		-- the commit whose work it repeats, which counts
  copied TEXT,			-- picked; restored: a revert is reverted
  by_line INTEGER NOT NULL DEFAULT 0	-- 1: its lines are told apart
) STRICT;

DROP TABLE IF EXISTS commit_landing;
CREATE TABLE commit_landing (	-- the innermost merge that brought it
  commit_id INTEGER PRIMARY KEY,
  merge_id INTEGER NOT NULL	-- a commit
) STRICT;

DROP TABLE IF EXISTS change_commit;
CREATE TABLE change_commit (	-- commits that came by a change request
  change_id INTEGER NOT NULL,
  commit_id INTEGER NOT NULL,
  rule TEXT NOT NULL,		-- merge commit, listed, head commit, ...
  evidence TEXT NOT NULL,	-- what it rests on: an id, a number
  confidence_pct INTEGER NOT NULL,
  PRIMARY KEY (commit_id, change_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_commit_change ON change_commit (change_id);

DROP TABLE IF EXISTS validation;
CREATE TABLE validation (	-- who looked at a commit before it counted;
  commit_id INTEGER PRIMARY KEY,	-- one that nobody speaks of is not in it
  state TEXT NOT NULL		-- other: a person other than its author; weak:
				-- likely one; nobody: it came by a request whose
				-- reviews are known, and nobody approved that
    CHECK (state IN ('other', 'weak') OR state IN ('self', 'agent')
      OR state = 'nobody'),
  how TEXT NOT NULL,		-- approval, Reviewed-by, merged by, ...
  confidence_pct INTEGER NOT NULL,
  recorded INTEGER NOT NULL,	-- 1: the reviews of its request are known
  change_id INTEGER,
  person_id INTEGER,		-- who looked at it
  time INTEGER			-- when; NULL: not said
) STRICT;

DROP TABLE IF EXISTS unread;
CREATE TABLE unread (		-- from when to when nobody can say what a file
  repository_id INTEGER NOT NULL,	-- names: it cannot be read
  file_id INTEGER NOT NULL,
  what TEXT NOT NULL,		-- mcp, secret, dependency
  from_time INTEGER,		-- NULL: not known
  from_commit_id INTEGER,
  to_time INTEGER,		-- exclusive; NULL: the audited revision is so
  to_commit_id INTEGER
) STRICT;
CREATE INDEX unread_what ON unread (what, repository_id, file_id);

DROP TABLE IF EXISTS mcp_server;
CREATE TABLE mcp_server (	-- a server of a file as it was for a while: from
  -- when it came or changed until it changed or left; link/mcp.sql
  id INTEGER PRIMARY KEY,
  repository_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  identity TEXT NOT NULL,
  agent TEXT NOT NULL,
  kind TEXT NOT NULL,
  transport TEXT,
  version TEXT,
  pinned INTEGER,
  disabled INTEGER NOT NULL,
  trusted INTEGER NOT NULL,
  insecure INTEGER NOT NULL,
  exposed INTEGER NOT NULL,
  target TEXT NOT NULL,
  env TEXT NOT NULL,
  sources TEXT NOT NULL,
  since_time INTEGER,		-- when it came; NULL: not known
  from_commit_id INTEGER,	-- that brought it; NULL: it is older than what
				-- can be read
  from_time INTEGER,		-- of this row; NULL: not known
  to_time INTEGER,		-- likewise, exclusive; NULL: the audited
				-- revision has it, or cannot be read
  to_commit_id INTEGER,		-- that ended it; NULL also when nobody knows
  is_last INTEGER NOT NULL DEFAULT 1,	-- 0: it went on, changed
  known INTEGER NOT NULL DEFAULT 1,	-- 0: its file cannot be read, so it may
				-- not be there; as it was before
  source_id INTEGER NOT NULL,
  locator INTEGER NOT NULL	-- line of the file
) STRICT;

DROP TABLE IF EXISTS mcp_consent;
CREATE TABLE mcp_consent (	-- what settings beside .mcp.json say of a server
  server_id INTEGER NOT NULL,	-- mcp_server
  verdict TEXT NOT NULL		-- allowed: tools of it run without asking;
    CHECK (verdict IN ('disabled', 'allowed') OR verdict = 'started'),
  from_time INTEGER,		-- NULL: not known
  to_time INTEGER		-- exclusive; NULL: still
) STRICT;
CREATE INDEX mcp_consent_server ON mcp_consent (server_id);

DROP TABLE IF EXISTS scan_home;
CREATE TABLE scan_home (	-- whose scan it is; those that nobody can tell
  scan_id INTEGER PRIMARY KEY,	-- are not in it
  repository_id INTEGER NOT NULL,
  audited INTEGER NOT NULL,	-- 1: of the audited ref, or of no named one
  time INTEGER			-- its own, else its commit's; NULL: unknown
) STRICT;

DROP TABLE IF EXISTS scan_whole;
CREATE TABLE scan_whole (	-- pages that together are all of a scan
  scan_id INTEGER PRIMARY KEY
) STRICT;

DROP TABLE IF EXISTS result_region;
CREATE TABLE result_region (	-- lines of a result_offset, from the text of
  result_id INTEGER PRIMARY KEY, -- its file at the scanned revision
  line INTEGER NOT NULL,
  end_line INTEGER NOT NULL
) STRICT;

DROP TABLE IF EXISTS finding;
CREATE TABLE finding (		-- one row an identity, over all scans
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,		-- digest of what makes it one; link makes
				-- the unique index finding_key of it
  repository_id INTEGER,	-- NULL: not placed
  tool TEXT NOT NULL,
  rule TEXT NOT NULL,
  category TEXT NOT NULL,
  severity TEXT NOT NULL,
  severity_rank INTEGER NOT NULL,	-- 1 critical .. 5 info
  cwe INTEGER,			-- the main one
  path TEXT NOT NULL,		-- at the last sighting
  line INTEGER NOT NULL,	-- 0: no line
  state TEXT NOT NULL
    CHECK (state IN ('open', 'fixed') OR state = 'suppressed'),
  first_time INTEGER,		-- first scan with it; NULL: in no placed one
  last_time INTEGER,		-- last scan with it
  fixed_time INTEGER,		-- first comparable scan without it, when fixed
  fixed_how TEXT,		-- changed, its file is there without it;
				-- deleted, with its file; gone, not known which
  tool_time INTEGER,		-- first sighting as the tool dates it; NULL: it
				-- does not
  unseen TEXT,			-- why scans since the last sighting say nothing
				-- of it: failed, revision, version, rule,
				-- unread, file; NULL: there is none such
  unseen_time INTEGER,		-- of the first of them
  reopened INTEGER NOT NULL DEFAULT 0,	-- times it came back when fixed
  reopened_time INTEGER,	-- the last time
  first_result_id INTEGER NOT NULL,	-- 0: found by assay itself
  last_result_id INTEGER NOT NULL,
  tools INTEGER NOT NULL DEFAULT 1	-- that found it: finding_tool
) STRICT;

CREATE INDEX finding_own_secret ON finding (id)
WHERE tool = 'assay' AND category = 'secret';

DROP TABLE IF EXISTS finding_tool;
CREATE TABLE finding_tool (	-- of findings that several tools found: what
  finding_id INTEGER NOT NULL,	-- each says, columns as in finding
  tool TEXT NOT NULL,
  key TEXT NOT NULL,
  rule TEXT NOT NULL,
  category TEXT NOT NULL,
  severity TEXT NOT NULL,
  cwe INTEGER,
  path TEXT NOT NULL,
  line INTEGER NOT NULL,
  state TEXT NOT NULL,
  first_time INTEGER,
  last_time INTEGER,
  fixed_time INTEGER,
  first_result_id INTEGER NOT NULL,
  last_result_id INTEGER NOT NULL,
  PRIMARY KEY (finding_id, tool)
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS finding_match;
CREATE TABLE finding_match (	-- results of a finding beside its first
  result_id INTEGER PRIMARY KEY,
  finding_id INTEGER NOT NULL,
  pass TEXT NOT NULL		-- that knew it again: data/identity-passes.csv
) STRICT;

DROP TABLE IF EXISTS identity_pass;
CREATE TABLE identity_pass (	-- data/identity-passes.csv
  pass TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  certainty TEXT NOT NULL
    CHECK (certainty IN ('certain', 'high', 'medium', 'low'))
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS finding_known;
CREATE TABLE finding_known (	-- how findings seen more than once were known
  finding_id INTEGER PRIMARY KEY,	-- again: the least certain of all
  matches INTEGER NOT NULL,	-- results beside the first
  pass TEXT NOT NULL,		-- as in finding_match; history: assay itself
  certainty TEXT NOT NULL	-- followed it; certainty as in identity_pass
) STRICT;

DROP TABLE IF EXISTS finding_closed;
CREATE TABLE finding_closed (	-- when a finding did not count as open
  finding_id INTEGER NOT NULL,
  from_time INTEGER NOT NULL,
  to_time INTEGER,		-- exclusive: NULL: still
  state TEXT NOT NULL CHECK (state IN ('fixed', 'suppressed')),
  how TEXT,			-- of fixed, as fixed_how
  PRIMARY KEY (finding_id, from_time)
) STRICT, WITHOUT ROWID;

-- What findings were, in order of time, as far as a later sighting, another scan
-- or another tool made something else of them; none for the others. The last
-- one, without an end, has no values: what it is now, finding tells.
DROP TABLE IF EXISTS finding_span;
CREATE TABLE finding_span (
  id INTEGER PRIMARY KEY,
  finding_id INTEGER NOT NULL,
  from_time INTEGER,		-- NULL: from the first on
  to_time INTEGER,		-- exclusive; NULL: since then
  seen_time INTEGER,		-- the last scan that had it so
  tool TEXT,			-- NULL: as now; columns as in finding
  rule TEXT,
  category TEXT,
  severity TEXT,
  severity_rank INTEGER,
  cwe INTEGER,
  path TEXT,
  line INTEGER,
  result_id INTEGER,		-- of that scan
  tools INTEGER,		-- NULL: as now
  tool_time INTEGER,
  unseen TEXT,
  unseen_time INTEGER,
  same_lines INTEGER,		-- 1: on those of the next span
  commit_id INTEGER,		-- columns as in finding_origin
  origin TEXT,
  tool_id INTEGER,
  model_id INTEGER,
  language TEXT,
  kind TEXT
) STRICT;
CREATE INDEX finding_span_finding ON finding_span (finding_id, to_time);

DROP TABLE IF EXISTS weakness;
CREATE TABLE weakness (		-- the catalogue, data/cwe.csv
  cwe INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  category TEXT,		-- of CWE view 699; NULL: it is in none
  owasp_2021 TEXT,		-- 'A03 Injection'; NULL: in none
  owasp_2025 TEXT,
  top_25 INTEGER,		-- rank in the CWE Top 25; NULL: not in it
  gap TEXT,			-- the main one of the seven; NULL: none
  if_ai INTEGER NOT NULL	-- 1: the gap is AI output when a model's
) STRICT;			-- answer gets there

DROP TABLE IF EXISTS gap_rule;
CREATE TABLE gap_rule (		-- data/gap-rules.csv
  ordinal INTEGER PRIMARY KEY,	-- the first that fits counts
  is_whole INTEGER NOT NULL,	-- the pattern is the rule itself
  scanner TEXT NOT NULL,
  pattern TEXT NOT NULL,	-- GLOB, lower case
  gap TEXT NOT NULL
) STRICT;
CREATE INDEX gap_rule_of ON gap_rule (is_whole, scanner, pattern);

DROP TABLE IF EXISTS scanner_finds;
CREATE TABLE scanner_finds (	-- what a clean scan by it tells of:
  scanner TEXT NOT NULL,	-- data/scanners.csv, data/scanner-finds.csv,
  category TEXT NOT NULL,	-- and what it has ever reported but style
  PRIMARY KEY (scanner, category)
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS scanner_reach;
CREATE TABLE scanner_reach (	-- data/scanner-reach.csv
  scanner TEXT NOT NULL,
  topic TEXT NOT NULL,		-- that it looks for: a gap, injection, crypto, ...
  languages TEXT NOT NULL,	-- 'Go;Rust'; *: all; seen: those of scanned_language
  PRIMARY KEY (scanner, topic)
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS sign;
CREATE TABLE sign (		-- data/signs.csv
  topic TEXT NOT NULL,
  what TEXT NOT NULL
    CHECK (what IN ('file', 'package') OR what = 'email'),
  pattern TEXT NOT NULL,	-- GLOB; file: of '/' and its path; package: of
				-- its ecosystem, a blank and its name; email
  label TEXT NOT NULL,
  PRIMARY KEY (topic, what, pattern)
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS stage_rule;
CREATE TABLE stage_rule (	-- data/stages.csv
  what TEXT NOT NULL CHECK (what IN ('word', 'scanner')),
  name TEXT NOT NULL,		-- lower case
  stage TEXT NOT NULL CHECK (stage IN
    ('design', 'code', 'build', 'test', 'staging', 'production')),
  PRIMARY KEY (what, name)
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS incident_cause;
CREATE TABLE incident_cause (	-- what an incident goes back to
  incident_id INTEGER PRIMARY KEY,
  commit_id INTEGER,
  cause TEXT,			-- commit, deployment; NULL: nobody knows
  origin TEXT NOT NULL,		-- of the commit, or of all that were deployed
  tool_id INTEGER,
  model_id INTEGER,
  team_id INTEGER,
  stage TEXT NOT NULL,		-- where it was found; unknown
  introduced TEXT NOT NULL	-- where it was brought in; unknown
) STRICT;

DROP TABLE IF EXISTS finding_line;
CREATE TABLE finding_line (	-- what it stands on, where it was seen last: a
  finding_id INTEGER NOT NULL,	-- row for lines of which the same is known
  line INTEGER NOT NULL,	-- the first
  lines INTEGER NOT NULL,
  commit_id INTEGER,		-- that wrote them; NULL: not known
  origin TEXT NOT NULL
    CHECK (origin IN ('ai', 'human', 'bot', 'mixed', 'unknown')),
  basis TEXT,			-- as line_run
  tool_id INTEGER,
  model_id INTEGER,
  confidence_pct INTEGER,
  birth_file_id INTEGER,	-- where the first was in that commit, by which
  birth_line INTEGER,		-- they are found again in revision_line
  PRIMARY KEY (finding_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_line_commit ON finding_line (commit_id);

DROP TABLE IF EXISTS finding_origin;
CREATE TABLE finding_origin (	-- whose lines it stands on, all together
  finding_id INTEGER PRIMARY KEY,
  commit_id INTEGER,		-- of most of them; NULL: none, or not known
  origin TEXT NOT NULL,		-- as commit_origin; mixed: AI's and others'
  basis TEXT,			-- of AI's lines, if there are any
  tool_id INTEGER,		-- likewise, as the next
  model_id INTEGER,
  confidence_pct INTEGER,	-- the least of them
  lines INTEGER,		-- NULL: none
  ai_lines INTEGER,
  way TEXT,			-- how they were found: revision, the scan names
				-- it; time, the audited head when it was made;
				-- head, it says neither; history, by assay;
				-- package, who brought that
  language TEXT,
  kind TEXT,			-- of the file
  reason TEXT			-- why there is no commit
) STRICT;

DROP TABLE IF EXISTS finding_fix;
CREATE TABLE finding_fix (	-- what ended a fixed finding
  finding_id INTEGER PRIMARY KEY,
  commit_id INTEGER,		-- that ended most of its lines; NULL: not known
  time INTEGER,			-- of the commit
  origin TEXT NOT NULL,		-- as commit_origin, like all below
  basis TEXT,
  tool_id INTEGER,
  model_id INTEGER,
  person_id INTEGER,
  team_id INTEGER,
  lines INTEGER,		-- that it ended
  reason TEXT			-- why there is no commit
) STRICT;

DROP TABLE IF EXISTS coverage_home;
CREATE TABLE coverage_home (	-- whose files a report of coverage speaks of
  report_id INTEGER PRIMARY KEY,
  repository_id INTEGER NOT NULL
) STRICT;

DROP TABLE IF EXISTS coverage_place;
CREATE TABLE coverage_place (	-- which file of the repository each file of a
  coverage_file_id INTEGER PRIMARY KEY,	-- report is (link/tested.c)
  report_id INTEGER NOT NULL,
  repository_id INTEGER NOT NULL,
  at INTEGER,			-- the time for which the report speaks; NULL:
				-- that of the audited revision
  file_id INTEGER,		-- in the report's revision; NULL: not known
  reason TEXT			-- why not
) STRICT;

DROP TABLE IF EXISTS tested_line;
CREATE TABLE tested_line (	-- lines of the audited revision that a report
  repository_id INTEGER NOT NULL,	-- of coverage has looked at
  file_id INTEGER NOT NULL,
  start INTEGER NOT NULL,	-- from 1
  count INTEGER NOT NULL,
  covered INTEGER,		-- 1, tests ran them; 0; NULL: nothing to run
  coverage_file_id INTEGER NOT NULL,	-- that says so
  commit_id INTEGER,		-- as line_run, like all below
  origin TEXT NOT NULL
    CHECK (origin IN ('ai', 'human', 'bot', 'mixed', 'unknown')),
  tool_id INTEGER,
  model_id INTEGER,
  counts INTEGER NOT NULL,
  PRIMARY KEY (repository_id, file_id, start)
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS secret;
CREATE TABLE secret (		-- more of findings of literal secrets
  finding_id INTEGER PRIMARY KEY,
  label TEXT NOT NULL,		-- of its rule, for print
  name TEXT NOT NULL,		-- that it is assigned to; '' when none
  from_commit_id INTEGER,	-- NULL: it is older than what can be read
  to_commit_id INTEGER		-- that took it away last
) STRICT;

DROP TABLE IF EXISTS commit_deployment;
CREATE TABLE commit_deployment (	-- first deployment that holds it
  commit_id INTEGER PRIMARY KEY,
  deployment_id INTEGER NOT NULL,
  time INTEGER NOT NULL
) STRICT;

-- revision_line cut where records and corrections begin and end
-- (link/line_origin.c): the lines of commits whose lines are told apart. All
-- others have the origin of their commit; the view line_run has both.
DROP TABLE IF EXISTS line_part;
CREATE TABLE line_part (
  repository_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  start INTEGER NOT NULL,	-- as in revision_line
  count INTEGER NOT NULL,
  commit_id INTEGER NOT NULL,
  birth_file_id INTEGER,
  birth_line INTEGER,
  origin TEXT NOT NULL
    CHECK (origin IN ('ai', 'human') OR origin IN ('bot', 'mixed')
      OR origin = 'unknown'),
  basis TEXT,			-- as commit_origin: line when a record says so
  tool_id INTEGER,
  model_id INTEGER,
  confidence_pct INTEGER,
  attribution_id INTEGER,	-- the record of these lines
  override_id INTEGER,		-- the correction
  PRIMARY KEY (repository_id, file_id, start)
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS line_home;
CREATE TABLE line_home (	-- where lines of a commit of several repositories
  commit_id INTEGER PRIMARY KEY,	-- count
  repository_id INTEGER NOT NULL
) STRICT;

DROP TABLE IF EXISTS twin_repository;
CREATE TABLE twin_repository (	-- another by key has the same audited revision
  repository_id INTEGER PRIMARY KEY
) STRICT;

DROP TABLE IF EXISTS cohort_span;
CREATE TABLE cohort_span (	-- from when to when as many lines lived
  repository_id INTEGER NOT NULL,
  from_time INTEGER NOT NULL,	-- ends of months, as in line_change
  to_time INTEGER NOT NULL,	-- exclusive; 2^63-1: still
  birth_month INTEGER NOT NULL,	-- year * 12 + month - 1 of the commit, in UTC;
				-- 0: not known
  tool_id INTEGER NOT NULL,	-- 0: none, or not known
  model_id INTEGER NOT NULL,
  team_id INTEGER NOT NULL,	-- of who made the commit; 0: not known
  origin TEXT NOT NULL,
  language TEXT NOT NULL,	-- of the file they were born in; '' for none
  kind TEXT NOT NULL,
  lines INTEGER NOT NULL
) STRICT;

DROP TABLE IF EXISTS unlooked_file;
CREATE TABLE unlooked_file (	-- of the audited revision, that scans leave out
  repository_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  from_time INTEGER NOT NULL,	-- the first scan there that lists its files;
				-- -2^63: it has no time
  PRIMARY KEY (repository_id, file_id)
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS unlooked_line;
CREATE TABLE unlooked_line (	-- what lives in them, columns as in cohort_span
  repository_id INTEGER NOT NULL,
  birth_month INTEGER NOT NULL,
  tool_id INTEGER NOT NULL,
  model_id INTEGER NOT NULL,
  team_id INTEGER NOT NULL,
  origin TEXT NOT NULL,
  language TEXT NOT NULL,
  kind TEXT NOT NULL,
  from_time INTEGER NOT NULL,	-- as in unlooked_file
  lines INTEGER NOT NULL,
  PRIMARY KEY (repository_id, birth_month, tool_id, model_id, team_id, origin,
    language, kind)
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS skill;
CREATE TABLE skill (
  person_id INTEGER NOT NULL,
  topic TEXT NOT NULL,		-- language or topic
  from_time INTEGER NOT NULL,
  to_time INTEGER NOT NULL,	-- exclusive
  PRIMARY KEY (person_id, topic, from_time)
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS owner;
CREATE TABLE owner (
  repository_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  owner TEXT NOT NULL,
  rule_id INTEGER NOT NULL,	-- ownership_rule that names it
  PRIMARY KEY (repository_id, file_id, owner)
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS component;
CREATE TABLE component (	-- a package, from when it came until it left
  id INTEGER PRIMARY KEY,
  repository_id INTEGER NOT NULL,
  ecosystem TEXT NOT NULL,
  package TEXT NOT NULL,
  direct INTEGER NOT NULL,	-- 1: the project asks for it, 0: a package does
  alive INTEGER NOT NULL,	-- 1: in the audited revision
  unread INTEGER NOT NULL DEFAULT 0,	-- 1: what named it there last cannot
				-- be read: not known
  from_commit_id INTEGER,	-- that brought it; NULL: not known
  from_time INTEGER,
  from_file_id INTEGER,		-- that named it first
  to_commit_id INTEGER,		-- after which nothing names it
  to_time INTEGER,
  file_id INTEGER,		-- of the audited revision, as all below
  line INTEGER,
  version TEXT,			-- as written there
  scope TEXT,
  fixed INTEGER,		-- 1: one version will do, 0: several; NULL:
				-- not said there
  locked INTEGER,		-- 1: in a lock file, 0: not in it; NULL: there
				-- is none of its ecosystem
  owned INTEGER,		-- 1: its manifest has an owner; NULL: no rules
  review TEXT			-- approved, not_approved; NULL: not known
) STRICT;
CREATE INDEX component_commit ON component (from_commit_id);

DROP TABLE IF EXISTS component_unread;
CREATE TABLE component_unread (	-- when nobody knew whether it was there: what
  component_id INTEGER NOT NULL,	-- named it could not be read
  from_time INTEGER,		-- NULL: not known
  to_time INTEGER		-- exclusive; NULL: still
) STRICT;
CREATE INDEX component_unread_component ON component_unread (component_id);

-- What assay trace selects goes into temporary tables of these names, which
-- stand before them; here they are empty, so that its measures can be asked.
DROP TABLE IF EXISTS traced;
CREATE TABLE traced (
  commit_id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  repository_id INTEGER NOT NULL,
  person_id INTEGER,
  team_id INTEGER,
  tool_id INTEGER,
  model_id INTEGER,
  level TEXT NOT NULL,
  written INTEGER,		-- lines; NULL: not known
  alive INTEGER,		-- NULL also when some are only possible
  possible INTEGER,		-- living lines that may be theirs
  corrected INTEGER,		-- of alive: by a correction
  shared INTEGER,		-- of alive: another tool took part as well
  findings INTEGER,		-- open, on lines that are left
  findings_gone INTEGER,	-- open, on lines rewritten since the scan
  worst INTEGER,		-- severity rank of the worst on lines left
  closed INTEGER,		-- findings that it ended; NULL: none known
  closed_worst INTEGER,		-- severity rank of the worst of them
  review TEXT,			-- approved, not_approved; NULL: not known
  revert TEXT,			-- clean, conflict, gone; NULL: not tried
  reason TEXT,			-- why it is not clean
  position INTEGER NOT NULL,	-- in the order to look at them, from 1
  name TEXT,			-- keyed id, or the id where it may be shown
  author TEXT,			-- likewise
  copy_of INTEGER,		-- as commit_origin
  copied TEXT
) STRICT;

DROP TABLE IF EXISTS traced_place;
CREATE TABLE traced_place (
  commit_id INTEGER NOT NULL,
  repository_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  start INTEGER NOT NULL,
  count INTEGER NOT NULL,
  birth_file_id INTEGER,
  tool_id INTEGER,
  model_id INTEGER,
  sure INTEGER NOT NULL DEFAULT 1,	-- 0: may be theirs
  copy INTEGER NOT NULL DEFAULT 0,	-- 1: the same lines in another clone
  corrected INTEGER NOT NULL DEFAULT 0,
  shared INTEGER NOT NULL DEFAULT 0	-- 1: another tool took part as well
) STRICT;

DROP TABLE IF EXISTS traced_finding;
CREATE TABLE traced_finding (
  commit_id INTEGER NOT NULL,
  finding_id INTEGER NOT NULL,
  sure INTEGER NOT NULL DEFAULT 1,
  alive INTEGER NOT NULL DEFAULT 1,	-- 0: no line of the commit that it was
				-- found on is left
  file_id INTEGER,		-- where the first of them that is left stands at
  line INTEGER			-- the audited revision; NULL: not known
) STRICT;

DROP TABLE IF EXISTS traced_owned;
CREATE TABLE traced_owned (	-- owners of a file in words
  repository_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (repository_id, file_id)
) STRICT;

DROP TABLE IF EXISTS traced_correction;
CREATE TABLE traced_correction (	-- that concern them, or keep some out
  override_id INTEGER NOT NULL,
  commit_id INTEGER NOT NULL
) STRICT;

DROP TABLE IF EXISTS traced_owner;
CREATE TABLE traced_owner (	-- of the files in traced_place
  repository_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  owner TEXT NOT NULL,
  shown TEXT			-- what may be told of it; NULL: a person
) STRICT;

-- What assay gate judges goes into temporary tables of these names, likewise.
DROP TABLE IF EXISTS readiness;
CREATE TABLE readiness (	-- an item of data/readiness.csv in a repository
  at INTEGER NOT NULL,		-- end of the period
  ordinal INTEGER NOT NULL,	-- of the item
  item TEXT NOT NULL,
  gap TEXT NOT NULL,
  title TEXT NOT NULL,
  severity TEXT NOT NULL,
  rule TEXT NOT NULL,
  repository_id INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN
    ('pass', 'fail', 'waived', 'not_assessed')),
  required INTEGER NOT NULL,	-- 1: not assessed, it keeps the gate from passing
  population INTEGER NOT NULL,	-- records that were looked at
  exceptions INTEGER NOT NULL,
  unknown INTEGER NOT NULL,	-- of the population
  whole_population INTEGER NOT NULL,	-- of these, in each repository: of all
  whole_exceptions INTEGER NOT NULL,
  whole_unknown INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (at, item, repository_id)
) STRICT, WITHOUT ROWID;

-- And what controls come to.
DROP TABLE IF EXISTS control_result;
CREATE TABLE control_result (
  at INTEGER NOT NULL,		-- end of the period
  ordinal INTEGER NOT NULL,
  framework TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  control TEXT NOT NULL,
  title TEXT NOT NULL,
  evidence TEXT NOT NULL,	-- ids, ';' between
  result TEXT NOT NULL CHECK (result IN
    ('met', 'partly met', 'not met', 'not assessed', 'attested',
      'not applicable')),
  test TEXT NOT NULL,
  population INTEGER,		-- records; NULL: none are counted
  exceptions INTEGER,
  unknown INTEGER,
  sample INTEGER,		-- records to draw to repeat the test
  remaining INTEGER,		-- exceptions left at most when none of them is
  strength TEXT NOT NULL,
  since INTEGER,
  limits TEXT NOT NULL,
  open TEXT NOT NULL,
  PRIMARY KEY (at, ordinal)
) STRICT, WITHOUT ROWID;
