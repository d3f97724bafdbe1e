"""Who looked at what, who uses which AI tool, what people state: change
requests as gh lists them, reports of Claude Code and Cursor, seats of Copilot,
a list of software and a proxy's log, attestations, a questionnaire. Used by
make-sample.py alone; what it decides it writes back into the plan. It has
random numbers of its own, so that a change here moves nothing else."""
import csv
import hashlib
import json
import os
from datetime import datetime, timezone

UTC = timezone.utc
BOT = "coderabbitai"        # an agent that reviews
AGENT = "app/copilot-swe-agent"
FIELDS = ("number,url,author,createdAt,mergedAt,closedAt,mergeCommit,additions,"
          "deletions,headRefOid,mergedBy,reviews,commits").split(",")


def at(text):
    form = "%Y-%m-%d %H:%M" if " " in text else "%Y-%m-%d"
    return int(datetime.strptime(text, form).replace(tzinfo=UTC).timestamp())


def iso(when):
    return datetime.fromtimestamp(when, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(when):
    return iso(when)[:10]


def fake(*parts):
    """An id of what this clone has not: a branch that was rebased away."""
    return hashlib.sha1("|".join(map(str, parts)).encode()).hexdigest()


def table(path, head, rows):
    with open(path, "w", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)


# ------------------------------------------------------- change requests --

def plan_reviews(rnd, pull, team):
    """Who said what of it: [who, verdict, when, of its head]."""
    others = [p for p in team if p not in pull["hands"]]
    who, second = rnd.pick(others), rnd.pick(others)
    start, end = pull["created"], pull["merged"]
    step = (end - start) // 4
    agent = pull["opened"] == AGENT
    # the planted driver: most of AI's careless changes nobody looks at
    good, bare, early, bot = 52, 18, 8, 9
    if pull["ai"] and not pull["packages"]:
        good, bare = (8, 92) if pull["careless"] else (82, 5)
        early, bot = 4, 5
    what = rnd.weighted([
        ("own", 40 if agent and bare > 10 else 0), ("plain", good),
        ("asked", 9 if good > 10 else 0), ("early", early),
        ("agent", 0 if agent else bot), ("none", bare)])
    if what == "own":
        return [[pull["hands"][0], "APPROVED", end - step, True]]
    if what == "plain":
        return [[who, "APPROVED", end - step, True]]
    if what == "asked":
        return [[who, "CHANGES_REQUESTED", start + step, False],
                [second, "COMMENTED", start + 2 * step, True],
                [who, "APPROVED", end - step, True]]
    if what == "early":
        return [[who, "APPROVED", start + step, False]]
    if what == "agent":
        return [[BOT, "APPROVED", start + step, True]]
    return [[BOT, "COMMENTED", start + step, True]] if rnd.below(2) else []


def plan_pulls(repo, rnd, members):
    """Those that git shows as merges, and commits that came by a request of
    their own, rebased; a fair part of the rest went in without one."""
    out = []
    commits = {c.mark: c for c in repo.commits}
    taken = {m for p in repo.pulls for m in p["marks"] + [p["merge"]]}
    for p in repo.pulls:
        first = commits[p["marks"][0]] if p["marks"] else commits[p["merge"]]
        merge = commits[p["merge"]]
        agent = first.tool == "copilot-agent"
        out.append(dict(p, careless=first.careless,
                        packages=bool(first.packages),
                        opened=AGENT if agent else first.person,
                        hands=[first.person], created=first.when + 1800 - (
                            0 if p["marks"] else 90000),
                        merged=merge.when, merger=merge.person if p["marks"]
                        else p["merger"], ai=first.origin in ("ai", "mixed")))
    number = 400
    for c in repo.commits:
        if c.mark in taken or len(c.parents) > 1 or not c.person or \
                c.when < at("2025-10-01") or not c.files or \
                rnd.below(100) >= (88 if c.origin == "ai" and
                                     not c.packages else 55):
            continue
        number += rnd.between(1, 3)
        agent = c.tool == "copilot-agent"
        out.append(dict(number=number, marks=[], merge=c.mark,
                        careless=c.careless, packages=bool(c.packages),
                        opened=AGENT if agent else c.person, hands=[c.person],
                        created=c.when - rnd.between(3, 60) * 3600,
                        merged=c.when, merger=c.person,
                        ai=c.origin in ("ai", "mixed")))
    out.sort(key=lambda p: p["merged"])
    for p in out:
        p["reviews"] = plan_reviews(rnd, p, members(repo.team, p["merged"]))
    return out


def account(people, who):
    if who in (AGENT, BOT):
        return {"is_bot": True, "login": who}
    return {"id": "U_kgDO" + fake(who)[:8], "is_bot": False,
            "login": people[who][2], "name": people[who][1]}


def write_pulls(path, repo, pulls, people):
    commits = {c.mark: c for c in repo.commits}
    lines = []
    for p in pulls:
        c = commits[p["merge"]]
        own = [commits[m] for m in p["marks"]]
        oids = [x.oid for x in own] or [fake(repo.name, p["number"], i)
                                        for i in (1, 2)]
        changed = [v for x in own or [c] for v in x.files.values() if v]
        lines.append(dict(
            number=p["number"], url="https://github.com/acme/%s/pull/%d"
            % (repo.name, p["number"]), author=account(people, p["opened"]),
            createdAt=iso(p["created"]), mergedAt=iso(p["merged"]),
            closedAt=iso(p["merged"]), mergeCommit={"oid": c.oid},
            additions=sum(v[0] for v in changed),
            deletions=sum(v[1] for v in changed), headRefOid=oids[-1],
            mergedBy=account(people, p["merger"]),
            reviews=[{"author": {"login": account(people, who)["login"]},
                      "state": verdict, "submittedAt": iso(when),
                      "commit": {"oid": oids[-1] if head else oids[0]}}
                     for who, verdict, when, head in p["reviews"]],
            commits=[{"oid": x} for x in oids]))
    for i, (opened, closed) in enumerate((("2026-06-17 10:00", "2026-06-24 09:00"),
                                          ("2026-09-29 15:00", ""))):
        oid = fake(repo.name, "unmerged", i)
        lines.append(dict(
            number=900 + i, url="https://github.com/acme/%s/pull/%d"
            % (repo.name, 900 + i), author=account(people, "E117"),
            createdAt=iso(at(opened)), mergedAt=None,
            closedAt=iso(at(closed)) if closed else None, mergeCommit=None,
            additions=40 + i, deletions=3, headRefOid=oid, mergedBy=None,
            reviews=[], commits=[{"oid": oid}]))
    with open(path, "w", newline="") as f:
        for record in lines:    # as --jq '.[]' prints them
            assert sorted(record) == sorted(FIELDS)
            f.write(json.dumps(record, separators=(",", ":")) + "\n")
    return len(lines)


# -------------------------------------------------------- use of AI tools --

# person -> tools that report, by quarter. Fraud works on computers without
# telemetry; Copilot's agent reports nobody; three use a tool and never say so.
USE = {
    "2026-Q2": {"E101": "claude-code", "E102": "claude-code", "E103": "both",
                "E105": "both", "E106": "both", "E107": "claude-code",
                "E111": "claude-code", "E113": "claude-code",
                "E122": "claude-code", "E117": "cursor"},
    "2026-Q3": {"E101": "claude-code", "E102": "claude-code",
                "E103": "claude-code", "E104": "both", "E105": "both",
                "E106": "both", "E107": "both", "E111": "claude-code",
                "E113": "claude-code", "E114": "claude-code",
                "E122": "claude-code", "E124": "claude-code",
                "E117": "cursor", "E123": "claude-code",
                "E126": "claude-code"}}
START = {"2026-Q2": at("2026-04-01"), "2026-Q3": at("2026-07-01")}


def days_of(rnd, start, n):
    """N working days of a quarter, each once."""
    work = [start + i * 86400 for i in range(91)
            if datetime.fromtimestamp(start + i * 86400, UTC).weekday() < 5]
    out = set()
    while len(out) < n:
        out.add(rnd.pick(work))
    return sorted(out)


def plan_use(rnd):
    out = []
    for quarter, people in USE.items():
        for who, tools in people.items():
            both = ("claude-code", "cursor")
            for tool in both if tools == "both" else (tools,):
                for when in days_of(rnd, START[quarter], rnd.between(4, 12)):
                    asked = rnd.between(3, 40)
                    out.append(dict(
                        person=who, tool=tool, when=when, prompts=asked,
                        taken=rnd.between(1, asked), refused=rnd.between(0, 9),
                        added=rnd.between(10, 420), deleted=rnd.between(0, 90),
                        commits=rnd.below(3)))
    return sorted(out, key=lambda u: (u["when"], u["person"], u["tool"]))


def write_claude(path, use, mail):
    """A record an actor and day, as the Analytics API gives them."""
    lines = []
    for u in use:
        if u["tool"] != "claude-code":
            continue
        none = {"accepted": 0, "rejected": 0}
        lines.append(json.dumps({
            "date": iso(u["when"]),
            "actor": {"type": "user_actor",
                      "email_address": mail(u["person"])},
            "organization_id": "acme", "customer_type": "api",
            "terminal_type": "vscode" if u["prompts"] % 3 else "iTerm.app",
            "core_metrics": {
                "num_sessions": 1 + u["prompts"] // 12,
                "lines_of_code": {"added": u["added"],
                                  "removed": u["deleted"]},
                "commits_by_claude_code": u["commits"],
                "pull_requests_by_claude_code": 0},
            "tool_actions": {
                "edit_tool": {"accepted": u["taken"],
                              "rejected": u["refused"]},
                "multi_edit_tool": none, "write_tool": none,
                "notebook_edit_tool": none},
            "model_breakdown": []}, separators=(",", ":")))
    with open(path, "w", newline="") as f:
        f.write('{"data":[\n' + ",\n".join(lines)
                + '\n],"has_more":false,"next_page":null}\n')
    return len(lines)


def write_cursor(path, use, mail):
    rows = [[day(u["when"]), mail(u["person"]), "true", u["added"] + 30,
             u["deleted"] + 5, u["added"], u["deleted"],
             u["taken"] + u["refused"], u["taken"], u["taken"] * 4 + 11,
             u["taken"] * 2, u["prompts"], 0, 0, 0]
            for u in use if u["tool"] == "cursor"]
    table(path, ["date", "email", "isActive", "totalLinesAdded",
                 "totalLinesDeleted", "acceptedLinesAdded",
                 "acceptedLinesDeleted", "totalApplies", "totalAccepts",
                 "totalTabsShown", "totalTabsAccepted", "composerRequests",
                 "chatRequests", "agentRequests", "cmdkUsages"], rows)
    return len(rows)


# login -> last activity and surface; "" none within 90 days, or never
SEATS = [("E101", "2026-09-30", "vscode/1.104"), ("E102", "2026-09-28", "vscode/1.104"),
         ("E104", "2026-07-15", "vscode/1.103"), ("E108", "2026-09-21", "vscode/1.104"),
         ("E111", "2026-09-30", "JetBrains-IC/252"), ("E112", "2026-09-29", "JetBrains-IC/252"),
         ("E115", "2026-06-19", "JetBrains-IC/251"), ("E116", "2026-08-27", "vscode/1.104"),
         ("E121", "2026-09-30", "vscode/1.104"), ("E122", "2026-09-25", "vscode/1.104"),
         ("E125", "", ""), ("E126", "2026-05-11", "vscode/1.100"),
         ("E131", "", ""), ("E132", "2026-09-18", "Vim/9.1")]


def write_seats(path, people):
    rows = [["2026-10-01T04:00:00Z", people[who][2],
             last and last + "T06:12:00Z", last and last + "T14:%02d:00Z" % i,
             surface] for i, (who, last, surface) in enumerate(SEATS)]
    table(path, ["Report Time", "Login", "Last Authenticated At",
                 "Last Activity At", "Last Surface Used"], rows)
    return len(rows)


# ----------------------------------------------- what nobody has approved --

SOFTWARE = [("codex", "@openai/codex", ("E103", "E107", "E104"), "2026-07-02"),
            ("aider", "aider-chat", ("E131", "E133"), "2026-07-06"),
            ("claude-code", "@anthropic-ai/claude-code",
             ("E101", "E102", "E103", "E105", "E106", "E111", "E122"), "2026-07-01")]
PROXY = [("chatgpt", "chatgpt.com",
          ("E104", "E107", "E115", "E117", "E123", "E131", "E133")),
         ("chatgpt", "api.openai.com", ("E131", "E133"))]


def write_software(path):
    """An inventory of computers: who has which is not in it."""
    rows = []
    for _, program, people, since in SOFTWARE:
        for i, who in enumerate(people):
            rows.append(["ACME-LT-0" + who[1:], program, "%d.%d.0" % (i % 3 + 1, i),
                         day(at(since) + (i * 17 + len(rows)) % 80 * 86400)])
    rows.append(["ACME-LT-0111", "git", "2.51.0", "2026-07-01"])
    table(path, ["computer name", "package", "version", "install date"], rows)
    return rows


def write_proxy(path, rnd, mail):
    rows = []
    for _, host, people in PROXY:
        for who in people:
            for when in days_of(rnd, START["2026-Q3"], rnd.between(2, 5)):
                asked = rnd.between(2, 30)
                rows.append([day(when), mail(who), host,
                             "blocked" if host == "chatgpt.com"
                             and when >= at("2026-09-01") else "allowed",
                             asked, asked * 2100, asked * 5400])
    rows.sort()
    table(path, ["date", "user email", "destination host", "action", "requests",
                 "bytes sent", "bytes received"], rows)
    return rows


# ------------------------------------------------------- what people state --

# item, scope, answer, date, valid until, owner, evidence
STATED = [
    ("obs.logging_visibility", "", 2, "2026-03-02", "", "Head of operations",
     "https://wiki.acme.example/logging"),
    ("obs.prompt_tracing", "storefront", 1, "2026-02-16", "2026-12-31",
     "Head of web", "https://wiki.acme.example/prompts"),
    ("obs.prompt_tracing", "ledger", 0, "2026-02-16", "2026-12-31",
     "Head of ledger", ""),
    ("obs.response_monitoring", "", 1, "2025-06-30", "2026-06-30",
     "Head of operations", "https://wiki.acme.example/responses"),
    ("obs.infra_telemetry", "", 2, "2025-07-01", "", "Head of operations",
     "https://wiki.acme.example/telemetry"),
    ("obs.infra_telemetry", "", 3, "2026-08-12", "", "Head of operations",
     "https://wiki.acme.example/telemetry"),
    ("incident.reconstructable", "", 2, "2026-05-20", "", "Head of security", ""),
    ("attest.threat_model", "storefront", "yes", "2026-04-09", "",
     "Head of security", "https://wiki.acme.example/threats"),
    ("attest.pentest", "", "partly", "2025-08-20", "2026-08-20",
     "Head of security", "https://wiki.acme.example/pentest-2025"),
    ("attest.no_chd_in_prompts", "", "yes", "2026-01-20", "", "Head of web", ""),
    ("attest.log_retention", "", "yes", "2026-06-02", "2027-06-02",
     "Head of operations", "https://wiki.acme.example/retention"),
    ("attest.agent_killswitch", "", "no", "2026-07-15", "", "Head of security",
     "")]


def write_statements(path):
    with open(path, "w", newline="") as f:
        f.write("# What only people can know, as they state it.\n"
                "attestations:\n")
        for item, scope, answer, date, until, owner, evidence in STATED:
            f.write("  - item: %s\n    answer: %s\n    date: %s\n    owner: %s\n"
                    % (item, '"%s"' % answer if answer in ("yes", "no")
                       else answer, date, owner))
            for key, value in (("scope", scope), ("valid_until", until),
                               ("evidence", evidence)):
                if value:
                    f.write("    %s: %s\n" % (key, value))


REGISTER = """\
# What management answers to findings of the audit edition, and who signs it.
# Decisions may stand here, too; those of Acme come as a table.
responses:
  - finding: RD-106
    date: 2026-07-14
    answer: agree
    cause: Branch rules counted the approval of an agent.
    action: Branch rules that count approvals of people alone
    owner: Head of platform
    due: 2026-09-15
  - finding: RD-701
    date: 2026-10-02
    answer: agree
    statement: Two of the five stand in test data.
    action: Replace the credentials, move them to the secret store
    owner: Head of operations
    due: 2026-11-30
  - finding: overdue_critical
    date: 2026-10-02
    answer: partly
    statement: The time to fix for the ledger is longer by contract.
    action: A plan for the web shop
    owner: Head of web
    due: 2026-12-01
  - finding: RD-402
    date: 2026-10-02
    answer: disagree
    statement: An administrator of the tools keeps these rules, outside of the repositories.
sign_off:
  - period: 2026-Q3
    step: prepared
    name: Security analysis
    role: Analyst
    date: 2026-10-05
"""


QUESTIONS = ["I can tell when AI wrote a wrong answer",
             "I have the time to review what AI wrote",
             "I know which AI tools I may use"]
SPREAD = {"Web": (3, 2, 4), "Ledger": (4, 4, 5), "Gateway": (3, 3, 4),
          "Fraud": (3, 3, 2)}


def write_survey(path, rnd, people):
    """No name is asked for; Fraud is too small to stand alone."""
    rows = []
    teams = [p[3] for p in people if not p[6]]
    for i, question in enumerate(QUESTIONS):
        for team in teams:
            if rnd.below(6) == 0:
                continue    # no answer
            answer = min(5, max(1, SPREAD[team][i] + rnd.below(3) - 1))
            rows.append(["Working with AI", question, team, answer,
                         day(at("2026-09-07") + rnd.below(5) * 86400), 1, 5])
    rows.sort(key=lambda r: (r[4], r[1]))
    table(path, ["survey", "question", "team", "answer", "date", "scale min",
                 "scale max"], rows)
    return rows


def write_records(folder, plan, repos, people, members, rnd):
    known = {}
    for p in people:
        known.setdefault(p[0], p)

    def mail(who):
        return known[who][1].lower().replace(" ", ".") + "@acme.example"

    def path(name):
        return os.path.join(folder, name)
    lines = plan["rows"]
    for repo, planned in zip(repos, plan["repositories"]):
        planned["pulls"] = plan_pulls(repo, rnd, members)
        name = "pull-requests-%s.jsonl" % repo.name
        lines[name] = write_pulls(path(name), repo, planned["pulls"], known)
    plan["use"] = plan_use(rnd)
    lines["claude-code.json"] = write_claude(path("claude-code.json"),
                                             plan["use"], mail)
    lines["cursor.csv"] = write_cursor(path("cursor.csv"), plan["use"], mail)
    lines["copilot-seats.csv"] = write_seats(path("copilot-seats.csv"), known)
    plan["seats"] = [list(s) for s in SEATS]
    plan["software"] = write_software(path("software.csv"))
    plan["proxy"] = write_proxy(path("proxy.csv"), rnd, mail)
    write_statements(path("attestations.yaml"))
    plan["stated"] = [list(s) for s in STATED]
    with open(path("register.yaml"), "w", newline="") as f:
        f.write(REGISTER)
    lines["register.yaml"] = REGISTER.count("  - ")
    plan["survey"] = write_survey(path("survey.csv"), rnd, people)
