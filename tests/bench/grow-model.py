"""A model of a large organisation, for tests/bench/measures.sh.

    python3 grow-model.py MODEL COMMITS FINDINGS SEED
    python3 grow-model.py --directory COMMITS

The second prints a directory of people as CSV. MODEL is one that assay made of
it and of a configuration, so that its schema, its rule tables and its people
are the program's own; the first fills the facts and the derived tables of the
rest by SQL, the same for the same numbers: repositories, commits with their
files, living lines and their past, change requests and reviews, evidence of
AI, scans, results and findings, packages, deployments, incidents, tickets,
tests, coverage, training, use and seats of tools.

A column drawn at random is a product of the row's number with an odd number of
its own, of which middle bits are taken (Knuth's multiplicative hash), so that
columns do not hang together unless they are meant to.
"""
import random
import sqlite3
import sys

DAY = 86400
START = 1640995200  # 2022-01-01
END = 1790812800    # 2026-10-01
HALF = (START + END) // 2
FILES = 700         # of a repository
LANGUAGES = ['Python', 'TypeScript', 'Java', 'Go', 'Ruby']
SUFFIXES = ['py', 'ts', 'java', 'go', 'rb']
SCANNERS = ['semgrep', 'codeql', 'gitleaks', 'trivy']


def sizes(commits):
    """Repositories, teams and people behind so many commits."""
    return (max(3, commits // 3300), max(2, commits // 16000),
            max(12, commits // 650))


def directory(commits):
    _, teams, people = sizes(commits)
    print('person,name,team,role,emails,logins,from,to')
    for i in range(1, people + 1):
        to = '2025-06-30' if i % 29 == 0 else ''
        print(f'E{i},Person {i},Team {i % teams + 1},Engineer,'
              f'p{i}@big.example,p{i},20{i % 6 + 17}-0{i % 9 + 1}-01,{to}')


class Draw:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.factors = {}

    def __call__(self, row, name, below):
        """SQL of a number from 0 to BELOW - 1 for the integer SQL ROW."""
        if name not in self.factors:
            self.factors[name] = self.random.getrandbits(38) | 1
        factor = self.factors[name]
        return f'((((({row}) * {factor}) >> 17) & 2097151) * {below} >> 21)'


def series(count):
    return (f'(WITH RECURSIVE s(i) AS (SELECT 1 WHERE {count} > 0 UNION ALL '
            f'SELECT i + 1 FROM s WHERE i < {count}) SELECT i FROM s)')


def pick(values, number):
    """SQL of one of VALUES by the SQL NUMBER."""
    rows = ' '.join(f"WHEN {i} THEN '{v}'" for i, v in enumerate(values))
    return f'CASE {number} {rows} END'


class Grower:
    def __init__(self, path, commits, findings, seed):
        self.db = sqlite3.connect(path, isolation_level=None)
        self.commits = commits
        self.findings = findings
        self.repositories, self.teams, self.people = sizes(commits)
        self.draw = Draw(seed)
        self.file_count = self.repositories * FILES

    def run(self, sql):
        self.db.execute(sql)

    def fill(self, table, columns, select):
        self.run(f'INSERT INTO "{table}" ({columns}) {select}')

    def one(self, sql):
        return self.db.execute(sql).fetchone()[0]

    # ------------------------------------------------------------- people --

    def sources(self):
        self.source = self.one('SELECT coalesce(max(id), 0) + 1 FROM source')
        self.fill('source', 'id, path, importer, sha256, bytes, version, '
                  'options, why, read, imported',
                  f"SELECT {self.source}, 'generated', 'git', "
                  "'0000000000000000', 0, 1, '', 'generated', 1, 1")

    def aliases(self):
        """One of each person, numbered like the directory; then bots."""
        self.alias = self.one('SELECT coalesce(max(id), 0) FROM alias')
        self.fill('alias', 'id, name, email, login',
                  f"SELECT {self.alias} + i, 'P ' || i, 'p' || i || "
                  f"'@work.example', '' FROM {series(self.people)}")
        self.run('CREATE TEMP TABLE member AS SELECT p.id AS person_id, '
                 "CAST(substr(p.key, 2) AS INTEGER) AS i, m.team_id "
                 'FROM person p JOIN team_member m ON m.person_id = p.id '
                 'WHERE p.known GROUP BY p.id')
        self.run('CREATE UNIQUE INDEX temp.member_i ON member (i)')
        self.fill('identity',
                  'alias_id, person_id, rule, evidence, confidence_pct',
                  f"SELECT {self.alias} + i, person_id, 'same address', '', "
                  '100 FROM member')

    # --------------------------------------------------------------- code --

    def trees(self):
        d, n = self.draw, self.repositories
        self.fill('repository', 'id, source_id, locator, key, name, path, '
                  'remote, head_oid, ref, shallow, service',
                  f"SELECT i, {self.source}, 0, 'github.com/big/r' || i, "
                  "'r' || i, '', 'https://github.com/big/r' || i, "
                  "printf('%040x', i), 'refs/heads/main', 0, 's' || (i % 40) "
                  f'FROM {series(n)}')
        self.first_file = self.one('SELECT coalesce(max(id), 0) FROM file')
        suffix = pick(SUFFIXES, f"(i / {FILES}) % 5")
        self.fill('file', 'id, path',
                  f"SELECT {self.first_file} + i, 'r' || ((i - 1) / {FILES} "
                  "+ 1) || iif(i % 37, '/src/m' || (i % 37), '/src/auth') "
                  "|| '/f' || i || '.' || "
                  f'{suffix} FROM {series(self.file_count)}')
        kind = (f"CASE WHEN {d('i', 'kind', 100)} < 70 THEN 'source' "
                f"WHEN {d('i', 'kind', 100)} < 85 THEN 'test' "
                f"WHEN {d('i', 'kind', 100)} < 90 THEN 'infrastructure' "
                f"WHEN {d('i', 'kind', 100)} < 96 THEN 'documentation' "
                "ELSE 'other' END")
        language = pick(LANGUAGES, f'(i / {FILES}) % 5')
        self.run(f'CREATE TEMP TABLE place AS SELECT '
                 f'CAST({self.first_file} + i AS INTEGER) AS file_id, '
                 f'CAST((i - 1) / {FILES} + 1 AS INTEGER) AS repository_id, '
                 f'{kind} AS kind, {language} AS language, '
                 f'20 + {d("i", "lines", 300)} AS lines '
                 f'FROM {series(self.file_count)}')
        self.run('CREATE UNIQUE INDEX temp.place_file ON place (file_id)')
        self.fill('tree_file', 'repository_id, file_id',
                  'SELECT repository_id, file_id FROM place')
        self.fill('repository_file',
                  'repository_id, file_id, kind, language, lines',
                  'SELECT repository_id, file_id, kind, language, lines '
                  'FROM place')
        self.fill('ownership_rule', 'id, source_id, locator, repository_id, '
                  'path, line, ordinal, dialect, section, optional, pattern, '
                  'excludes, owner',
                  f"SELECT i, {self.source}, 1, i, 'CODEOWNERS', 1, 0, "
                  "'github', '', 0, '*', 0, '@big/team' "
                  f'FROM {series(n)} WHERE i % 4 <> 0')
        self.fill('owner', 'repository_id, file_id, owner, rule_id',
                  "SELECT repository_id, file_id, '@big/team', repository_id "
                  'FROM place WHERE repository_id % 4 <> 0 '
                  'AND file_id % 9 <> 0')

    def tools(self):
        names = ['claude-code', 'copilot', 'cursor', 'codex', 'gemini-cli',
                 'aider']
        for name in names:
            self.run('INSERT OR IGNORE INTO tool (name, vendor, label) '
                     f"VALUES ('{name}', 'V', '{name}')")
        self.run('CREATE TEMP TABLE ai_tool AS SELECT '
                 'row_number() OVER (ORDER BY name) - 1 AS i, id FROM tool')
        self.tool_count = self.one('SELECT count(*) FROM ai_tool')
        for i in range(5):
            self.run('INSERT INTO model (name, raw) '
                     f"VALUES ('model-{i}', 'Model {i}')")
        self.run('CREATE TEMP TABLE ai_model AS SELECT '
                 'row_number() OVER (ORDER BY name) - 1 AS i, id FROM model')
        self.model_count = self.one('SELECT count(*) FROM ai_model')

    def history(self):
        d, n = self.draw, self.commits
        span = END - START - 2 * DAY
        when = f'{START} + i * {span} / {n}'
        # a person's commits lie in the repositories of the team's; a third of
        # the teams took AI up in the last half year
        author = (f'(({d("i", "author", 32)} * {self.repositories} + '
                  f'i % {self.repositories}) % {self.people} + 1)')
        eager = (f'iif({author} % {self.teams} % 3 = 0 AND i * 19 > {n} * 17, '
                 '300, 0)')
        self.run(
            'CREATE TEMP TABLE made AS SELECT CAST(i AS INTEGER) AS id, '
            f'CAST(i % {self.repositories} + 1 AS INTEGER) '
            f'AS repository_id, CAST({when} AS INTEGER) AS at, '
            f'{author} AS author, '
            f'{d("i", "merge", 100)} < 14 AS is_merge, '
            f'CASE WHEN {d("i", "origin", 1000)} < i * 450 / {n} + {eager} '
            'THEN '
            f"iif({d('i', 'mixed', 10)} = 0, 'mixed', 'ai') "
            f'WHEN {d("i", "origin", 1000)} > 980 THEN \'bot\' '
            f'WHEN i * 2 < {n} OR {d("i", "told", 100)} < 50 THEN \'human\' '
            "ELSE 'unknown' END AS origin, "
            f'{d("i", "tool", self.tool_count)} AS tool, '
            f'{d("i", "model", self.model_count + 2)} AS model '
            f'FROM {series(n)}')
        self.run('CREATE UNIQUE INDEX temp.made_id ON made (id)')
        self.fill('commit', 'id, source_id, locator, oid, author_alias_id, '
                  'committer_alias_id, author_time, commit_time, parents, '
                  'reverts, signature',
                  f'SELECT id, {self.source}, 0, printf(\'%08x%032x\', '
                  '(id * 2654435761) & 4294967295, id), '
                  f'{self.alias} + author, {self.alias} + author, '
                  'at - 3600, at, 1 + is_merge, '
                  f"CASE WHEN {d('id', 'revert', 100)} = 0 AND id > 2000 THEN "
                  "printf('%08x%032x', ((id - 900) * 2654435761) "
                  '& 4294967295, id - 900) END, '
                  f"CASE WHEN {d('id', 'signed', 10)} < 3 THEN 'pgp' END "
                  'FROM made')
        self.fill('commit_parent', 'commit_id, ordinal, parent_oid',
                  'SELECT c.id, k.n, p.oid FROM "commit" c '
                  'JOIN (SELECT 0 AS n UNION ALL SELECT 1) k '
                  'ON k.n < c.parents '
                  f'JOIN "commit" p ON p.id = c.id - {self.repositories} '
                  '* (1 + k.n)')
        self.fill('commit_repository', 'commit_id, repository_id',
                  'SELECT id, repository_id FROM made')
        self.fill('commit_origin', 'commit_id, repository_id, person_id, '
                  'team_id, origin, basis, tool_id, model_id, approved, '
                  'confidence_pct',
                  'SELECT c.id, c.repository_id, m.person_id, m.team_id, '
                  "c.origin, CASE WHEN c.origin IN ('ai', 'mixed') THEN "
                  "'commit' WHEN c.origin = 'human' THEN 'dated' END, "
                  "CASE WHEN c.origin IN ('ai', 'mixed') THEN t.id END, "
                  "CASE WHEN c.origin IN ('ai', 'mixed') THEN o.id END, "
                  "CASE WHEN c.origin IN ('ai', 'mixed') THEN "
                  'c.tool % 5 > 0 END, 90 FROM made c '
                  'LEFT JOIN member m ON m.i = c.author '
                  'LEFT JOIN ai_tool t ON t.i = c.tool '
                  'LEFT JOIN ai_model o ON o.i = c.model')
        self.fill('attribution', 'source_id, locator, commit_id, file_id, '
                  'line, origin, tool_id, model_id, signal, signature, level, '
                  'confidence_pct',
                  f'SELECT {self.source}, 0, commit_id, 0, 0, origin, '
                  "coalesce(tool_id, 0), coalesce(model_id, 0), 'trailer', "
                  "'ai-signatures.csv:9', 'commit', 90 FROM commit_origin "
                  "WHERE origin IN ('ai', 'mixed')")
        self.fill('note', 'source_id, locator, commit_id, signal, place, '
                  'oid, level, whole, ai_lines, human_lines, claimed_lines',
                  f"SELECT {self.source}, 0, id, 'git-ai note', "
                  "'refs/notes/ai', printf('%040x', id), 'line', 1, 12, "
                  f"{d('id', 'kept', 3)}, 12 FROM made WHERE origin = 'mixed'")
        self.fill('commit_ticket', 'commit_id, key',
                  f"SELECT id, 'BIG-' || (1 + {d('id', 'ticket', n // 5)}) "
                  f"FROM made WHERE {d('id', 'named', 10)} < 6")

    def lines(self):
        d = self.draw
        of = (f'{self.first_file} + (c.repository_id - 1) * {FILES} + 1 + '
              f'{d("c.id * 8 + k.n", "file", FILES)}')
        numbers = ' UNION ALL '.join(f'SELECT {i} AS n' for i in range(6))
        self.run(
            'INSERT OR IGNORE INTO commit_file (commit_id, file_id, added, '
            'deleted, kind, language) SELECT c.id, p.file_id, '
            f'1 + {d("c.id * 8 + k.n", "added", 60)}, '
            f'{d("c.id * 8 + k.n", "deleted", 30)}, p.kind, p.language '
            f'FROM made c JOIN ({numbers}) k '
            f'ON k.n <= {d("c.id", "width", 5)} '
            f'JOIN place p ON p.file_id = {of} WHERE NOT c.is_merge')
        self.fill('revision_line', 'repository_id, file_id, start, count, '
                  'commit_id, birth_file_id, birth_line',
                  'SELECT p.repository_id, p.file_id, k.n * 40 + 1, '
                  'min(40, p.lines - k.n * 40), '
                  f'(p.repository_id - 1 + {self.repositories} * '
                  f'{d("p.file_id * 8 + k.n", "wrote", self.commits // self.repositories - 1)}), '
                  f'p.file_id, k.n * 40 + 1 FROM place p JOIN ({numbers} '
                  'UNION ALL SELECT 6 UNION ALL SELECT 7) k '
                  'ON k.n * 40 < p.lines')
        self.run('UPDATE revision_line SET commit_id = NULL '
                 'WHERE commit_id < 1')
        month = f'{START} + (1 + (c.at - {START}) / 2629800) * 2629800'
        self.run(
            'INSERT OR IGNORE INTO line_change (repository_id, at_time, '
            'commit_id, file_id, line, count, change) SELECT '
            f'c.repository_id, min({month}, {END}), c.id, {of}, 0, '
            f'{d("c.id", "came", 90)} + 1, 1 FROM made c '
            'JOIN (SELECT 0 AS n UNION ALL SELECT 1) k '
            'WHERE NOT c.is_merge')
        months = (END - START) // 2629800
        self.fill('cohort_span', 'repository_id, from_time, to_time, '
                  'birth_month, tool_id, model_id, team_id, origin, language, '
                  'kind, lines',
                  'SELECT r.i, '
                  f'{START} + (b.i + x.n * 6) * 2629800, '
                  f'CASE WHEN x.n = 3 THEN 9223372036854775807 ELSE {START} '
                  '+ (b.i + x.n * 6 + 6) * 2629800 END, '
                  '24263 + b.i, iif(o.n = 0, 1 + b.i % 5, 0), '
                  'iif(o.n = 0, 1 + b.i % 4, 0), '
                  f'1 + (r.i + x.n) % {self.teams}, '
                  "CASE o.n WHEN 0 THEN 'ai' WHEN 1 THEN 'human' "
                  "ELSE 'unknown' END, "
                  f"{pick(LANGUAGES, '(r.i - 1) % 5')}, "
                  f"{pick(['source', 'test', 'infrastructure'], '(o.n + x.n) % 3')}, "
                  f'40 + {d("r.i * 4096 + b.i * 16 + x.n", "alive", 400)} '
                  f'FROM {series(self.repositories)} r, {series(months)} b, '
                  '(SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2) o, '
                  '(SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 '
                  'UNION ALL SELECT 3) x')

    # ------------------------------------------------------------ changes --

    def changes(self):
        d, n = self.draw, self.commits // 6
        self.fill('change', 'id, source_id, locator, key, repository, '
                  'author_alias_id, created_time, merged_time, closed_time, '
                  'merge_oid, added, deleted, number, merger_alias_id, '
                  'reviews_read',
                  f"SELECT i, {self.source}, i, 'https://github.com/big/r' || "
                  "c.repository_id || '/pull/' || i, 'github.com/big/r' || "
                  f'c.repository_id, {self.alias} + c.author, '
                  f'c.at - {DAY} * (1 + {d("i", "open", 6)}), c.at, c.at, '
                  f'k.oid, iif(i % 5, 90, 400), 30, i, {self.alias} + 1 + '
                  f'{d("i", "merger", self.people)}, 1 FROM {series(n)} '
                  'JOIN made c ON c.id = i * 6 JOIN "commit" k ON k.id = c.id')
        self.run('INSERT OR IGNORE INTO review (source_id, locator, '
                 'change_key, reviewer_alias_id, time, verdict) '
                 f'SELECT {self.source}, h.id, h.key, {self.alias} + 1 + '
                 f'{d("h.id * 4 + k.n", "reviewer", self.people)}, '
                 f'h.merged_time - 3600 * (1 + k.n), '
                 + pick(['approved', 'commented', 'changes_requested'],
                        'k.n % 3') +
                 ' FROM change h JOIN (SELECT 0 AS n UNION ALL SELECT 1 '
                 'UNION ALL SELECT 2) k ON k.n <= ' + d('h.id', 'reviews', 3))
        self.fill('change_commit', 'change_id, commit_id, rule, evidence, '
                  'confidence_pct',
                  "SELECT (id + 5) / 6, id, 'listed commit', '', 100 "
                  f'FROM made WHERE (id + 5) / 6 <= {n}')
        state = ("CASE WHEN {0} < 70 THEN 'other' WHEN {0} < 80 THEN 'weak' "
                 "WHEN {0} < 85 THEN 'self' ELSE 'nobody' END").format(
                     d('k.change_id', 'validated', 100))
        self.fill('validation', 'commit_id, state, how, confidence_pct, '
                  'recorded, change_id, person_id, time',
                  f"SELECT k.commit_id, {state}, 'approval', 100, 1, "
                  'k.change_id, i.person_id, h.merged_time - 3600 '
                  'FROM change_commit k JOIN change h ON h.id = k.change_id '
                  f'LEFT JOIN identity i ON i.alias_id = {self.alias} + 1 + '
                  + d('k.change_id * 4', 'reviewer', self.people))
        self.fill('work_item', 'source_id, locator, key, kind, status, '
                  'created_time, resolved_time, points_e6',
                  f"SELECT {self.source}, i, 'BIG-' || i, "
                  f"{pick(['Story', 'Bug', 'Task'], 'i % 3')}, 'Done', "
                  f'{START} + i * 700, {START} + i * 700 + '
                  f'{DAY} * {d("i", "worked", 30)}, 3000000 '
                  f'FROM {series(self.commits // 5)}')

    def deployments(self):
        d, n = self.draw, self.commits // 50
        self.fill('deployment', 'id, source_id, locator, key, repository, '
                  'service, environment, revision, started_time, '
                  'finished_time, succeeded, caused_failure',
                  f"SELECT i, {self.source}, i, 'D-' || i, 'r' || "
                  f"(i % {self.repositories} + 1), 's' || (i % 40), "
                  f"'production', k.oid, c.at + 1800, c.at + 3600, "
                  f'{d("i", "worked", 20)} > 0, {d("i", "failed", 12)} = 0 '
                  f'FROM {series(n)} JOIN made c ON c.id = i * 50 '
                  'JOIN "commit" k ON k.id = c.id')
        self.fill('commit_deployment', 'commit_id, deployment_id, time',
                  'SELECT c.id, d.id, d.finished_time FROM made c '
                  'JOIN deployment d ON d.id = c.id / 50 + 1')
        self.fill('incident', 'id, source_id, locator, system, key, '
                  'opened_time, resolved_time, severity, service, repository, '
                  'stage, ai_related, cause_oid, deployment, introduced',
                  f"SELECT d.id / 11, {self.source}, d.id, 'i', 'INC-' || "
                  "d.id, d.finished_time + 7200, d.finished_time + 40000, "
                  "'major', d.service, d.repository, 'production', "
                  "CASE d.id % 5 WHEN 0 THEN NULL ELSE d.id % 5 = 1 END, "
                  'd.revision, d.key, \'code\' FROM deployment d '
                  'WHERE d.id % 11 = 0')
        self.fill('incident_cause', 'incident_id, commit_id, cause, origin, '
                  'tool_id, model_id, team_id, stage, introduced',
                  "SELECT n.id, c.id, 'commit', o.origin, o.tool_id, "
                  "o.model_id, o.team_id, 'production', 'code' "
                  'FROM incident n JOIN "commit" c ON c.oid = n.cause_oid '
                  'JOIN commit_origin o ON o.commit_id = c.id')

    # ----------------------------------------------------------- findings --

    def scans(self):
        self.months = 24
        tools = pick(SCANNERS, 'k.n')
        self.fill('scan', 'id, source_id, locator, tool, analysis, '
                  'repository, ref, revision, time, digest, tool_label, '
                  'tool_version, rules, state',
                  f"SELECT ((r.i - 1) * {self.months} + m.i - 1) * 4 + k.n "
                  f"+ 1, {self.source}, 1, {tools}, 'nightly', "
                  "'github.com/big/r' || r.i, 'refs/heads/main', c.oid, "
                  f'{END} - ({self.months} - m.i) * 2629800 - {3 * DAY}, '
                  f"'d' || r.i || '/' || m.i || '/' || k.n, {tools}, '1.0', "
                  f"90, 'done' FROM {series(self.repositories)} r, "
                  f'{series(self.months)} m, (SELECT 0 AS n UNION ALL '
                  'SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) k '
                  f'JOIN "commit" c ON c.id = {self.commits} / '
                  f'{self.repositories} / 2 * {self.repositories} + r.i - 1')
        self.fill('scan_home', 'scan_id, repository_id, audited, time',
                  'SELECT s.id, r.id, 1, s.time FROM scan s '
                  'JOIN repository r ON r.key = s.repository')
        # the rule table of scanners, as link makes it
        self.run('INSERT OR IGNORE INTO scanner_finds SELECT DISTINCT tool, '
                 "iif(tool = 'gitleaks', 'secret', 'security') FROM scan")

    def found(self):
        d, n = self.draw, self.findings
        cwes = [79, 89, 22, 78, 94, 200, 209, 284, 285, 287, 295, 306, 327,
                330, 352, 400, 434, 502, 532, 601, 611, 614, 640, 704, 732,
                770, 778, 798, 862, 918, 1004, 1333, 502, 20]
        values = ', '.join(f'({i}, {cwe})' for i, cwe in enumerate(cwes))
        self.run('CREATE TEMP TABLE cwe AS SELECT column1 AS i, column2 AS '
                 f'cwe FROM (VALUES {values})')
        self.run('CREATE UNIQUE INDEX temp.cwe_i ON cwe (i)')
        severities = ['critical', 'high', 'medium', 'low', 'info']
        self.run(
            'CREATE TEMP TABLE problem AS SELECT CAST(i AS INTEGER) AS id, '
            f'CAST(i % {self.repositories} + 1 AS INTEGER) '
            'AS repository_id, '
            f'CASE WHEN {d("i", "tool", 100)} < 50 THEN 0 '
            f'WHEN {d("i", "tool", 100)} < 78 THEN 1 '
            f'WHEN {d("i", "tool", 100)} < 82 THEN 2 ELSE 3 END AS scanner, '
            f'{d("i", "rule", 120)} AS rule, '
            f'{d("i", "cwe", len(cwes))} AS cwe_at, '
            f'CASE WHEN {d("i", "bad", 100)} < 6 THEN 0 '
            f'WHEN {d("i", "bad", 100)} < 30 THEN 1 '
            f'WHEN {d("i", "bad", 100)} < 70 THEN 2 ELSE 3 END AS severity, '
            f'{d("i", "first", self.months)} AS first, '
            f'{d("i", "life", 18)} AS life, '
            f'{d("i", "set_aside", 100)} < 4 AS suppressed, '
            f'CAST({self.first_file} + (i % {self.repositories}) * {FILES} '
            f'+ 1 + {d("i", "place", FILES)} AS INTEGER) AS file_id, '
            f'1 + {d("i", "line", 200)} AS line, '
            f'CAST(i % {self.repositories} + {self.repositories} * '
            f'{d("i", "brought", self.commits // self.repositories - 1)} '
            f'AS INTEGER) AS commit_id FROM {series(n)}')
        self.run('CREATE UNIQUE INDEX temp.problem_id ON problem (id)')
        self.run('UPDATE problem SET commit_id = NULL WHERE commit_id < 1 '
                 f'OR scanner = 3 OR {d("id", "unplaced", 100)} < 5')
        scan = ('((p.repository_id - 1) * {0} + {{}}) * 4 + p.scanner + 1'
                .format(self.months))
        last = f'min(p.first + p.life, {self.months - 1})'
        rule = (f"{pick(SCANNERS, 'p.scanner')} || '.rule-' || p.rule")
        category = ("CASE WHEN p.scanner = 2 THEN 'secret' WHEN p.rule < 12 "
                    "THEN 'quality' ELSE 'security' END")
        columns = ('id, source_id, locator, scan_id, ordinal, rule, '
                   'severity, severity_rule, kind, category, message, path, '
                   'line, end_line, "column", fingerprint, suppressed, '
                   'package, package_version')
        for offset, at in ((0, 'p.first'), (n, last)):
            extra = '' if offset == 0 else 'WHERE p.life > 0'
            self.fill('result', columns,
                      f'SELECT {offset} + p.id, {self.source}, p.id, '
                      f'{scan.format(at)}, {offset} + p.id, {rule}, '
                      f"{pick(severities, 'p.severity')}, 'level', 'fail', "
                      f"{category}, 'Found by rule ' || p.rule, f.path, "
                      "p.line, p.line, 1, 'v1:' || p.id, p.suppressed, "
                      "CASE WHEN p.scanner = 3 THEN 'package-' || "
                      "(p.rule % 50) END, CASE WHEN p.scanner = 3 THEN "
                      "'1.0.' || p.rule END FROM problem p "
                      f'JOIN file f ON f.id = p.file_id {extra}')
        self.fill('result_cwe', 'result_id, rank, cwe',
                  'SELECT r.id, 0, c.cwe FROM result r JOIN problem p '
                  f'ON p.id = iif(r.id > {n}, r.id - {n}, r.id) '
                  'JOIN cwe c ON c.i = p.cwe_at WHERE p.scanner <> 3')
        self.fill('result_suppression',
                  'result_id, ordinal, kind, status, reason',
                  "SELECT id, 1, 'external', 'accepted', 'Accepted.' "
                  'FROM problem WHERE suppressed')
        fixed = f'p.first + p.life < {self.months - 1}'
        time = f'{END} - ({self.months} - 1 - ({{}})) * 2629800 - {3 * DAY}'
        self.fill('finding', 'id, key, repository_id, tool, rule, category, '
                  'severity, severity_rank, cwe, path, line, state, '
                  'first_time, last_time, fixed_time, fixed_how, '
                  'first_result_id, last_result_id',
                  f"SELECT p.id, printf('%032x', p.id), p.repository_id, "
                  f"{pick(SCANNERS, 'p.scanner')}, {rule}, {category}, "
                  f"{pick(severities, 'p.severity')}, p.severity + 1, c.cwe, "
                  "f.path, p.line, CASE WHEN p.suppressed THEN 'suppressed' "
                  f"WHEN {fixed} THEN 'fixed' ELSE 'open' END, "
                  f'{time.format("p.first")}, {time.format(last)}, '
                  f'CASE WHEN NOT p.suppressed AND {fixed} THEN '
                  f'{time.format(last + " + 1")} END, '
                  f"CASE WHEN NOT p.suppressed AND {fixed} THEN 'changed' "
                  f'END, p.id, iif(p.life > 0, {n} + p.id, p.id) '
                  'FROM problem p JOIN file f ON f.id = p.file_id '
                  'LEFT JOIN cwe c ON c.i = p.cwe_at AND p.scanner <> 3')
        self.run('CREATE UNIQUE INDEX IF NOT EXISTS finding_key '
                 'ON finding (key)')
        self.fill('finding_match', 'result_id, finding_id, pass',
                  "SELECT last_result_id, id, 'born' FROM finding "
                  'WHERE last_result_id <> first_result_id')
        self.fill('finding_known', 'finding_id, matches, pass, certainty',
                  "SELECT finding_id, 1, 'born', 'certain' "
                  'FROM finding_match')
        self.fill('finding_closed',
                  'finding_id, from_time, to_time, state, how',
                  "SELECT id, fixed_time, NULL, 'fixed', 'changed' "
                  "FROM finding WHERE state = 'fixed' UNION ALL "
                  "SELECT id, first_time, NULL, 'suppressed', NULL "
                  "FROM finding WHERE state = 'suppressed'")
        self.fill('finding_origin', 'finding_id, commit_id, origin, basis, '
                  'tool_id, model_id, confidence_pct, lines, ai_lines, way, '
                  'language, kind, reason',
                  "SELECT p.id, p.commit_id, coalesce(o.origin, 'unknown'), "
                  'o.basis, o.tool_id, o.model_id, o.confidence_pct, 1, '
                  "coalesce(o.origin IN ('ai', 'mixed'), 0), 'revision', "
                  "t.language, t.kind, iif(p.commit_id IS NULL, 'line', NULL) "
                  'FROM problem p LEFT JOIN commit_origin o '
                  'ON o.commit_id = p.commit_id '
                  'JOIN place t ON t.file_id = p.file_id')
        self.fill('finding_line', 'finding_id, line, lines, commit_id, '
                  'origin, basis, tool_id, model_id, confidence_pct, '
                  'birth_file_id, birth_line',
                  'SELECT p.id, p.line, 1, p.commit_id, o.origin, o.basis, '
                  'o.tool_id, o.model_id, o.confidence_pct, p.file_id, '
                  'p.line FROM problem p JOIN finding_origin o '
                  'ON o.finding_id = p.id')
        self.fill('finding_fix', 'finding_id, commit_id, time, origin, '
                  'basis, tool_id, model_id, person_id, team_id, lines',
                  'SELECT f.id, c.commit_id, f.fixed_time - 3600, c.origin, '
                  'c.basis, c.tool_id, c.model_id, c.person_id, c.team_id, 1 '
                  'FROM finding f JOIN commit_origin c ON c.commit_id = '
                  f'f.id % {self.commits} + 1 WHERE f.state = \'fixed\'')
        self.fill('finding_span', 'finding_id, from_time, to_time, '
                  'seen_time, tool, rule, category, severity, severity_rank, '
                  'cwe, path, line, result_id, tools, same_lines, commit_id, '
                  'origin, tool_id, model_id, language, kind',
                  'SELECT f.id, NULL, f.last_time, f.first_time, f.tool, '
                  "f.rule, f.category, 'low', 4, f.cwe, f.path, f.line, "
                  'f.first_result_id, 1, 1, o.commit_id, o.origin, '
                  'o.tool_id, o.model_id, o.language, o.kind FROM finding f '
                  'JOIN finding_origin o ON o.finding_id = f.id '
                  'WHERE f.id % 20 = 0 AND f.first_time < f.last_time')
        self.fill('finding_span', 'finding_id, from_time',
                  'SELECT finding_id, to_time FROM finding_span')

    # --------------------------------------------------------------- rest --

    def packages(self):
        d, n = self.draw, self.repositories
        self.fill('component', 'repository_id, ecosystem, package, direct, '
                  'alive, from_commit_id, from_time, from_file_id, '
                  'to_commit_id, to_time, file_id, line, version, scope, '
                  'fixed, locked, owned, review',
                  "SELECT c.repository_id, 'npm', 'package-' || k.i, "
                  'k.i % 4 = 0, k.i % 5 > 0, c.id, c.at, p.file_id, '
                  'iif(k.i % 5 = 0, c.id, NULL), '
                  f'iif(k.i % 5 = 0, c.at + 90 * {DAY}, NULL), p.file_id, '
                  "k.i, '^1.0.' || k.i, 'runtime', k.i % 2, 1, "
                  "r.i % 4 <> 0, iif(k.i % 3, 'approved', 'not_approved') "
                  f'FROM {series(n)} r, {series(150)} k '
                  f'JOIN made c ON c.id = (r.i - 1) + {n} * (1 + '
                  f'{d("r.i * 256 + k.i", "package", self.commits // n - 2)}) '
                  f'JOIN place p ON p.file_id = {self.first_file} + '
                  f'(c.repository_id - 1) * {FILES} + 1')
        self.fill('dependency', 'source_id, locator, repository_id, file_id, '
                  'package, ecosystem, kind, version, direct, scope, fixed',
                  f'SELECT DISTINCT {self.source}, line, repository_id, '
                  "file_id, package, ecosystem, 'manifest', version, direct, "
                  'scope, fixed FROM component WHERE alive')
        self.run('INSERT OR IGNORE INTO dependency_change (source_id, '
                 'locator, commit_id, file_id, package, ecosystem, kind, '
                 'change, version, direct, scope) '
                 f'SELECT {self.source}, line, from_commit_id, file_id, '
                 "package, ecosystem, 'manifest', 'added', version, direct, "
                 'scope FROM component')

    def settings(self):
        d, n = self.draw, self.repositories
        self.fill('tool_config', 'source_id, locator, commit_id, file_id, '
                  'tool_id, change',
                  f'SELECT {self.source}, 0, c.id, {self.first_file} + '
                  f"(c.repository_id - 1) * {FILES} + 2, t.id, 'added' "
                  'FROM made c JOIN ai_tool t ON t.i = c.tool '
                  f'WHERE c.id % {max(1, self.commits // (2 * n))} = 7')
        self.fill('mcp_server', 'repository_id, file_id, name, identity, '
                  'agent, kind, transport, disabled, trusted, insecure, '
                  'exposed, target, env, sources, since_time, '
                  'from_commit_id, from_time, source_id, locator',
                  f'SELECT c.repository_id, {self.first_file} + '
                  f"(c.repository_id - 1) * {FILES} + 3, 'server', "
                  "iif(c.id % 3, 'api.githubcopilot.com/mcp', "
                  "'mcp.example.com/x'), 'claude-code', 'url', 'http', 0, "
                  "c.id % 2, 0, 0, 'https://mcp.example.com', '[]', "
                  '\'["github"]\', c.at, c.id, c.at, '
                  f'{self.source}, 1 FROM made c '
                  f'WHERE c.id % {max(1, self.commits // n)} = 11')

    def people_records(self):
        d = self.draw
        self.fill('training', 'source_id, locator, alias_id, course, '
                  'completed_time, platform, status, topic, language, '
                  'valid_until_time',
                  f"SELECT {self.source}, s.i, {self.alias} + s.i, "
                  "'Secure coding ' || k.n, "
                  f'{HALF} + {DAY} * {d("s.i * 4 + k.n", "course", 800)}, '
                  f"'lms', 'completed', 'secure coding', "
                  f"{pick(LANGUAGES, 's.i % 5')}, {END} + {90 * DAY} "
                  f'FROM {series(self.people)} s, '
                  '(SELECT 0 AS n UNION ALL SELECT 1) k '
                  f'WHERE {d("s.i * 4 + k.n", "trained", 10)} < 6')
        self.fill('assessment', 'source_id, locator, alias_id, name, time, '
                  'language, score_e6, passed',
                  f"SELECT {self.source}, s.i, {self.alias} + s.i, "
                  "'Flaws of AI code', "
                  f'{END} - {DAY} * (1 + {d("s.i", "exam", 700)}), '
                  f"{pick(LANGUAGES, 's.i % 5')}, 80000000, "
                  f'{d("s.i", "passed", 4)} > 0 FROM {series(self.people)} s')
        self.fill('usage', 'source_id, locator, tool_id, report, scope, '
                  'alias_id, day_time, surface, since_time, prompts, '
                  'suggestions, acceptances, lines_suggested, lines_added, '
                  'sessions, cost_e6, currency',
                  f'SELECT {self.source}, s.i, t.id, '
                  "'claude-code-analytics', 'big', "
                  f'{self.alias} + s.i, {END} - {DAY} * k.i, \'\', '
                  f'{END} - {DAY} * k.i, 12, 90, 40, 300, 120, 3, 1500000, '
                  f"'USD' FROM {series(self.people)} s, {series(250)} k "
                  f'JOIN ai_tool t ON t.i = s.i % {self.tool_count} '
                  f'WHERE {d("s.i * 256 + k.i", "used", 10)} < 7')
        self.fill('seat', 'source_id, locator, tool_id, scope, alias_id, '
                  'assigned_time, active_time',
                  f"SELECT {self.source}, s.i, t.id, 'big', "
                  f'{self.alias} + s.i, {HALF}, '
                  f'iif(s.i % 6, {END} - {DAY}, NULL) '
                  f'FROM {series(self.people)} s '
                  f'JOIN ai_tool t ON t.i = s.i % {self.tool_count}')
        self.fill('sighting', 'source_id, locator, day_time, alias_id, '
                  'device_id, tool_id, report, evidence, since_time, kind, '
                  'certainty, uses',
                  f'SELECT {self.source}, s.i, {END} - {DAY} * (1 + '
                  f'{d("s.i", "seen", 300)}), {self.alias} + s.i, 0, t.id, '
                  f"'sightings', 'api.openai.com', {END} - {DAY}, 'host', "
                  f"'possible', 12 FROM {series(self.people)} s "
                  f'JOIN ai_tool t ON t.i = (s.i + 1) % {self.tool_count} '
                  'WHERE s.i % 3 = 0')
        self.fill('spend', 'source_id, locator, tool_id, scope, from_time, '
                  'to_time, currency, item, amount_e6, seats',
                  f"SELECT {self.source}, k.i, t.id, '', {END} - {DAY} * 92 "
                  f"* k.i, {END} - {DAY} * 92 * (k.i - 1), 'USD', 'licence', "
                  f'90000000000, {self.people} FROM ai_tool t, {series(8)} k')
        self.fill('skill', 'person_id, topic, from_time, to_time',
                  f"SELECT person_id, 'Python', {HALF}, "
                  '9223372036854775807 FROM member WHERE i % 2')

    def statements(self):
        self.fill('attestation', 'source_id, locator, item, scope, time, '
                  'answer, owner',
                  f"SELECT {self.source}, 1, item, '', {END} - {DAY} * "
                  "length(item) * 12, iif(kind = 'level', '2', 'yes'), "
                  "'Head of security' FROM attest_item")
        self.fill('benchmark_run', 'source_id, locator, model_id, version, '
                  'tool_id, pattern, cwe, language, time, samples, working, '
                  'secure, judge',
                  f"SELECT {self.source}, 1, m.id, '', 0, 'task', c.cwe, "
                  f"'Python', {END} - {DAY} * 40, 100, 80, 30 + c.cwe % 40, "
                  "'tests' FROM ai_model m, (SELECT DISTINCT cwe FROM cwe) c")

    def tests(self):
        d = self.draw
        self.fill('coverage_report', 'id, source_id, locator, repository, '
                  'revision, time, format, digest',
                  f"SELECT i, {self.source}, 1, 'github.com/big/r' || i, "
                  f"printf('%040x', i), {END} - {DAY}, 'cobertura', 'c' || i "
                  f'FROM {series(self.repositories)}')
        self.fill('coverage_home', 'report_id, repository_id',
                  'SELECT id, id FROM coverage_report')
        self.fill('coverage_file', 'id, source_id, locator, report_id, path, '
                  'lines, covered, branches, covered_branches',
                  f'SELECT p.file_id, {self.source}, 1, p.repository_id, '
                  'f.path, p.lines, p.lines / 2, 0, 0 FROM place p '
                  "JOIN file f ON f.id = p.file_id WHERE p.kind = 'source'")
        self.fill('coverage_place', 'coverage_file_id, report_id, '
                  'repository_id, at, file_id',
                  f'SELECT file_id, repository_id, repository_id, '
                  f"{END} - {DAY}, file_id FROM place WHERE kind = 'source'")
        self.fill('tested_line', 'repository_id, file_id, start, count, '
                  'covered, coverage_file_id, commit_id, origin, tool_id, '
                  'model_id, counts',
                  'SELECT l.repository_id, l.file_id, l.start, l.count, '
                  f'{d("l.file_id + l.start", "covered", 3)} > 0, l.file_id, '
                  "l.commit_id, coalesce(o.origin, 'unknown'), o.tool_id, "
                  'o.model_id, 1 FROM revision_line l '
                  "JOIN place p ON p.file_id = l.file_id AND p.kind = 'source' "
                  'LEFT JOIN commit_origin o ON o.commit_id = l.commit_id')
        self.fill('test_run', 'id, source_id, locator, repository, revision, '
                  'time, digest',
                  f"SELECT i, {self.source}, 1, 'github.com/big/r' || i, "
                  f"printf('%040x', i), {END} - {DAY}, 't' || i "
                  f'FROM {series(self.repositories)}')
        self.fill('test_case', 'source_id, locator, run_id, ordinal, suite, '
                  'class, name, state',
                  f"SELECT {self.source}, k.i, r.i, k.i, 's', 'c', "
                  "'test ' || k.i, iif(k.i % 40, 'passed', 'failed') "
                  f'FROM {series(self.repositories)} r, {series(800)} k')

    def grow(self):
        self.run('PRAGMA foreign_keys = OFF')
        self.run('PRAGMA journal_mode = OFF')
        self.run('PRAGMA synchronous = OFF')
        self.run('PRAGMA cache_size = -200000')
        self.run('PRAGMA temp_store = MEMORY')
        self.run('BEGIN')
        for step in (self.sources, self.aliases, self.trees, self.tools,
                     self.history, self.lines, self.changes,
                     self.deployments, self.scans, self.found,
                     self.packages, self.settings, self.people_records,
                     self.statements, self.tests):
            step()
            print(step.__name__, file=sys.stderr)
        # What follows from these rows is joined by the next who asks.
        self.run('UPDATE derivation SET digest = 0')
        self.run('COMMIT')


def main():
    if sys.argv[1] == '--directory':
        directory(int(sys.argv[2]))
    else:
        Grower(sys.argv[1], *map(int, sys.argv[2:5])).grow()


main()
