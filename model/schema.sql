-- The unified model: one open SQLite file between import and report.
--
-- Facts are what importers store: immutable, each with a natural key (UNIQUE)
-- whose columns are never NULL. Derived tables are made by link from several
-- facts and are dropped and rebuilt each time. Row ids never leave a file.
--
-- Conventions: a table is a noun in the singular. *_time are seconds since
-- 1970-01-01T00:00:00Z. NULL is "not known". *_id refers to the table of that
-- name. *_e6 are decimals in millionths, so that SQL compares integers only.
-- Words of tables with many rows are checked two by two: SQLite makes a table
-- of a longer list for every row that is added.
-- source_id and locator (line of a file, or a record's own id) lead from each
-- fact to file and line. Names, addresses and logins of people stand in
-- directory, directory_alias, alias, mailmap, person and identity alone.

-- ---------------------------------------------------- provenance of data --

CREATE TABLE source (		-- one input file or repository
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,		-- relative to the config; '/' between parts
  importer TEXT NOT NULL,	-- name of the importer, or 'config'
  sha256 TEXT NOT NULL,		-- of the content; for git of the heads read
  bytes INTEGER NOT NULL,
  version INTEGER NOT NULL,	-- of the importer
  options TEXT NOT NULL,	-- what the config said of it, canonical
  why TEXT NOT NULL,		-- why this importer reads it
  read INTEGER NOT NULL DEFAULT 0,	-- = imported + duplicate + rejected
  imported INTEGER NOT NULL DEFAULT 0,	--   + empty, always
  duplicate INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  empty INTEGER NOT NULL DEFAULT 0,
  UNIQUE (path, importer)
) STRICT;

CREATE TABLE source_overlap (	-- both hold a record of one natural key
  path TEXT NOT NULL,		-- source.path, whose row was there
  other TEXT NOT NULL,		-- source.path that came later
  PRIMARY KEY (path, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE reject (		-- a record that was not imported
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  line INTEGER NOT NULL,
  "column" INTEGER NOT NULL,
  code TEXT NOT NULL,		-- stable reason code, e.g. 'bad-date'
  text TEXT NOT NULL		-- expected, found, how to fix
) STRICT;
CREATE INDEX reject_source ON reject (source_id);

CREATE TABLE diagnostic (	-- what a report survives but must say
  id INTEGER PRIMARY KEY,
  source_id INTEGER REFERENCES source ON DELETE CASCADE,
  severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
  code TEXT NOT NULL,		-- row of data/diagnostics.csv
  line INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX diagnostic_source ON diagnostic (source_id);

CREATE TABLE run (		-- what made this file; no clock
  id INTEGER PRIMARY KEY CHECK (id = 1),
  program TEXT NOT NULL,
  as_of_time INTEGER,
  options TEXT NOT NULL
) STRICT;

CREATE TABLE setting (		-- the configuration, flattened
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  name TEXT NOT NULL UNIQUE,	-- e.g. 'organisation.name', 'threshold.x'
  value TEXT NOT NULL
) STRICT;

-- ---------------------------------------------------------- organisation --

CREATE TABLE directory (	-- a person's membership, as a directory says
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  person TEXT NOT NULL,		-- the directory's own key of the person
  team TEXT NOT NULL,		-- '' when it names none
  from_time INTEGER NOT NULL,	-- UNKNOWN (-2^63) when open
  name TEXT,
  role TEXT,
  to_time INTEGER,		-- exclusive
  UNIQUE (person, team, from_time)
) STRICT;

CREATE TABLE directory_alias (	-- an address or login of such a person
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  person TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('email', 'login', 'name')),
  value TEXT NOT NULL,		-- lower case for email and login
  UNIQUE (person, kind, value)
) STRICT;

CREATE TABLE alias (		-- an identity as a source spells it
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,		-- '' when not given, in all three
  email TEXT NOT NULL,		-- as written
  login TEXT NOT NULL,
  UNIQUE (name, email, login)
) STRICT;

CREATE TABLE mailmap (		-- what a repository's .mailmap makes of one
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  alias_id INTEGER NOT NULL REFERENCES alias ON DELETE CASCADE,
  repository_id INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  UNIQUE (alias_id, repository_id)
) STRICT;

CREATE TABLE repository (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE,	-- configured id, else remote, else root + name
  name TEXT NOT NULL,		-- short, for print
  path TEXT NOT NULL,		-- where link may read it; '' when nowhere
  remote TEXT,
  head_oid TEXT,		-- the audited revision
  ref TEXT,			-- the audited ref
  shallow INTEGER NOT NULL,	-- 1: history is cut off
  service TEXT,
  data_class TEXT
) STRICT;

CREATE TABLE tree_file (	-- the files of the audited revision
  repository_id INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE,
  file_id INTEGER NOT NULL REFERENCES file,
  PRIMARY KEY (repository_id, file_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ownership_rule (	-- CODEOWNERS of the audited revision
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  repository_id INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE,
  path TEXT NOT NULL,		-- of the rule file
  line INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,	-- of the owner in the line, from 0
  dialect TEXT NOT NULL CHECK (dialect IN ('github', 'gitlab')),
  section TEXT NOT NULL,	-- GitLab; '' none
  optional INTEGER NOT NULL,	-- 1: the section's approval is optional
  approvals INTEGER,		-- that the section asks for
  pattern TEXT NOT NULL,
  excludes INTEGER NOT NULL,	-- 1: keeps paths out of the section
  owner TEXT,			-- login, team or address; NULL un-owns
  UNIQUE (repository_id, path, line, ordinal)
) STRICT;

-- ------------------------------------------------------------------ code --

CREATE TABLE "commit" (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  oid TEXT NOT NULL UNIQUE,
  author_alias_id INTEGER NOT NULL REFERENCES alias,
  committer_alias_id INTEGER NOT NULL REFERENCES alias,
  author_time INTEGER NOT NULL,
  commit_time INTEGER NOT NULL,
  parents INTEGER NOT NULL,	-- 2 or more: a merge, which stores no lines
  reverts TEXT,			-- full oid, when the message says so
  cherry_of TEXT,		-- likewise
  signature TEXT		-- pgp, ssh, x509, other: it carries one, good or
				-- not; NULL: none
) STRICT;
CREATE INDEX commit_time ON "commit" (commit_time);

CREATE TABLE commit_parent (
  commit_id INTEGER NOT NULL REFERENCES "commit" ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,	-- from 0
  parent_oid TEXT NOT NULL,
  PRIMARY KEY (commit_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE commit_repository (	-- so that forks don't count twice
  commit_id INTEGER NOT NULL REFERENCES "commit" ON DELETE CASCADE,
  repository_id INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE,
  PRIMARY KEY (commit_id, repository_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX commit_repository_repository ON commit_repository (repository_id);

CREATE TABLE commit_person (	-- who else stands behind a commit
  commit_id INTEGER NOT NULL REFERENCES "commit" ON DELETE CASCADE,
  alias_id INTEGER NOT NULL REFERENCES alias,
  role TEXT NOT NULL CHECK (role IN ('coauthor', 'prompter')),
  PRIMARY KEY (commit_id, alias_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE commit_approval (	-- who looked at it, as its message says
  commit_id INTEGER NOT NULL REFERENCES "commit" ON DELETE CASCADE,
  alias_id INTEGER NOT NULL REFERENCES alias,
  how TEXT NOT NULL		-- signed: committed what another wrote
    CHECK (how IN ('approved', 'reviewed') OR how IN ('acked', 'signed')),
  line INTEGER NOT NULL,	-- of the message
  PRIMARY KEY (commit_id, alias_id, how)
) STRICT, WITHOUT ROWID;

CREATE TABLE commit_request (	-- the change request that its message names
  commit_id INTEGER NOT NULL REFERENCES "commit" ON DELETE CASCADE,
  repository TEXT NOT NULL,	-- host/owner/name or group/project; '': its own
  number INTEGER NOT NULL,
  how TEXT NOT NULL		-- subject: "(#12)"; merge: a merge's own words
    CHECK (how IN ('subject', 'merge') OR how = 'line'),
  PRIMARY KEY (commit_id, repository, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE commit_ticket (	-- what its message names in the form of a key
  commit_id INTEGER NOT NULL REFERENCES "commit" ON DELETE CASCADE,
  key TEXT NOT NULL,		-- SHOP-12; UTF-8 has that form, too
  PRIMARY KEY (commit_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE file (		-- a path, whatever the repository
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE revert_trial (	-- what undoing a commit at a head came to; a
  oid TEXT NOT NULL,		-- memory that never goes stale
  head_oid TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('clean', 'conflict', 'gone')),
  reason TEXT NOT NULL,		-- the files in conflict; else ''
  PRIMARY KEY (oid, head_oid)
) STRICT, WITHOUT ROWID;

CREATE TABLE commit_file (	-- equals git log --no-renames --numstat
  commit_id INTEGER NOT NULL REFERENCES "commit" ON DELETE CASCADE,
  file_id INTEGER NOT NULL REFERENCES file,
  added INTEGER,		-- lines; NULL for binary files
  deleted INTEGER,
  kind TEXT NOT NULL,		-- data/kinds.csv: source, test,
				-- infrastructure, documentation, generated,
				-- other, submodule
  language TEXT,		-- data/languages.csv; NULL when none
  renamed_from INTEGER REFERENCES file,	-- beside the full deletion
  PRIMARY KEY (commit_id, file_id)
) STRICT, WITHOUT ROWID;

-- Whose lines are whose, equal to git blame. All four are of the audited ref
-- and made anew whenever it moved.

CREATE TABLE birth_exception (	-- a commit writes as many lines into a file as
				-- commit_file.added says, but for these: those
				-- of a renamed file were there before, a merge
				-- wrote some, another ref has the commit
  repository_id INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE,
  commit_id INTEGER NOT NULL REFERENCES "commit" ON DELETE CASCADE,
  file_id INTEGER NOT NULL REFERENCES file,
  lines INTEGER NOT NULL,	-- that it wrote; 0: none
  PRIMARY KEY (repository_id, commit_id, file_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX birth_exception_commit ON birth_exception (commit_id);

CREATE TABLE repository_file (	-- every path that held lines of text
  repository_id INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE,
  file_id INTEGER NOT NULL REFERENCES file,
  kind TEXT NOT NULL,		-- as commit_file
  language TEXT,
  lines INTEGER,		-- of the audited revision; 0: none, or gone;
				-- NULL: not known
  PRIMARY KEY (repository_id, file_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE revision_line (	-- lines of the audited revision that one commit
				-- wrote one after another
  repository_id INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE,
  file_id INTEGER NOT NULL REFERENCES file,
  start INTEGER NOT NULL,	-- from 1
  count INTEGER NOT NULL,
  commit_id INTEGER REFERENCES "commit" ON DELETE SET NULL,	-- NULL: not known
  birth_file_id INTEGER REFERENCES file,	-- where the first was in that
  birth_line INTEGER,				-- commit
  PRIMARY KEY (repository_id, file_id, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_line_commit ON revision_line (commit_id);

CREATE TABLE line_change (	-- what the ref gained and lost, month by month
  repository_id INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE,
  at_time INTEGER NOT NULL,	-- end of the month, exclusive; the last one:
				-- right behind HEAD's commit
  commit_id INTEGER NOT NULL,	-- that wrote the lines; 0: not known
  file_id INTEGER NOT NULL,	-- theirs in that commit; not known: theirs now
  line INTEGER NOT NULL,	-- the first, in that commit; 0: nobody speaks of
				-- its lines, and all of files of this one's kind
				-- and language are added up
  count INTEGER NOT NULL,	-- lines
  change INTEGER NOT NULL,	-- by how often each is there: 1 came, -1 went;
				-- more when a file became several
  PRIMARY KEY (repository_id, at_time, commit_id, file_id, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE review (		-- what a person said of a change request
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  change_key TEXT NOT NULL,	-- change.key
  reviewer_alias_id INTEGER NOT NULL REFERENCES alias,
  time INTEGER NOT NULL,	-- UNKNOWN (-2^63): not said
  verdict TEXT NOT NULL,	-- approved, changes_requested, dismissed,
				-- commented
  revision TEXT,		-- oid that was looked at
  UNIQUE (change_key, reviewer_alias_id, time)
) STRICT;

-- -------------------------------------------------------------------- AI --

CREATE TABLE tool (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,	-- id of data/ai-signatures.csv: claude-code
  vendor TEXT,
  label TEXT			-- for print: Claude Code
) STRICT;

CREATE TABLE model (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,		-- normal form: claude-opus-4-6
  raw TEXT NOT NULL,		-- as the source spells it
  UNIQUE (name, raw)
) STRICT;

CREATE TABLE attribution (	-- one piece of evidence; never summed up
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  commit_id INTEGER NOT NULL REFERENCES "commit" ON DELETE CASCADE,
  file_id INTEGER NOT NULL,	-- 0: the whole commit
  line INTEGER NOT NULL,	-- 0: the whole file or commit
  origin TEXT NOT NULL
    CHECK (origin IN ('ai', 'human') OR origin IN ('bot', 'mixed')),
  tool_id INTEGER NOT NULL,	-- 0: not recorded
  model_id INTEGER NOT NULL,	-- 0: not recorded
  signal TEXT NOT NULL,		-- coauthor_email, trailer, git-ai note, ...
  signature TEXT NOT NULL,	-- row of the table that matched, no names
  level TEXT NOT NULL
    CHECK (level IN ('line', 'counted')
      OR level IN ('commit', 'repository')),
  lines INTEGER,		-- that it speaks of, each once; NULL: all
  confidence_pct INTEGER NOT NULL,
  UNIQUE (commit_id, file_id, line, origin, tool_id, model_id, signal,
    signature)
) STRICT;

CREATE TABLE attribution_range (	-- the lines of evidence of level line
  attribution_id INTEGER NOT NULL REFERENCES attribution ON DELETE CASCADE,
  file_id INTEGER NOT NULL REFERENCES file,
  line INTEGER NOT NULL,	-- from 1, in the commit's own version
  lines INTEGER NOT NULL,	-- no line of a note is in two ranges
  PRIMARY KEY (attribution_id, file_id, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (		-- what a tool recorded beside a commit
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  commit_id INTEGER NOT NULL REFERENCES "commit" ON DELETE CASCADE,
  signal TEXT NOT NULL,		-- as that of its attributions
  place TEXT NOT NULL,		-- ref or file
  oid TEXT NOT NULL,		-- of the content
  level TEXT NOT NULL
    CHECK (level IN ('line', 'counted') OR level = 'commit'),
  whole INTEGER NOT NULL,	-- 1: lines it does not name are unattested
  ai_lines INTEGER NOT NULL,	-- each once
  human_lines INTEGER NOT NULL,
  claimed_lines INTEGER NOT NULL,	-- AI's as the tool itself adds them up
  UNIQUE (commit_id, signal)
) STRICT;

CREATE TABLE override (		-- a correction that every report shows
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  "commit" TEXT NOT NULL,
  path TEXT NOT NULL,		-- '' for all
  line INTEGER NOT NULL,	-- 0 for all
  lines INTEGER,
  origin TEXT NOT NULL,
  tool TEXT,
  model TEXT,
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  UNIQUE ("commit", path, line)
) STRICT;

CREATE TABLE human_declaration (	-- "records all AI use since ..."
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('team', 'repository')),
  name TEXT NOT NULL,
  since_time INTEGER NOT NULL,
  until_time INTEGER,
  who TEXT NOT NULL,		-- the role that says so
  UNIQUE (scope, name, since_time)
) STRICT;

CREATE TABLE usage (		-- a day of one person with one tool, as the
  id INTEGER PRIMARY KEY,	-- vendor counts: no two reports count alike
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  tool_id INTEGER NOT NULL REFERENCES tool,
  report TEXT NOT NULL,		-- whose definitions hold: copilot-users
  scope TEXT NOT NULL,		-- organisation or licence; '' not said
  alias_id INTEGER NOT NULL,	-- 0: an aggregate of the scope
  day_time INTEGER NOT NULL,
  surface TEXT NOT NULL,	-- editor, terminal, ...; '' all together
  since_time INTEGER NOT NULL,	-- a report may count a part of the day, from
				-- here; the start of the day: all of it
  users INTEGER,		-- active ones, of an aggregate
  prompts INTEGER,
  suggestions INTEGER,
  acceptances INTEGER,
  lines_suggested INTEGER,
  lines_added INTEGER,
  lines_deleted INTEGER,
  sessions INTEGER,
  commits INTEGER,
  cost_e6 INTEGER,
  currency TEXT,
  UNIQUE (day_time, alias_id, tool_id, report, scope, surface, since_time)
) STRICT;

CREATE TABLE seat (		-- a licence that a person holds
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  tool_id INTEGER NOT NULL REFERENCES tool,
  scope TEXT NOT NULL,
  alias_id INTEGER NOT NULL REFERENCES alias,
  assigned_time INTEGER,	-- the first, of several
  active_time INTEGER,		-- last activity; NULL: none in the vendor's
				-- window, never, or not measured
  login_time INTEGER,		-- last sign-in
  ends_time INTEGER,		-- of a seat that was cancelled
  surface TEXT,			-- of the last activity
  plan TEXT,
  UNIQUE (tool_id, scope, alias_id)
) STRICT;

CREATE TABLE device (		-- a computer, as its inventory calls it; such
  id INTEGER PRIMARY KEY,	-- names often hold those of people
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE sighting (		-- a tool was seen on a device, or used through
  id INTEGER PRIMARY KEY,	-- the network, whether anybody approved it
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,	-- the first record of several
  day_time INTEGER NOT NULL,
  alias_id INTEGER NOT NULL,	-- 0: the list names nobody
  device_id INTEGER NOT NULL,	-- 0: the list names none
  tool_id INTEGER NOT NULL REFERENCES tool,
  report TEXT NOT NULL,		-- profile of the list
  evidence TEXT NOT NULL,	-- pattern of data/tool-sightings.csv
  since_time INTEGER NOT NULL,	-- the first of the day that the list has
  kind TEXT NOT NULL		-- what shows it
    CHECK (kind IN ('host', 'program') OR kind IN ('extension', 'application')),
  certainty TEXT NOT NULL	-- possible: the host serves other things too
    CHECK (certainty IN ('sure', 'possible')),
  uses INTEGER,			-- requests; NULL: the list counts none
  bytes_out INTEGER,
  bytes_in INTEGER,
  blocked INTEGER,		-- of the requests
  UNIQUE (day_time, alias_id, device_id, tool_id, report, evidence,
    since_time)
) STRICT;

CREATE TABLE benchmark_run (	-- a test that the organisation made of a model:
  id INTEGER PRIMARY KEY,	-- samples of one kind of task, and their fate
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  model_id INTEGER NOT NULL REFERENCES model,
  version TEXT NOT NULL,	-- of the model; '' not said
  tool_id INTEGER NOT NULL,	-- that drove it; 0: the model by itself
  pattern TEXT NOT NULL,	-- as the run calls its task; '' not said
  cwe INTEGER NOT NULL,		-- that it tempts to; 0: not said
  language TEXT NOT NULL,	-- '' not said
  time INTEGER NOT NULL,	-- day of the run; UNKNOWN (-2^63): not said
  samples INTEGER NOT NULL,
  working INTEGER,		-- of the samples; NULL: not tested
  secure INTEGER,		-- of those that work; NULL: not tested
  judge TEXT,			-- how that was told: exploit, tests, scanner
  UNIQUE (model_id, version, tool_id, pattern, cwe, language, time)
) STRICT;

CREATE TABLE spend (		-- an item of an invoice, or of a budget
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  tool_id INTEGER NOT NULL REFERENCES tool,
  scope TEXT NOT NULL,		-- organisation or licence; '' not said
  from_time INTEGER NOT NULL,	-- what it is paid for
  to_time INTEGER NOT NULL,	-- exclusive
  currency TEXT NOT NULL,	-- upper case; never another's is added to it
  item TEXT NOT NULL,		-- invoice or kind of cost; '' not said
  amount_e6 INTEGER NOT NULL,	-- below zero: a credit
  seats INTEGER,		-- that it pays for; NULL: not by seats
  UNIQUE (tool_id, scope, from_time, to_time, currency, item)
) STRICT;

CREATE TABLE tool_config (	-- a file that shows a tool is set up
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  commit_id INTEGER NOT NULL REFERENCES "commit" ON DELETE CASCADE,
  file_id INTEGER NOT NULL REFERENCES file,
  tool_id INTEGER NOT NULL REFERENCES tool,
  change TEXT NOT NULL		-- present: at the edge of a shallow clone
    CHECK (change IN ('added', 'changed', 'removed', 'present')),
  UNIQUE (commit_id, file_id, tool_id)
) STRICT;

CREATE TABLE mcp_change (	-- what a commit did to a server of a file
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,	-- line of the file
  commit_id INTEGER NOT NULL REFERENCES "commit" ON DELETE CASCADE,
  file_id INTEGER NOT NULL REFERENCES file,
  name TEXT NOT NULL,		-- as chosen in the file
  identity TEXT NOT NULL,	-- host and path, package, image or command
  change TEXT NOT NULL		-- present: it was there, and nobody can say
    CHECK (change IN ('added', 'changed', 'removed', 'present')), -- since when
  agent TEXT NOT NULL,		-- that reads the file: claude-code
  kind TEXT NOT NULL,		-- url, npm, pypi, go, git, image, command
  transport TEXT,		-- stdio, http, sse, ws
  version TEXT,			-- as asked for; NULL: the newest
  pinned INTEGER,		-- 1, 0; NULL: nothing to pin
  disabled INTEGER NOT NULL,
  trusted INTEGER NOT NULL,	-- 1: its tools run without asking
  insecure INTEGER NOT NULL,	-- 1: http:// off this machine
  exposed INTEGER NOT NULL,	-- 1: a credential stands in it, as written
  target TEXT NOT NULL,		-- command line or URL, credentials cut
  env TEXT NOT NULL,		-- names of variables, a JSON array; no value
  sources TEXT NOT NULL,	-- data it opens, a JSON array
  UNIQUE (commit_id, file_id, name, identity)
) STRICT;

CREATE TABLE mcp_head (		-- servers of the audited revision
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  repository_id INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE,
  file_id INTEGER NOT NULL REFERENCES file,
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
  UNIQUE (repository_id, file_id, name, identity)
) STRICT;

CREATE TABLE secret_change (	-- a literal secret in a file of configuration;
  id INTEGER PRIMARY KEY,	-- its value is nowhere
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,	-- line of the file
  commit_id INTEGER NOT NULL REFERENCES "commit" ON DELETE CASCADE,
  file_id INTEGER NOT NULL REFERENCES file,
  rule TEXT NOT NULL,		-- data/secret-rules.csv, or how it was told
  name TEXT NOT NULL,		-- of what it is assigned to; '' when nothing
  ordinal INTEGER NOT NULL,	-- among those of one rule and name
  change TEXT NOT NULL
    CHECK (change IN ('added', 'removed') OR change = 'present'),
  severity TEXT NOT NULL,
  label TEXT NOT NULL,		-- of the rule, for print
  UNIQUE (commit_id, file_id, rule, name, ordinal)
) STRICT;

CREATE TABLE secret_head (	-- of the audited revision
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  repository_id INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE,
  file_id INTEGER NOT NULL REFERENCES file,
  rule TEXT NOT NULL,
  name TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  severity TEXT NOT NULL,
  label TEXT NOT NULL,
  UNIQUE (repository_id, file_id, rule, name, ordinal)
) STRICT;

CREATE TABLE unread_change (	-- a commit after which nobody can say what a
  id INTEGER PRIMARY KEY,	-- file names, or can again
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,	-- line of the file that cannot be read
  commit_id INTEGER NOT NULL REFERENCES "commit" ON DELETE CASCADE,
  file_id INTEGER NOT NULL REFERENCES file,
  what TEXT NOT NULL		-- servers, secrets or packages
    CHECK (what IN ('mcp', 'secret') OR what = 'dependency'),
  change TEXT NOT NULL CHECK (change IN ('unread', 'read')),
  UNIQUE (commit_id, file_id, what)
) STRICT;

CREATE TABLE unread_head (	-- files of the audited revision, likewise
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  repository_id INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE,
  file_id INTEGER NOT NULL REFERENCES file,
  what TEXT NOT NULL
    CHECK (what IN ('mcp', 'secret') OR what = 'dependency'),
  UNIQUE (repository_id, file_id, what)
) STRICT;

CREATE TABLE policy (		-- what the organisation allows
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('tool', 'model', 'mcp', 'data_source', 'recording')),
  name TEXT NOT NULL,
  from_time INTEGER NOT NULL,	-- UNKNOWN (-2^63): ever
  status TEXT NOT NULL CHECK (status IN ('approved', 'forbidden', 'retired')),
  to_time INTEGER,		-- exclusive; NULL: for good
  owner TEXT,
  UNIQUE (kind, name, from_time, status)
) STRICT;

CREATE TABLE policy_exception (	-- from a rule of the policy, for a time
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('tool', 'model', 'mcp', 'data_source')),
  name TEXT NOT NULL,
  scope TEXT NOT NULL,		-- team or repository; '': all
  from_time INTEGER NOT NULL,	-- UNKNOWN (-2^63): ever
  to_time INTEGER NOT NULL,	-- exclusive
  approver TEXT NOT NULL,
  reason TEXT NOT NULL,
  UNIQUE (kind, name, scope, from_time)
) STRICT;

-- ------------------------------------------------------------------ risk --

CREATE TABLE scan (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  tool TEXT NOT NULL,		-- one name per scanner: 'semgrep'
  analysis TEXT NOT NULL,	-- automationDetails.id without the run part
  repository TEXT NOT NULL,	-- key; '' is "not placed"
  ref TEXT NOT NULL,
  revision TEXT NOT NULL,
  time INTEGER NOT NULL,	-- UNKNOWN (-2^63): in no trend
  digest TEXT NOT NULL,
  tool_label TEXT,
  tool_version TEXT,
  rules INTEGER,		-- rules the scan lists
  state TEXT NOT NULL CHECK (state IN ('done', 'failed', 'not_run')),
				-- failed: some of what it found is missing
  listing_total INTEGER,	-- of a page: findings of the whole listing
  listing_size INTEGER,		-- those on the page
  stage TEXT,			-- at which it was made, when the config says
  UNIQUE (tool, analysis, repository, ref, revision, time, digest)
) STRICT;

-- Lists that scans share: of rules, or of files as a report names them.
CREATE TABLE scan_set (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE scan_set_rule (
  set_id INTEGER NOT NULL REFERENCES scan_set,
  rule TEXT NOT NULL,
  PRIMARY KEY (set_id, rule)
) STRICT, WITHOUT ROWID;

CREATE TABLE scan_set_file (
  set_id INTEGER NOT NULL REFERENCES scan_set,
  file_id INTEGER NOT NULL REFERENCES file,
  PRIMARY KEY (set_id, file_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE scan_cover (	-- all that a scan ran, or looked at, when it
  scan_id INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE,	-- says so
  kind TEXT NOT NULL CHECK (kind IN ('rules', 'files')),
  set_id INTEGER NOT NULL REFERENCES scan_set,
  PRIMARY KEY (scan_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE scan_unread (	-- files that it could not read
  scan_id INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE,
  path TEXT NOT NULL,
  PRIMARY KEY (scan_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE scan_former_rule (	-- what rules are called in other reports
  scan_id INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE,
  former TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (scan_id, former, rule)
) STRICT, WITHOUT ROWID;

CREATE TABLE result (		-- one row a scanner result
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,	-- line of the file
  scan_id INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,	-- within the scan, from 1
  rule TEXT NOT NULL,
  severity TEXT NOT NULL
    CHECK (severity IN ('critical', 'high')
      OR severity IN ('medium', 'low') OR severity = 'info'),
  severity_word TEXT,		-- the tool's own
  severity_rule TEXT NOT NULL,	-- which rule decided: score, word, level
  score_e6 INTEGER,
  kind TEXT NOT NULL,		-- fail, open, review, pass, ...
  category TEXT NOT NULL,	-- security, quality, secret
  message TEXT,			-- shortened; none for secrets
  path TEXT NOT NULL,		-- '' when it has no file
  line INTEGER NOT NULL,	-- 0: no line
  end_line INTEGER NOT NULL,
  "column" INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,	-- 'name:value', a line each, the best first;
				-- '' when none is one
  suppressed INTEGER NOT NULL,
  baseline TEXT,		-- new, unchanged, updated, absent
  first_time INTEGER,		-- the tool's own first sighting
  fixed_time INTEGER,		-- when the tool says that an absent one was
  package TEXT,			-- the dependency it is about
  package_version TEXT,
  revision TEXT,		-- in which it was found, when not the scan's
  names_model INTEGER,		-- 1: rule, tags or message name a language
				-- model where its answers may do harm
  UNIQUE (scan_id, ordinal)
) STRICT;
CREATE INDEX result_undecided ON result (scan_id)
WHERE kind IN ('open', 'review');

CREATE TABLE result_suppression (	-- why it was set aside, or may be
  result_id INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,	-- from 1
  kind TEXT,			-- inSource, external
  status TEXT,			-- accepted, underReview, rejected
  reason TEXT,			-- as written; '' for a secret: not kept
  word TEXT,			-- the tool's own for it: 'won''t fix'
  alias_id INTEGER,		-- who
  time INTEGER,			-- when, as the tool says
  until_time INTEGER,		-- its end, exclusive; NULL: none is told
  PRIMARY KEY (result_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE result_offset (	-- of a result without line that says which
  result_id INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
  unit TEXT NOT NULL,		-- byte, utf16, codepoint; '' not told: any
  start INTEGER NOT NULL,	-- of its file it begins with, from 0
  length INTEGER NOT NULL,	-- 0: it is a point before that one
  PRIMARY KEY (result_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE result_cwe (
  result_id INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
  rank INTEGER NOT NULL,	-- 0 is the main one
  cwe INTEGER NOT NULL,
  PRIMARY KEY (result_id, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  system TEXT NOT NULL,		-- the tracker: keys of two may be equal
  key TEXT NOT NULL,
  opened_time INTEGER NOT NULL,
  resolved_time INTEGER,
  severity TEXT,
  service TEXT,
  repository TEXT,
  stage TEXT,
  ai_related INTEGER,		-- 1, 0, NULL: nobody said
  cause_oid TEXT,
  deployment TEXT,
  hours_down_e6 INTEGER,
  records INTEGER,
  people INTEGER,
  money_e6 INTEGER,
  currency TEXT,
  introduced TEXT,		-- stage at which it was brought in
  UNIQUE (system, key)
) STRICT;

CREATE TABLE dependency_change (	-- what a commit did to the packages of
  id INTEGER PRIMARY KEY,		-- a manifest or lock file
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  commit_id INTEGER NOT NULL REFERENCES "commit" ON DELETE CASCADE,
  file_id INTEGER NOT NULL REFERENCES file,
  package TEXT NOT NULL,	-- normal form of its ecosystem
  ecosystem TEXT NOT NULL,	-- type of a package URL: npm, pypi, golang
  kind TEXT NOT NULL CHECK (kind IN ('manifest', 'lockfile')),
  change TEXT NOT NULL		-- present: it was there, and nobody can say
    CHECK (change IN ('added', 'changed')	-- since when
      OR change IN ('removed', 'present')),
  version TEXT,			-- after; several: joined by ', '
  old_version TEXT,		-- before
  direct INTEGER,		-- 1: the project asks for it, 0: another
				-- package does, NULL: not said
  old_direct INTEGER,		-- before; NULL also when it was not there
  scope TEXT,			-- runtime, dev, build, test, optional, peer,
				-- managed (a version for others); NULL: not said
  UNIQUE (commit_id, file_id, package)
) STRICT;

CREATE TABLE dependency (	-- packages of the audited revision
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,	-- line of the file
  repository_id INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE,
  file_id INTEGER NOT NULL REFERENCES file,
  package TEXT NOT NULL,
  ecosystem TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('manifest', 'lockfile')),
  version TEXT,			-- as written
  direct INTEGER,		-- as above
  scope TEXT,			-- as above
  fixed INTEGER,		-- 1: the text allows one version, 0: several
  UNIQUE (repository_id, file_id, package)
) STRICT;

-- ------------------------------------------------------------ capability --

CREATE TABLE training (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  alias_id INTEGER NOT NULL REFERENCES alias,
  course TEXT NOT NULL,
  completed_time INTEGER NOT NULL,	-- UNKNOWN (-2^63): not completed
  platform TEXT NOT NULL,
  status TEXT NOT NULL,		-- assigned, enrolled, in_progress, completed,
				-- passed, failed, withdrawn, expired, overdue,
				-- unknown
  topic TEXT,
  language TEXT,
  started_time INTEGER,
  due_time INTEGER,
  valid_until_time INTEGER,
  score_e6 INTEGER,		-- percent
  seconds INTEGER,
  UNIQUE (alias_id, course, completed_time, platform)
) STRICT;

CREATE TABLE assessment (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  alias_id INTEGER NOT NULL REFERENCES alias,
  name TEXT NOT NULL,
  time INTEGER NOT NULL,
  language TEXT,
  score_e6 INTEGER,
  passed INTEGER,
  UNIQUE (alias_id, name, time)
) STRICT;

-- --------------------------------------------------------------- outcome --

CREATE TABLE change (		-- a pull or merge request
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE,
  repository TEXT,
  author_alias_id INTEGER,
  created_time INTEGER,
  merged_time INTEGER,
  closed_time INTEGER,
  merge_oid TEXT,
  added INTEGER,
  deleted INTEGER,
  number INTEGER,		-- within its repository
  head_oid TEXT,		-- the newest commit that was asked for
  merger_alias_id INTEGER,	-- who merged it
  reviews_read INTEGER NOT NULL	-- 1: its source tells who approved it
) STRICT;

CREATE TABLE change_oid (	-- a commit that a change request lists
  change_id INTEGER NOT NULL REFERENCES change ON DELETE CASCADE,
  oid TEXT NOT NULL,
  PRIMARY KEY (change_id, oid)
) STRICT, WITHOUT ROWID;

CREATE TABLE work_item (	-- a ticket
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE,
  kind TEXT,
  status TEXT,
  assignee_alias_id INTEGER,
  created_time INTEGER,
  resolved_time INTEGER,
  points_e6 INTEGER
) STRICT;

CREATE TABLE deployment (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE,
  repository TEXT,		-- key
  service TEXT,
  environment TEXT,
  revision TEXT,		-- oid deployed
  started_time INTEGER,
  finished_time INTEGER NOT NULL,
  succeeded INTEGER,		-- 1, 0, NULL: not recorded
  caused_failure INTEGER	-- 1, 0, NULL: nobody said
) STRICT;

CREATE TABLE metric (		-- any number by entity and period
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  entity TEXT NOT NULL,
  from_time INTEGER NOT NULL,
  to_time INTEGER NOT NULL,
  name TEXT NOT NULL,
  value_e6 INTEGER NOT NULL,
  unit TEXT NOT NULL,
  UNIQUE (entity, from_time, to_time, name)
) STRICT;

CREATE TABLE coverage_report (	-- which lines tests ran through
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  repository TEXT NOT NULL,	-- key; '' not said
  revision TEXT NOT NULL,	-- '' not said
  time INTEGER NOT NULL,	-- UNKNOWN (-2^63): not said
  format TEXT NOT NULL,		-- cobertura, jacoco, lcov, clover, opencover
  digest TEXT NOT NULL,		-- of what it says of files
  claimed_lines INTEGER,	-- totals as the report itself gives them
  claimed_covered INTEGER,
  UNIQUE (repository, revision, time, format, digest)
) STRICT;

CREATE TABLE coverage_root (	-- folders at which its paths may start
  report_id INTEGER NOT NULL REFERENCES coverage_report ON DELETE CASCADE,
  path TEXT NOT NULL,		-- '/' between parts, none at the end
  PRIMARY KEY (report_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE coverage_file (	-- counted from its lines
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  report_id INTEGER NOT NULL REFERENCES coverage_report ON DELETE CASCADE,
  path TEXT NOT NULL,		-- as the report has it, '/' between parts
  lines INTEGER NOT NULL,	-- that can be run
  covered INTEGER NOT NULL,	-- of these, that were
  branches INTEGER NOT NULL,
  covered_branches INTEGER NOT NULL,
  UNIQUE (report_id, path)
) STRICT;

CREATE TABLE coverage_line (	-- lines one after another of one kind
  coverage_file_id INTEGER NOT NULL REFERENCES coverage_file ON DELETE CASCADE,
  start INTEGER NOT NULL,	-- from 1
  count INTEGER NOT NULL,
  covered INTEGER NOT NULL,	-- 1, 0
  PRIMARY KEY (coverage_file_id, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE test_run (		-- a report of tests
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  repository TEXT NOT NULL,	-- key; '' not said
  revision TEXT NOT NULL,
  time INTEGER NOT NULL,	-- UNKNOWN (-2^63): not said
  digest TEXT NOT NULL,
  claimed_tests INTEGER,	-- totals as the report itself gives them
  claimed_failures INTEGER,	-- failures and errors
  UNIQUE (repository, revision, time, digest)
) STRICT;

CREATE TABLE test_case (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  run_id INTEGER NOT NULL REFERENCES test_run ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,	-- within the run, from 1
  suite TEXT NOT NULL,
  class TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL		-- the worst of several results
    CHECK (state IN ('passed', 'failed') OR state IN ('error', 'skipped')),
  path TEXT,			-- of its source, when the report names it
  line INTEGER,
  seconds_e6 INTEGER,
  UNIQUE (run_id, ordinal)
) STRICT;

CREATE TABLE survey (		-- answers to one question, never of few people
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  survey TEXT NOT NULL,		-- its name
  item TEXT NOT NULL,		-- the question
  team TEXT NOT NULL,		-- '' of teams too small to stand alone
  from_time INTEGER NOT NULL,	-- first and last day of the answers
  to_time INTEGER NOT NULL,	-- exclusive
  answers INTEGER NOT NULL CHECK (answers >= 5),
  sum_e6 INTEGER NOT NULL,	-- of the values
  low_e6 INTEGER NOT NULL,	-- ends of the scale as given or met
  high_e6 INTEGER NOT NULL,
  UNIQUE (survey, item, team, from_time, to_time)
) STRICT;

-- -------------------------------------------------------------- evidence --

CREATE TABLE attestation (	-- what a person states who can know it
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  item TEXT NOT NULL,		-- id: obs.prompt_tracing, attest.threat_model
  scope TEXT NOT NULL,		-- repository, team or system; '': all
  time INTEGER NOT NULL,	-- the day it was stated
  answer TEXT NOT NULL,		-- yes, no, partly, or a level from 0 to 3
  owner TEXT,			-- the role that answers for it
  valid_until_time INTEGER,	-- exclusive; NULL: a year
  evidence TEXT,		-- where it can be seen
  statement TEXT,
  UNIQUE (item, scope, time)
) STRICT;

CREATE TABLE waiver (		-- of an item of readiness, for a time
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  item TEXT NOT NULL,		-- data/readiness.csv
  scope TEXT NOT NULL,		-- key or name of a repository; '': all
  from_time INTEGER NOT NULL,	-- UNKNOWN (-2^63): ever
  to_time INTEGER NOT NULL,	-- exclusive
  approver TEXT NOT NULL,
  reason TEXT NOT NULL,
  UNIQUE (item, scope, from_time)
) STRICT;

CREATE TABLE decision (		-- one row an option
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  key TEXT NOT NULL,
  option TEXT NOT NULL,
  title TEXT NOT NULL,
  owner TEXT,
  due_time INTEGER,
  asked_time INTEGER,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'late', 'dropped')),
  settled_time INTEGER,		-- since when done or dropped; NULL: not said
  option_text TEXT,
  cost TEXT,
  effect TEXT,
  recommended INTEGER,
  chosen INTEGER,		-- whether this option was taken
  UNIQUE (key, option)
) STRICT;

CREATE TABLE management_response ( -- to a finding of the audit edition
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  finding TEXT NOT NULL,	-- its id, which stays from period to period
  time INTEGER NOT NULL,	-- when it was received
  answer TEXT NOT NULL CHECK (answer IN ('agree', 'partly', 'disagree')),
  statement TEXT,
  cause TEXT,			-- what management established; NULL: nothing
  action TEXT,
  owner TEXT,
  due_time INTEGER,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
  settled_time INTEGER,
  evidence TEXT,
  UNIQUE (finding, time)
) STRICT;

CREATE TABLE sign_off (		-- of the report of a period
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  locator INTEGER NOT NULL,
  period TEXT NOT NULL,		-- 2026-Q3
  step TEXT NOT NULL CHECK (step IN ('prepared', 'reviewed', 'approved')),
  name TEXT NOT NULL,		-- as the signer wants it printed
  role TEXT NOT NULL,
  time INTEGER,
  UNIQUE (period, step, name)
) STRICT;
