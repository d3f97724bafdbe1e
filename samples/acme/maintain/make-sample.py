#!/usr/bin/env python3
"""Plans and writes the sample organisation: for maintainers of the sample only.

The products (repositories/*.fi, inputs/*) are checked in; building the sample
(build.sh) needs git and no Python. Deterministic: own random numbers with a
printed seed, no clock. Needs git, to learn the ids of the commits it planned.

    make-sample.py DIR     writes DIR/repositories, DIR/inputs and DIR/plan.json
    truth.py DIR/plan.json prints the figures of TRUTH.md, from the plan alone

How it works: a repository is a row of units in time: a commit, a pull request
with its merge, a scan or a deployment. Files are lists of lines; a line may
carry a planted finding. Each commit is planned with person, team, origin, tool,
model and lines, so that every figure follows from the plan, not from a reading
of the repository.
"""
import hashlib
import json
import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone

import sample_packages
from sample_inputs import write_inputs
from sample_records import write_records
from sample_tools import write_tools
from sample_text import Words, blocks, header, WEAK

SEED = 20313
UTC = timezone.utc
QUARTERS = [("2025-Q4", "2025-10-01"), ("2026-Q1", "2026-01-01"),
            ("2026-Q2", "2026-04-01"), ("2026-Q3", "2026-07-01"),
            ("2026-Q4", "2026-10-01")]


def at(text):
    """Seconds since 1970 of 'YYYY-MM-DD[ HH:MM]', UTC."""
    form = "%Y-%m-%d %H:%M" if " " in text else "%Y-%m-%d"
    return int(datetime.strptime(text, form).replace(tzinfo=UTC).timestamp())


class Random:
    """Lehmer's generator: the same everywhere, whatever the Python."""

    def __init__(self, seed):
        self.state = seed % 2147483646 + 1

    def below(self, n):
        self.state = self.state * 48271 % 2147483647
        return self.state * n // 2147483647

    def unit(self):
        return self.below(1000000) / 1000000.0

    def pick(self, items):
        return items[self.below(len(items))]

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def weighted(self, pairs):
        total = sum(w for _, w in pairs)
        x = self.below(total)
        for item, w in pairs:
            if x < w:
                return item
            x -= w


# ------------------------------------------------------------- the people --

# key, name, login, team, role, first day, last day
PEOPLE = [
    ("E101", "Anna Lindqvist", "alindqvist", "Web", "Lead engineer", "2022-03-01", ""),
    ("E102", "Bram de Vries", "bramdv", "Web", "Engineer", "2023-01-01", ""),
    ("E103", "Chiara Fontana", "cfontana", "Web", "Engineer", "2023-02-01", ""),
    ("E104", "Dmitri Sokolov", "dsokolov", "Web", "Engineer", "2023-02-01", ""),
    ("E105", "Efua Mensah", "efuam", "Web", "Engineer", "2024-05-01", ""),
    ("E106", "Felix Brandt", "fbrandt", "Web", "Engineer", "2024-09-01", ""),
    ("E107", "Grace Oyelaran", "goyelaran", "Web", "Engineer", "2025-01-01", ""),
    ("E108", "Hiro Tanaka", "htanaka", "Web", "Engineer", "2023-06-01", "2026-04-01"),
    ("E111", "Ines Carvalho", "icarvalho", "Ledger", "Lead engineer", "2019-01-01", ""),
    ("E112", "Rosa Keller", "rkeller", "Ledger", "Engineer", "2019-01-01", ""),
    ("E113", "Jonas Weber", "jweber", "Ledger", "Engineer", "2019-06-01", ""),
    ("E114", "Katarzyna Nowak", "knowak", "Ledger", "Engineer", "2020-02-01", ""),
    ("E115", "Liam Byrne", "lbyrne", "Ledger", "Engineer", "2021-09-01", ""),
    ("E116", "Mei Chen", "meichen", "Ledger", "Engineer", "2024-01-01", ""),
    ("E117", "Noah Fischer", "nfischer", "Ledger", "Engineer", "2025-03-01", ""),
    ("E121", "Olga Petrova", "opetrova", "Gateway", "Lead engineer", "2022-05-01", ""),
    ("E122", "Paul Martin", "pmartin", "Gateway", "Engineer", "2022-05-01", ""),
    ("E123", "Qadir Rahman", "qrahman", "Gateway", "Engineer", "2022-07-01", ""),
    ("E124", "Sofia Rossi", "srossi", "Gateway", "Engineer", "2023-10-01", ""),
    ("E125", "Tomas Novak", "tnovak", "Gateway", "Engineer", "2024-04-01", ""),
    ("E126", "Uma Patel", "upatel", "Gateway", "Engineer", "2025-02-01", ""),
    ("E131", "Viktor Hansen", "vhansen", "Fraud", "Lead engineer", "2024-01-01", ""),
    ("E132", "Wanda Schulz", "wschulz", "Fraud", "Engineer", "2024-06-01", ""),
    ("E133", "Yara Haddad", "yhaddad", "Fraud", "Engineer", "2025-06-01", ""),
    # moved teams
    ("E108", "Hiro Tanaka", "htanaka", "Gateway", "Engineer", "2026-04-01", ""),
]
BY_KEY = {}
for p in PEOPLE:
    BY_KEY.setdefault(p[0], p)


def email(key):
    return BY_KEY[key][1].lower().replace(" ", ".") + "@acme.example"


def team_of(key, when):
    for k, _, _, team, _, first, last in PEOPLE:
        if k == key and at(first) <= when and (not last or when < at(last)):
            return team
    return ""


def members(team, when):
    return [p[0] for p in PEOPLE if p[3] == team and at(p[5]) <= when
            and (not p[6] or when < at(p[6]))]


DECLARED = {"Ledger": at("2025-10-01"), "Gateway": at("2026-01-01"),
            "Web": at("2026-04-01")}
HUMAN_BEFORE = at("2021-06-29")

# team -> share of AI commits by quarter, in percent
AI_SHARE = {"Web": (50, 58, 64, 68), "Ledger": (9, 13, 18, 24),
            "Gateway": (8, 12, 17, 22), "Fraud": (24, 30, 34, 40)}


def quarter_of(when):
    for i in range(4):
        if at(QUARTERS[i][1]) <= when < at(QUARTERS[i + 1][1]):
            return i
    return -1


def pick_tool(rnd, team, when):
    """(tool, model) of an AI commit, as its trailer will say."""
    if team == "Fraud":
        tool = rnd.weighted([("aider", 3), ("claude-code", 2)])
    elif team == "Web" and quarter_of(when) == 3:
        tool = rnd.weighted([("claude-code", 10), ("cursor", 5),
                             ("copilot-agent", 3), ("codex", 2)])
    elif team == "Web":
        tool = rnd.weighted([("claude-code", 8), ("cursor", 5),
                             ("copilot-agent", 2)])
    else:
        tool = rnd.weighted([("claude-code", 6), ("copilot-agent", 3)])
    if tool == "claude-code":
        q = quarter_of(when)
        if q < 1:
            model = rnd.weighted([("claude-sonnet-4-5", 7), ("", 2)])
        elif q < 3:
            model = rnd.weighted([("claude-sonnet-4-5", 4),
                                  ("claude-opus-4-6", 5), ("", 1)])
        else:
            model = rnd.weighted([("claude-sonnet-4-5", 3),
                                  ("claude-opus-4-6", 7),
                                  ("claude-haiku-4-5", 1), ("", 1)])
    elif tool == "aider":
        model = rnd.weighted([("gpt-5.2-codex", 1), ("", 1)])
    else:
        model = ""
    return tool, model


CLAUDE = {"claude-sonnet-4-5": "Claude Sonnet 4.5",
          "claude-opus-4-6": "Claude Opus 4.6",
          "claude-haiku-4-5": "Claude Haiku 4.5", "": "Claude"}


# ------------------------------------------------------- the repositories --

class File:
    def __init__(self, lang, kind):
        self.lang, self.kind = lang, kind
        self.lines = []     # [text, finding or None]

    def text(self):
        return "".join(t + "\n" for t, _ in self.lines)


class Commit:
    """One planned commit; what the truth is computed from."""

    def __init__(self, **known):
        self.__dict__.update(known)
        self.files = {}     # path -> [added, deleted, lang, kind]; None binary;
                            # of a renamed one a fifth: lines that came along
        self.packages = []  # what it did to them

    @property
    def careless(self):
        return self.origin == "ai" and not self.packages and chance(
            "%s|%d" % (self.person, self.when // (7 * 86400))) < CARELESS


class Repository:
    def __init__(self, name, team, seed):
        self.name, self.team = name, team
        self.rnd = Random(seed)
        self.words = Words(Random(seed + 7))
        self.files, self.commits, self.out = {}, [], []
        self.mark, self.tip = 0, 0
        self.findings, self.scans, self.deployments = [], [], []
        self.secrets = []
        self.weak_due = {}
        self.pull = 0
        self.pulls = []     # number, marks of its commits, mark of its merge
        self.branch = "refs/heads/main"
        self.blobs, self.commit_at = {}, 0
        self.lived = {}     # end of a quarter -> living lines
        self.born = {}      # id of a line -> it, its text, its commit
        self.mended = {}    # id of a line -> it, the finding it had

    # -- writing the stream

    def emit(self, text):
        self.out.append(text)

    def data(self, text):
        raw = text.encode()
        self.emit("data %d\n%s\n" % (len(raw), text))

    def commit(self, when, key, subject, origin, tool="", model="", body="",
               author=None, committer=None, author_when=None, zone="+0000",
               parents=None, branch=None, trailers=(), basis=""):
        self.mark += 1
        c = Commit(mark=self.mark, repo=self.name, when=when, person=key,
                   author_when=author_when or when, origin=origin, tool=tool,
                   model=model, parents=parents or ([self.tip] if self.tip
                                                    else []),
                   team=team_of(key, when) if key else "", basis=basis,
                   subject=subject, body=body, reverts=None, squash=False)
        if author is None:
            author = "%s <%s>" % (BY_KEY[key][1], email(key))
        if committer is None:
            committer = author
        message = subject + "\n"
        if body:
            message += "\n" + body + "\n"
        if trailers:
            message += "\n" + "\n".join(trailers) + "\n"
        self.commit_at = len(self.out)
        self.emit("commit %s\nmark :%d\nauthor %s %d %s\ncommitter %s %d %s\n"
                  % (branch or self.branch, self.mark, author, c.author_when,
                     zone, committer, when, zone))
        self.data(message)
        for i, p in enumerate(c.parents):
            self.emit("%s :%d\n" % ("merge" if i else "from", p))
        self.commits.append(c)
        return c

    def put(self, path):
        f = self.files[path]
        for line in f.lines:    # a line is born with its text
            if self.born.get(id(line), (0, None))[1] != line[0]:
                self.born[id(line)] = line, line[0], self.commits[-1].mark
        blob = self.blobs.get(f.text())
        if not blob:    # goes before the commit that is being written
            blob = self.blobs[f.text()] = 100000 + len(self.blobs)
            raw = f.text()
            self.out.insert(self.commit_at, "blob\nmark :%d\ndata %d\n%s\n"
                            % (blob, len(raw.encode()), raw))
        self.emit("M 100644 :%d %s\n" % (blob, path))

    def count(self, c, path, added, deleted):
        f = self.files[path]
        old = c.files.get(path, [0, 0, f.lang, f.kind])
        c.files[path] = [old[0] + added, old[1] + deleted, f.lang, f.kind]

    # -- edits: each knows what numstat -M will say of it

    def add_block(self, f, where):
        block = blocks(self.words, f.lang, f.kind)
        f.lines[where:where] = [[t, None] for t in block]
        return len(block)

    def add_weak(self, c, path, f):
        """A block with one weak line, at the end of the file."""
        rules = WEAK[f.lang]
        rule = self.rnd.weighted([(r, r["weight"]) for r in rules])
        words = self.words
        words.next()
        n = 0
        for t in rule["block"]:
            weak = t.startswith("!")
            text = words.fill(t[1:] if weak else t)
            finding = None
            if weak:
                finding = dict(id=len(self.findings) + 1, repo=self.name,
                               rule=rule["id"], tool=rule["tool"],
                               severity=rule["severity"], lang=f.lang,
                               kind=f.kind,
                               path=path, commit=c.mark, origin=c.origin,
                               born=c.when, fix=words.fill(rule["fix"]),
                               text=text, fixed_mark=0, suppressed=None,
                               category=rule.get("category", "security"))
                self.findings.append(finding)
                self.plan_end(finding)
            f.lines.append([text, finding])
            n += 1
        return n

    def plan_end(self, f):
        low, high, chance = {"critical": (12, 70, 92), "high": (15, 150, 66),
                             "medium": (35, 260, 42), "low": (60, 400, 35)}[f["severity"]]
        start = max(f["born"], at("2025-10-20"))
        lag = self.rnd.between(low, high) * 86400
        if self.rnd.below(100) < chance:
            f["due"] = start + lag
        else:
            f["due"] = None

    def weak_for(self, c, lang, lines, kind):
        """How many weak blocks LINES new lines of this origin carry."""
        if kind not in ("source", "infrastructure") or lang not in WEAK:
            return 0
        rate = RATE[(self.name, lang)]
        if c.origin == "ai":
            rate *= 1.06
        cell = (lang, c.origin)
        due = self.weak_due.setdefault(cell, 0.5) + lines * rate / 1000.0
        n = int(due)
        self.weak_due[cell] = due - n
        return n


def chance(text):
    """Of a text, so that asking moves no random number."""
    text += "|%d" % SALT
    return int.from_bytes(hashlib.sha1(text.encode()).digest()[:4], "big") \
        / 2 ** 32


# The planted driver. Of what AI writes in a person's careless weeks a scanner
# sees every weak line, of all else the part that keeps AI's share of problems
# as RATE has it; sample_records.py leaves most careless changes unreviewed.
CARELESS, SEEN_AI, SEEN, SALT = 0.46, 0.30, 0.66, 13


def overlook(repo):
    """Takes out what the scanners of source code do not see."""
    commits = {c.mark: c for c in repo.commits}

    def is_seen(x):
        c = commits[x["commit"]]
        if c.careless or x["kind"] != "source" or x["category"] != "security":
            return True
        return chance("%s|%d" % (repo.name, x["id"])) < (
            SEEN_AI if c.origin == "ai" else SEEN)
    repo.findings = [x for x in repo.findings if is_seen(x)]
    left = {x["id"] for x in repo.findings}
    for scan in repo.scans:
        scan["seen"] = [s for s in scan["seen"] if s["id"] in left]


RATE = {("storefront", "TypeScript"): 14.0, ("ledger", "Python"): 4.4,
        ("gateway", "Go"): 6.5, ("gateway", "Java"): 8.5,
        ("gateway", "HCL"): 7.0}
# repository -> what a commit touches: (language, folder, suffix, kind, weight)
PLACES = {
    "storefront": [("TypeScript", "src/%s", ".ts", "source", 86),
                   ("TypeScript", "test/%s", ".test.ts", "test", 14)],
    "ledger": [("Python", "ledger/%s", ".py", "source", 84),
               ("Python", "tests/%s", ".py", "test", 16)],
    "gateway": [("Go", "internal/%s", ".go", "source", 52),
                ("Java", "adapter/src/main/java/com/acme/%s", ".java", "source", 25),
                ("HCL", "infra/%s", ".tf", "infrastructure", 11),
                ("Go", "internal/%s", "_test.go", "test", 12)],
}
VISITORS = {"storefront": [("Web", 76), ("Ledger", 8), ("Gateway", 8), ("Fraud", 8)],
            "ledger": [("Ledger", 80), ("Fraud", 11), ("Gateway", 5), ("Web", 4)],
            "gateway": [("Gateway", 82), ("Fraud", 9), ("Ledger", 6), ("Web", 3)]}
GITHUB = "GitHub <noreply@github.com>"
COPILOT = ("copilot-swe-agent[bot] "
           "<198982749+Copilot@users.noreply.github.com>")
DEPENDABOT = ("dependabot[bot] "
              "<49699333+dependabot[bot]@users.noreply.github.com>")
ZONES = ("+0000", "+0100", "+0200", "+0200", "-0400")
COMMENT = {"TypeScript": "//", "Go": "//", "Java": "//", "Python": "#",
           "HCL": "#"}


def who_wrote(repo, when):
    """(person, team, origin, basis, tool, model) of a new commit."""
    rnd = repo.rnd
    team = rnd.weighted(VISITORS[repo.name])
    if not members(team, when):
        team = repo.team
    people = members(team, when)
    key = rnd.pick(people)
    q = quarter_of(when)
    if when >= at("2026-10-01"):
        q = 3
    if q >= 0 and rnd.below(100) < AI_SHARE[team][q]:
        tool, model = pick_tool(rnd, team, min(when, at("2026-09-30")))
        return key, "ai", "commit", tool, model
    if when < HUMAN_BEFORE:
        return key, "human", "dated", "", ""
    if team in DECLARED and when >= DECLARED[team]:
        return key, "human", "declared", "", ""
    return key, "unknown", "", "", ""


def open_commit(repo, when, key, origin, basis, tool, model, subject, **more):
    """Starts a commit with the marks that its tool leaves."""
    rnd = repo.rnd
    person = BY_KEY[key]
    author = "%s <%s>" % (person[1], email(key))
    trailers, body, committer = [], "", None
    if key == "E112" and when < at("2021-01-01"):
        author = "rosa <rkeller@old-acme.example>"
    elif key == "E112" and when > at("2026-05-01") and rnd.below(4) == 0:
        author = "Rosa Keller <rosa.keller@posteo.example>"
    if tool == "claude-code":
        if rnd.below(3):
            body = ("\U0001F916 Generated with [Claude Code]"
                    "(https://claude.com/claude-code)")
        trailers.append("Co-Authored-By: %s <noreply@anthropic.com>"
                        % CLAUDE[model])
    elif tool == "cursor":
        trailers.append("Co-authored-by: Cursor <cursoragent@cursor.com>")
    elif tool == "codex":
        trailers.append("Co-authored-by: Codex <noreply@openai.com>")
    elif tool == "copilot-agent":
        trailers.append("Agent-Logs-Url: https://github.com/acme/%s/sessions/"
                        "%08x-0000-4000-8000-%012x"
                        % (repo.name, when, repo.mark))
        trailers.append("Co-authored-by: %s <%s@users.noreply.github.com>"
                        % (person[2], person[2]))
        author, committer = COPILOT, GITHUB
    elif tool == "aider" and model:
        trailers.append("Co-authored-by: aider (%s) <aider@aider.chat>" % model)
    elif tool == "aider":
        author = "%s (aider) <%s>" % (person[1], email(key))
    author_when = when
    if rnd.below(9) == 0:
        author_when = when - rnd.between(1, 5) * 86400
        if basis == "declared" and author_when < DECLARED[team_of(key, when)]:
            origin, basis = "unknown", ""   # written before the recording
    trailers = list(more.pop("trailers", [])) + trailers
    body = more.pop("body", "") or body
    return repo.commit(when, key, subject, origin, tool, model, body=body,
                       author=author, committer=committer, basis=basis,
                       author_when=author_when, zone=rnd.pick(ZONES),
                       trailers=trailers, **more)


def new_path(repo, place):
    lang, folder, suffix, kind, _ = place
    w = repo.words
    w.next()
    stem = {"TypeScript": "$v-$n-$u", "Python": "$v_$u", "Go": "$v$u",
            "Java": "$N$uAdapter", "HCL": "$n_$u"}[lang]
    if lang == "Python" and kind == "test":
        stem = "test_" + stem
    path = folder % (w.fill("$n") if lang not in ("Java", "HCL") else "")
    return (path.rstrip("/") + "/" + w.fill(stem) + suffix).replace("//", "/")


def tail(f):
    """Where a block goes at the end: before what closes the file."""
    return len(f.lines) - (1 if f.lang == "Java" else 0)


def write_code(repo, c, size):
    """About SIZE new lines in one to three files."""
    rnd, left = repo.rnd, size
    # one language a commit, plus perhaps a test
    place = rnd.weighted([(p, p[4]) for p in PLACES[repo.name]])
    touched = []
    while left > 0:
        lang, _, _, kind, _ = place
        small = [p for p, f in repo.files.items()
                 if f.lang == lang and f.kind == kind and f.lines
                 and len(f.lines) < 75 and p not in touched]
        if small and rnd.below(100) < 34:
            path = rnd.pick(sorted(small))
            f = repo.files[path]
            n = 0
            if rnd.below(3) == 0:
                change_line(repo, c, path, f)
            for _ in range(rnd.between(2, 4)):
                keep = any(x for _, x in f.lines
                           if x and x["tool"] in ("trivy", "gitleaks"))
                top = len(header(repo.words, lang, path))
                where = tail(f) if keep or lang in ("Java", "HCL") \
                    or rnd.below(2) else top
                n += repo.add_block(f, where)
            repo.count(c, path, n, 0)
        else:
            path = new_path(repo, place)
            f = File(lang, kind)
            repo.files[path] = f
            f.lines = [[t, None] for t in header(repo.words, lang, path)]
            if lang == "Java":
                f.lines.append(["}", None])
            goal = min(max(left, 30), rnd.between(70, 130))
            while len(f.lines) < goal:
                repo.add_block(f, tail(f))
            n = len(f.lines)
            repo.count(c, path, n, 0)
        weak = repo.weak_for(c, lang, n, kind)
        for _ in range(weak):
            closing = f.lines.pop() if lang == "Java" else None
            more = repo.add_weak(c, path, f)
            if closing:
                f.lines.append(closing)
            repo.count(c, path, more, 0)
            n += more
        touched.append(path)
        left -= n
    for path in touched:
        repo.put(path)
    sample_packages.arrive(repo, c, day_of(c.when), File)


QUARTER_ENDS = [at(day) for day in (
    "2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01")]


def living(repo):
    """path -> commit -> how many lines of it live now."""
    out = {}
    for path, f in repo.files.items():
        marks = out.setdefault(path, {})
        for line in f.lines:
            mark = repo.born[id(line)][2]
            marks[mark] = marks.get(mark, 0) + 1
    return out


def day_of(when):
    return datetime.fromtimestamp(when, UTC).strftime("%Y-%m-%d")


def change_line(repo, c, path, f):
    """Changes one longer line that was there before this commit."""
    long = [i for i, (t, x) in enumerate(f.lines) if len(t) > 28 and not x
            and '"""' not in t]
    if not long:
        return
    i = repo.rnd.pick(long)
    f.lines[i][0] = repo.words.fill("%s %s see $n $u" % (f.lines[i][0],
                                                         COMMENT[f.lang]))
    if id(f.lines[i]) in repo.mended:
        repo.mended[id(f.lines[i])][1].setdefault("again_when", c.when)
    repo.count(c, path, 1, 1)


def fix_findings(repo, c, due):
    paths = []
    for x in due:
        f = repo.files.get(x["path"])
        for line in f.lines:
            if line[1] is x:
                line[0], line[1] = x["fix"], None
                repo.mended[id(line)] = line, x
        x["fixed_mark"], x["fixed_when"] = c.mark, c.when
        repo.count(c, x["path"], 1, 1)
        if x["path"] not in paths:
            paths.append(x["path"])
    for path in paths:
        repo.put(path)


SUBJECTS = ["$V the $n of a $m", "Let a $n $v its $m", "Add $n rules for $m",
            "Keep the $m when a $n fails", "Move the $n out of the $m",
            "Show the $n before the $m", "Round the $n as the $m asks"]


def subject(repo):
    w = repo.words
    w.next()
    text = w.fill(repo.rnd.pick(SUBJECTS))
    text = text[0].upper() + text[1:]
    if repo.rnd.below(2):
        text += " (ACME-%d)" % repo.rnd.between(100, 900)
    return text


def work(repo, when, limit):
    """A commit, or a pull request of two or three and its merge."""
    rnd = repo.rnd
    due = [x for x in repo.findings if x["due"] and not x["fixed_mark"]
           and x["due"] <= when and not x["suppressed"]
           and x["path"] in repo.files]
    key, origin, basis, tool, model = who_wrote(repo, when)
    if due and rnd.below(100) < 60:
        c = open_commit(repo, when, key, origin, basis, tool, model,
                        repo.words.fill("Close %d finding%s of the scan"
                                        % (len(due[:3]),
                                           "s" if len(due[:3]) > 1 else "")))
        fix_findings(repo, c, due[:3])
        repo.tip = c.mark
        return
    size = rnd.between(40, 170) if origin == "ai" else rnd.between(25, 135)
    if quarter_of(when) < 0 and when < at("2025-10-01"):
        size = rnd.between(50, 130)
    if rnd.below(100) < 20 and when + 30000 < limit and when > at("2023-06-01"):
        pull_request(repo, when, key, origin, basis, tool, model)
        return
    c = open_commit(repo, when, key, origin, basis, tool, model, subject(repo))
    write_code(repo, c, size)
    repo.tip = c.mark


def pull_request(repo, when, key, origin, basis, tool, model):
    rnd = repo.rnd
    repo.pull += 1
    name = repo.words.fill("$v-$n-$u")
    branch = "refs/heads/pull-%d" % repo.pull
    base, side, changed, marks = repo.tip, repo.tip, {}, []
    before = dict(repo.files)
    for i in range(rnd.between(2, 3)):
        c = open_commit(repo, when + i * 7200, key, origin, basis, tool, model,
                        subject(repo), parents=[side] if side else None,
                        branch=branch)
        size = rnd.between(40, 120) if origin == "ai" else rnd.between(25, 90)
        write_code(repo, c, size)
        changed.update(c.files)
        side = c.mark
        marks.append(side)
    merger = rnd.pick(members(repo.team, when))
    m = repo.commit(when + 25000, merger,
                    "Merge pull request #%d from acme/%s" % (repo.pull, name),
                    *merge_origin(merger, when + 25000),
                    body=subject(repo), committer=GITHUB,
                    parents=[base, side])
    m.merge = True
    repo.pulls.append(dict(number=repo.pull, marks=marks, merge=m.mark))
    for path in sorted(changed):
        repo.put(path)
    repo.tip = m.mark


def merge_origin(key, when):
    team = team_of(key, when)
    if team in DECLARED and when >= DECLARED[team]:
        return ("human",)
    return ("unknown",)


def plain(repo, path, lines, kind, lang=None):
    """Sets a file that is not code."""
    f = File(lang, kind)
    f.lines = [[t, None] for t in lines]
    repo.files[path] = f


def small_file(repo, c, path, lines, kind, lang=None):
    plain(repo, path, lines, kind, lang)
    repo.count(c, path, len(lines), 0)
    repo.put(path)


# ----------------------------------------------------- what is planted once --

def bump(repo, when, i):
    """dependabot moves locked versions on."""
    c = repo.commit(when, "", sample_packages.bump_subject(i), "bot",
                    author=DEPENDABOT, committer=GITHUB,
                    trailers=["Signed-off-by: dependabot[bot] "
                              "<support@github.com>"])
    sample_packages.bump(repo, c, i, File)
    repo.tip = c.mark


def first_commit(repo, when, key):
    origin = "human" if when < HUMAN_BEFORE else "unknown"
    c = repo.commit(when, key, "Start the %s" % repo.name, origin,
                    basis="dated" if origin == "human" else "",
                    author="%s <%s>" % (BY_KEY[key][1], email(key)))
    small_file(repo, c, "README.md",
               ["# %s" % repo.name, "", "Part of Acme Payments.", "",
                "Build with make, test with make test."],
               "documentation", "Markdown")
    small_file(repo, c, "CODEOWNERS", ["* @acme/%s" % repo.team.lower()]
               + sample_packages.UNOWNED.get(repo.name, []), "other")
    sample_packages.begin(repo, c, File)
    if repo.name == "ledger":
        small_file(repo, c, ".mailmap",
                   ["Rosa Keller <rosa.keller@acme.example> "
                    "rosa <rkeller@old-acme.example>"], "other")
    repo.tip = c.mark


def simple(repo, when, key, text, origin=None, **more):
    if origin is None:
        team = team_of(key, when)
        declared = team in DECLARED and when >= DECLARED[team]
        origin = "human" if declared else "unknown"
        more.setdefault("basis", "declared" if declared else "")
    c = repo.commit(when, key, text, origin, **more)
    repo.tip = c.mark
    return c


# MCP servers of the storefront: name, what it is, how the file says it,
# pinned, the data it opens. The policy of assay.yaml approves all but search,
# and its data.
SERVERS = [
    ("github", "api.githubcopilot.com/mcp",
     ['"type": "http"', '"url": "https://api.githubcopilot.com/mcp/"'],
     "", "github"),
    ("files", "@modelcontextprotocol/server-filesystem",
     ['"command": "npx"',
      '"args": ["-y", "@modelcontextprotocol/server-filesystem", "src"]'],
     "no", "filesystem"),
    ("search", "tavily-mcp",
     ['"command": "npx"', '"args": ["-y", "tavily-mcp@0.2.10"]',
      '"env": { "TAVILY_API_KEY": "${TAVILY_API_KEY}" }'],
     "yes", "web")]


def server_lines():
    out = ["{", '  "mcpServers": {']
    for i, (name, _, parts, _, _) in enumerate(SERVERS):
        out += ['    "%s": {' % name]
        out += ["      " + p + ("," if p is not parts[-1] else "")
                for p in parts]
        out += ["    }" + ("," if i < len(SERVERS) - 1 else "")]
    return out + ["  }", "}"]


def once_storefront(repo):
    """Special commits: (when, function)."""
    def logo(when):
        c = simple(repo, when, "E105", "Add the logo")
        repo.emit("M 100644 inline assets/logo.png\n")
        repo.data("\x89PNG\r\n\x1a\n\x01\x01\x01\rIHDR\x01\x01\x01\x10")
        c.files["assets/logo.png"] = None

    def config(when):
        c = simple(repo, when, "E101", "Document how we use Claude Code")
        small_file(repo, c, "CLAUDE.md",
                   ["# For Claude Code", "", "Run make test before a commit.",
                    "Never write secrets into the repository.",
                    "Record yourself as co-author."],
                   "documentation", "Markdown")
        small_file(repo, c, ".mcp.json", server_lines(), "other", "JSON")
        repo.servers = [dict(identity=what, pinned=pinned, data=data,
                             since=when) for _, what, _, pinned, data
                        in SERVERS]

    def rename(when):
        old = sorted(p for p, f in repo.files.items()
                     if f.kind == "source" and 60 < len(f.lines) < 100
                     and not any(x for _, x in f.lines)
                     and not any(x["path"] == p for x in repo.findings))[0]
        new = "src/moved/" + old.split("/")[-1]
        c = simple(repo, when, "E103", "Move a module to where it belongs")
        f = repo.files.pop(old)
        c.files[old] = [0, len(f.lines), f.lang, f.kind]
        repo.files[new] = f
        c.files[new] = [0, 0, f.lang, f.kind, len(f.lines)]
        repo.emit("R %s %s\n" % (old, new))

    def reported(when):
        c = simple(repo, when, "E104", "Check the length of a voucher",
                   trailers=["Reported-by: Claude (ANT-2026-0031)"])
        write_code(repo, c, 40)

    def squash(when):
        c = repo.commit(when, "E102", "Rework the basket (#231)", "mixed",
                        "claude-code", "claude-opus-4-6",
                        body="* Split the basket from the order\n"
                             "* Let a voucher apply to one line\n"
                             "* Add tests\n\n---------",
                        committer=GITHUB, basis="commit", trailers=[
                            "Co-authored-by: Efua Mensah <efua.mensah@acme.example>",
                            "Co-authored-by: Grace Oyelaran <grace.oyelaran@acme.example>",
                            "Co-authored-by: Claude Opus 4.6 <noreply@anthropic.com>",
                            "Co-authored-by: Cursor <cursoragent@cursor.com>"])
        c.squash = True
        repo.pulls.append(dict(number=231, marks=[], merge=c.mark,
                               merger="E101"))
        write_code(repo, c, 260)
        repo.tip = c.mark

    def stated(when, key):
        c = simple(repo, when, key, subject(repo), origin="human",
                   basis="stated", trailers=["AI-assisted: no"])
        write_code(repo, c, 60)

    def late(when):
        c = repo.commit(when, "E106", "Keep the basket over midnight", "human",
                        basis="declared", zone="-0400")
        repo.tip = c.mark
        write_code(repo, c, 60)

    def build_mail(when):
        c = repo.commit(when, "", "Refresh the build", "unknown",
                        author="build <build@ci.acme.example>")
        small_file(repo, c, "build/version.txt", ["storefront 2026.5"], "other")
        repo.tip = c.mark

    bumps = [(at("2025-10-06 04:00") + i * 30 * 86400,
              lambda when, i=i: bump(repo, when, i)) for i in range(12)]
    return bumps + [
        (at("2025-10-08 09:00"), logo), (at("2025-11-12 09:00"), config),
        (at("2026-02-11 09:20"), lambda w: stated(w, "E102")),
        (at("2026-02-18 09:20"), lambda w: stated(w, "E105")),
        (at("2026-03-04 09:20"), lambda w: stated(w, "E107")),
        (at("2026-05-06 09:20"), rename), (at("2026-05-20 09:20"), reported),
        (at("2026-05-21 02:00"), build_mail),
        (at("2026-08-12 09:20"), squash), (at("2026-10-01 02:30"), late)]


def once_ledger(repo):
    def revert(when):
        victim = [c for c in repo.commits if c.origin == "ai"
                  and c.when > at("2026-07-10")
                  and any(v and not v[1] for v in c.files.values())][-1]
        path = sorted(p for p, v in victim.files.items()
                      if v and p in repo.files and not v[1]
                      and not any(x for _, x in repo.files[p].lines)
                      and v[0] == len(repo.files[p].lines))
        c = simple(repo, when, "E113", 'Revert "%s"' % victim.subject,
                   body="This reverts commit @%038d@." % victim.mark)
        c.reverts = victim.mark
        for p in path:
            f = repo.files.pop(p)
            c.files[p] = [0, len(f.lines), f.lang, f.kind]
            repo.emit("D %s\n" % p)
        sample_packages.undo(repo, c, victim, File)

    def config(when):
        c = simple(repo, when, "E111", "Tell agents the rules of the ledger")
        small_file(repo, c, "AGENTS.md",
                   ["# Rules", "", "Money is Decimal, never float.",
                    "Every change of a balance is an event."],
                   "documentation", "Markdown")

    return [(at("2026-02-03 09:20"), config), (at("2026-08-19 09:20"), revert)]


def once_gateway(repo):
    def deployment(when):
        c = simple(repo, when, "E121", "Say how the gateway is deployed")
        small_file(repo, c, "docs/deploy.md",
                   ["# Deployment", "", "Blue and green, one at a time."],
                   "documentation", "Markdown")
    return [(at("2026-01-14 09:20"), deployment)]


# ------------------------------------------------------------ time table --

def working(when):
    d = datetime.fromtimestamp(when, UTC)
    hour = 7 + (d.hour * 60 + d.minute) % 600 // 60
    d = d.replace(hour=hour, second=d.minute)
    while d.weekday() > 4:
        d += timedelta(days=1)
    return int(d.timestamp())


PLAN = {    # (from, to, commits)
    "storefront": [("2023-02-06", "2025-10-01", 46), ("2025-10-01", "2026-01-01", 36),
                   ("2026-01-01", "2026-04-01", 40), ("2026-04-01", "2026-07-01", 46),
                   ("2026-07-01", "2026-10-01", 58), ("2026-10-01", "2026-10-05", 2)],
    "ledger": [("2019-03-04", "2021-06-20", 32), ("2021-07-05", "2025-10-01", 24),
               ("2025-10-01", "2026-01-01", 28), ("2026-01-01", "2026-04-01", 30),
               ("2026-04-01", "2026-07-01", 34), ("2026-07-01", "2026-10-01", 38),
               ("2026-10-01", "2026-10-05", 1)],
    "gateway": [("2022-05-09", "2025-10-01", 34), ("2025-10-01", "2026-01-01", 28),
                ("2026-01-01", "2026-04-01", 30), ("2026-04-01", "2026-07-01", 34),
                ("2026-07-01", "2026-10-01", 38), ("2026-10-01", "2026-10-05", 1)],
}
MONTHS = ["2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03",
          "2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09"]


def time_table(repo):
    events = []
    for first, last, n in PLAN[repo.name]:
        slot = (at(last) - at(first)) / n
        for i in range(n):
            when = int(at(first) + i * slot + repo.rnd.unit() * slot * 0.4)
            when = min(working(when), at(last) - 3600)
            events.append((when, 1, "work"))
    for m in MONTHS:
        events.append((at(m + "-28 03:00"), 2, "scan"))
    step = 7 if repo.name == "storefront" else 14
    when = at("2025-10-07 15:00")
    while when < at("2026-10-01"):
        events.append((when, 3, "deploy"))
        when += step * 86400
    once = {"storefront": once_storefront, "ledger": once_ledger,
            "gateway": once_gateway}[repo.name](repo)
    for when, function in once:
        events.append((when, 0, function))
    return sorted(events, key=lambda e: (e[0], e[1]))


def snapshot(repo, when):
    """What a scan sees at the tip: open findings and their lines."""
    seen = []
    for path in sorted(repo.files):
        for i, (text, x) in enumerate(repo.files[path].lines):
            if x:
                seen.append(dict(id=x["id"], path=path, line=i + 1, text=text))
    repo.scans.append(dict(when=when, mark=repo.tip, seen=seen))


def suppress(repo, when):
    """A few weak lines are accepted by a comment that scanners obey."""
    for x in repo.findings:
        if x["tool"] == "semgrep" and x["id"] % 7 == 3 and not x["fixed_mark"]:
            x["suppressed"] = x["suppressed"] or when


def build(name, team, seed, first, key):
    repo = Repository(name, team, seed)
    events = time_table(repo)
    first_commit(repo, at(first), key)
    last = at(first)
    extra = [at("2025-10-09 11:00") + i * 7 * 86400 for i in range(51)]
    for i, (when, _, what) in enumerate(events):
        for end in QUARTER_ENDS:
            if end <= when and end not in repo.lived:
                repo.lived[end] = living(repo)
        limit = next((e[0] for e in events[i + 1:] if e[2] != "work" or
                      e[0] > when + 200), when + 86400)
        if not repo.deployments and when >= at("2025-10-01"):
            repo.deployments.append(dict(when=at("2025-09-30 15:00"),
                                         mark=repo.tip))
        while extra and extra[0] < when:    # small ones, of the day's work
            soon = max(extra.pop(0), last + 900)
            if soon < when:
                repo.deployments.append(dict(when=soon, mark=repo.tip))
        if what == "scan":
            if when >= at("2026-02-01"):
                suppress(repo, when)
            snapshot(repo, when)
            continue
        if what == "deploy":
            repo.deployments.append(dict(when=when, mark=repo.tip))
            continue
        when = max(when, last + 600)
        if what == "work":
            work(repo, when, limit)
        else:
            what(when)
        last = repo.commits[-1].when
    for end in QUARTER_ENDS:
        repo.lived.setdefault(end, living(repo))
    return repo


def run_git(*args, feed=None):
    return subprocess.run(["git", *args], input=feed, check=True,
                          stdout=subprocess.PIPE).stdout


def import_stream(folder, text):
    os.makedirs(folder, exist_ok=True)
    run_git("init", "-q", "--bare", "-b", "main", folder)
    marks = os.path.join(folder, "marks")
    run_git("-C", folder, "fast-import", "--quiet", "--force",
            "--export-marks=" + marks,
            feed=text.encode().replace(b"\x01", b"\x00"))
    with open(marks) as f:
        return {int(a[1:]): b for a, b in (l.split() for l in f)}


def finish(repo, out):
    """Writes the stream, its reverts resolved; returns the ids by mark."""
    text = "".join(repo.out)
    text += "".join("reset refs/heads/pull-%d\nfrom %s\n\n" % (n + 1, "0" * 40)
                    for n in range(repo.pull))
    folder = os.path.join(out, "scratch", repo.name)
    ids = import_stream(folder + "-1", text)
    for c in repo.commits:
        if c.reverts:
            text = text.replace("@%038d@" % c.reverts, ids[c.reverts])
    ids = import_stream(folder + "-2", text)
    os.makedirs(os.path.join(out, "repositories"), exist_ok=True)
    with open(os.path.join(out, "repositories", repo.name + ".fi"), "w",
              newline="") as f:
        f.write(text)
    return ids


def correct(plan):
    """The one correction of assay.yaml: a commit that had no record."""
    c = [c for c in plan["repositories"][0]["commits"]
         if c["origin"] == "unknown" and not c.get("merge")
         and at("2026-02-01") <= c["when"] < at("2026-04-01")
         and any(v and v[3] == "source" for v in c["files"].values())][-1]
    c.update(origin="ai", basis="corrected", tool="claude-code", model="")
    print("overrides: commit", c["oid"])


def main():
    out = sys.argv[1]
    repos = [build("storefront", "Web", SEED * 3 + 1, "2023-02-01", "E101"),
             build("ledger", "Ledger", SEED * 3 + 2, "2019-03-01", "E111"),
             build("gateway", "Gateway", SEED * 3 + 3, "2022-05-04", "E121")]
    plan = dict(seed=SEED, repositories=[])
    for repo in repos:
        assert not repo.packages.waiting, repo.packages.waiting
        overlook(repo)
        ids = finish(repo, out)
        for c in repo.commits:
            c.oid = ids[c.mark]
        plan["repositories"].append(dict(
            name=repo.name, commits=[c.__dict__ for c in repo.commits],
            findings=repo.findings, scans=repo.scans,
            servers=getattr(repo, "servers", []), secrets=repo.secrets,
            living=living(repo), lived=repo.lived,
            unowned=sample_packages.UNOWNED.get(repo.name, []),
            deployments=repo.deployments))
    correct(plan)
    write_inputs(out, plan, PEOPLE, Random(SEED + 9))
    write_records(os.path.join(out, "inputs"), plan, repos, PEOPLE, members,
                  Random(SEED + 31))
    write_tools(os.path.join(out, "inputs"), plan)
    with open(os.path.join(out, "plan.json"), "w") as f:
        json.dump(plan, f, indent=1)
    print("placed scan: revision", plan["repositories"][1]["placed_revision"])


if __name__ == "__main__":
    main()
