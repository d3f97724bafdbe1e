"""A large organisation to audit, as files: what a report of it must bear.

    python3 grow-organisation.py FOLDER [--repositories 200] [--people 2000]
                                 [--seed 1] [--hostile]

FOLDER gets bare repositories, the inputs beside them and assay.yaml, the same
for the same numbers. There are repositories of a thousand commits and of three,
stale ones and an empty one; teams of eighty people and of one, names of other
scripts, very long ones, two that differ by capitals; marks of ten AI tools,
git-ai notes, bots; scans of five quarters, of which some failed, changed their
rules or were never made. --hostile puts markup, formulas and marks of direction
among the names. Used by organisation.sh; nothing of it is drawn from anywhere.
"""
import argparse
import csv
import json
import os
import random
import subprocess
from datetime import datetime, timezone

import organisation_words as words

DAY = 86400
START = 1672617600      # 2023-01-02
END = 1791244800        # 2026-10-06
AI_BEGAN = 1735689600   # 2025-01-01
SCANS = ["2025-09-26", "2025-12-19", "2026-03-27", "2026-06-26", "2026-09-25"]


def at(day):
    return int(datetime.strptime(day, "%Y-%m-%d")
               .replace(tzinfo=timezone.utc).timestamp())


def iso(when):
    return datetime.fromtimestamp(when, timezone.utc) \
        .strftime("%Y-%m-%dT%H:%M:%SZ")


def day(when):
    return iso(when)[:10]


class Person:
    def __init__(self, key, name, team, since, until):
        self.key, self.name, self.team = key, name, team
        self.since, self.until = since, until
        self.login = f"u{key[1:]}"
        self.email = f"{self.login}@grown.example"
        self.moved = None           # team before, and the day of the move
        self.share = 0.0            # of own commits that AI takes part in


class Repo:
    def __init__(self, number, name, team, languages, commits, begin, end):
        self.number, self.name, self.team = number, name, team
        self.languages, self.commits = languages, commits
        self.begin, self.end = begin, end
        self.files = {}             # path: lines
        self.marks = []             # (mark, time, person, tool)
        self.packages = []
        self.snapshots = {}         # day: (mark, results)
        self.oids = {}


# ------------------------------------------------------------ the people --

def grow_teams(rnd, count, hostile):
    names = list(words.TEAMS)
    for area in words.AREAS:
        for kind in words.KINDS:
            names.append(f"{area} {kind}")
    head, rest = names[:len(words.TEAMS)], names[len(words.TEAMS):]
    rnd.shuffle(rest)
    names = (list(words.HOSTILE) if hostile else []) + head + rest
    return names[:count]


def grow_people(rnd, count, teams):
    """Sizes of teams fall by rank, so that a fifth is under five people."""
    weights = [1 / (2 + i * 0.21) for i in range(len(teams))]
    order = list(teams)
    rnd.shuffle(order)
    people = []
    for i in range(1, count + 1):
        script = rnd.choices(words.NAMES, [70, 8, 6, 5, 4, 4, 3])[0]
        name = script[2].format(rnd.choice(script[0]), rnd.choice(script[1]))
        if i % 397 == 0:
            name = " ".join(words.NAMES[0][0] * 3) + " " + name
        since = START - 900 * DAY + rnd.randrange(1500) * DAY
        until = since + rnd.randrange(400, 1800) * DAY
        who = Person(f"E{i:04}", name, rnd.choices(order, weights)[0], since,
                     until if rnd.random() < 0.12 and until < END else None)
        if rnd.random() < 0.06 and not who.until:
            who.moved = (rnd.choice(order), END - rnd.randrange(40, 500) * DAY)
        who.share = rnd.betavariate(0.8, 1.6)
        people.append(who)
    return people


def write_directory(folder, people):
    rows = []
    for p in people:
        head = [p.key, p.name]
        tail = ["Engineer", p.email, p.login]
        if p.moved and p.moved[1] > p.since:
            rows.append(head + [p.moved[0]] + tail + [day(p.since),
                        day(p.moved[1] - DAY)])
            rows.append(head + [p.team] + tail + [day(p.moved[1]), ""])
        else:
            rows.append(head + [p.team] + tail + [
                day(p.since), day(p.until) if p.until else ""])
    table(folder, "directory.csv", "person,name,team,role,emails,logins,from,to",
          rows)


def table(folder, name, head, rows):
    with open(f"{folder}/inputs/{name}", "w", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(head.split(","))
        out.writerows(rows)


# ------------------------------------------------------ the repositories --

def grow_repos(rnd, count, teams, hostile):
    repos, seen = [], set()
    for i in range(count):
        if i < 4:
            size, langs = min(1100, 6 * count), rnd.sample(sorted(words.LANGUAGES), 5)
        elif i < count * 0.2:
            size, langs = rnd.randrange(150, 420), rnd.sample(sorted(words.LANGUAGES), 3)
        elif i < count * 0.8:
            size, langs = rnd.randrange(25, 120), rnd.sample(sorted(words.LANGUAGES), 2)
        else:
            size, langs = rnd.randrange(1, 12), rnd.sample(sorted(words.LANGUAGES), 1)
        name = words.REPOSITORIES[i] if i < len(words.REPOSITORIES) else \
            f"{rnd.choice(words.AREAS)}-{rnd.choice(words.PARTS)}".lower().replace(" ", "-")
        while name in seen:
            name += f"-{rnd.randrange(2, 9)}"
        seen.add(name)
        if hostile and i % 23 == 7:
            name = f"{words.HOSTILE[i % len(words.HOSTILE)].replace('/', '')}{i}"
        begin = START + rnd.randrange(700) * DAY
        stale = i % 13 == 12        # nobody touched it for over a year
        end = END - rnd.randrange(500, 640) * DAY if stale else \
            END - rnd.randrange(1, 20) * DAY
        repos.append(Repo(i, name, rnd.choice(teams), langs, size,
                          min(begin, end - 200 * DAY), end))
    return repos


def line_of(rnd, language, risk):
    """One line, and now and then one that a scanner has a rule for."""
    _, plain, bad = words.LANGUAGES[language]
    text = rnd.choice(bad)[1] if rnd.random() < risk else rnd.choice(plain)
    return text.format(rnd.choice(words.NOUNS), rnd.choice(words.VERBS),
                       rnd.randrange(1000))


def change(rnd, repo, risk):
    """Changes one to three files; returns the paths."""
    paths = []
    for _ in range(rnd.choices([1, 2, 3], [6, 3, 1])[0]):
        language = rnd.choice(repo.languages)
        suffix = words.LANGUAGES[language][0]
        own = [p for p in repo.files if p.endswith(suffix)]
        if not own or (len(own) < 60 and rnd.random() < 0.22):
            path = f"{rnd.choice(words.FOLDERS)}/{rnd.choice(words.NOUNS)}" \
                   f"_{len(repo.files)}{suffix}"
            repo.files[path] = []
        else:
            path = rnd.choice(own)
        lines = repo.files[path]
        place = rnd.randrange(len(lines) + 1)
        new = [line_of(rnd, language, risk) for _ in range(rnd.randrange(3, 38))]
        gone = rnd.randrange(0, 14) if len(lines) > 40 else 0
        if len(lines) > 160:
            gone = 60
        lines[place:place + gone] = new
        paths.append(path)
    return paths


def package(rnd, repo):
    """One more package in the manifest; returns its path."""
    repo.packages.append(f"{rnd.choice(words.NOUNS)}-{rnd.choice(words.PARTS)}"
                         f"-{len(repo.packages)}".lower().replace(" ", "-"))
    names = ",\n".join(f'    "{n}": "^1.{i}.0"'
                       for i, n in enumerate(repo.packages))
    repo.files["package.json"] = [
        '{', f'  "name": "app{repo.number}",', '  "version": "1.0.0",',
        '  "dependencies": {', names, '  }', '}']
    return "package.json"


def first_files(rnd, repo):
    files = {"README.md": ["# Service", "", "What it does."]}
    if repo.number % 3 == 0:
        files["CODEOWNERS"] = [f"* @grown/team-{repo.number}"]
    if repo.number % 4 == 1:
        files["AGENTS.md"] = ["# For agents", "", "Run the tests."]
    if repo.number % 11 == 5:
        files[".mcp.json"] = [json.dumps({"mcpServers": {
            "github": {"type": "http", "url": "https://api.githubcopilot.com/mcp/"},
            "db": {"command": "npx", "args": [
                "-y", rnd.choice(words.SERVERS)]}}})]
    if repo.number % 41 == 9:
        files[".env"] = ["STRIPE=" + "sk_li" + "ve_" + "".join(
            rnd.choice("abcdefghijkmnpqrstuvwxyz23456789") for _ in range(24))]
    repo.files.update(files)
    return list(files)


def signed(rnd, who, tool, model, subject):
    """Author and message of a commit as the tool leaves them."""
    author = f"{who.name.replace('<', '(').replace('>', ')')} <{who.email}>"
    body = ""
    if tool == "copilot-agent":
        author = "copilot-swe-agent[bot] <198982749+Copilot@users.noreply.github.com>"
        body = f"Co-authored-by: {who.login} <{who.email}>"
    elif tool in words.TRAILERS:
        body = "Co-authored-by: " + words.TRAILERS[tool].format(model)
    return author, f"{subject}\n\n{body}\n" if body else subject + "\n"


def results(repo):
    """What the scanner sees: (rule, path, line, text), by its rules alone."""
    out = []
    for path in sorted(repo.files):
        for language in repo.languages:
            suffix, _, bad = words.LANGUAGES[language]
            if not path.endswith(suffix):
                continue
            for number, text in enumerate(repo.files[path], 1):
                for rule, pattern in bad:
                    if text.startswith(pattern.split("{")[0]):
                        out.append((rule, path, number, text))
    return out


def history(rnd, repo, hands, stream):
    """Writes the repository's commits to STREAM, for git fast-import."""
    mark, due = 0, [at(d) for d in SCANS]
    active = sorted(rnd.randrange(repo.begin, repo.end)
                    for _ in range(repo.commits))
    notes = []
    for n, when in enumerate(active):
        while due and due[0] < when and repo.marks:
            repo.snapshots[day(due.pop(0))] = (mark, results(repo))
        here = [p for p in hands if p.since <= when and
                (not p.until or when <= p.until)] or hands[:1]
        who = here[min(int(rnd.expovariate(0.25)), len(here) - 1)]
        grown = min(1.0, max(0.0, (when - AI_BEGAN) / (500 * DAY)))
        tool = model = ""
        bot = rnd.random() < 0.03
        if not bot and rnd.random() < who.share * grown * 1.3:
            tool, model = rnd.choices(words.TOOLS, words.TOOL_WEIGHTS)[0]
        careless = 0.018 if tool else 0.013
        paths = first_files(rnd, repo) if n == 0 else []
        paths += change(rnd, repo, careless)
        if rnd.random() < 0.05:
            paths.append(package(rnd, repo))
        subject = f"{rnd.choice(words.VERBS).capitalize()} {rnd.choice(words.NOUNS)} {n}"
        author, message = signed(rnd, who, tool, model, subject)
        if bot:
            author = "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>"
        committer = f"{who.login} <{who.email}>"
        data = message.encode()
        mark += 1
        stream.append(f"commit refs/heads/main\nmark :{mark}\n"
                      f"author {author} {when} +0000\n"
                      f"committer {committer} {when} +0000\n"
                      f"data {len(data)}\n".encode() + data + b"\n")
        for path in dict.fromkeys(paths):
            text = ("\n".join(repo.files[path]) + "\n").encode()
            stream.append(f"M 100644 inline {path}\ndata {len(text)}\n".encode()
                          + text + b"\n")
        repo.marks.append((mark, when, who, tool))
        if tool == "cursor" and repo.number % 5 == 0:
            notes.append((mark, paths[-1], repo.files[paths[-1]], model, who))
    for d in due:
        repo.snapshots[day(d)] = (mark, results(repo))
    return notes


def note_text(path, lines, model, who, oid):
    key = f"{oid[:16]}"
    return (f"{path}\n  {key} 1-{max(1, len(lines) // 3)}\n---\n" + json.dumps({
        "schema_version": "authorship/3.0.0", "base_commit_sha": oid,
        "prompts": {key: {"agent_id": {"tool": "cursor", "id": key,
                                       "model": model},
                          "human_author": f"{who.login} <{who.email}>",
                          "messages": [], "total_additions": len(lines),
                          "total_deletions": 0, "accepted_lines": len(lines),
                          "overriden_lines": 0}}}, indent=2) + "\n").encode()


def git(place, *args, **more):
    return subprocess.run(["git", "-C", place, *args], check=True,
                          capture_output=True, **more).stdout


def build(rnd, folder, repo, hands):
    place = f"{folder}/repositories/r{repo.number:03}.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", place],
                   check=True)
    git(place, "config", "remote.origin.url",
        f"https://github.com/grown/r{repo.number:03}.git")
    stream = []
    notes = history(rnd, repo, hands, stream)
    marks = f"{place}/marks"
    git(place, "fast-import", "--quiet", f"--export-marks={marks}",
        input=b"".join(stream))
    with open(marks) as f:
        repo.oids = {int(m[1:]): oid for m, oid in map(str.split, f)}
    os.remove(marks)
    if notes:
        stream = [b"commit refs/notes/ai\ncommitter git-ai <git-ai@grown.example>"
                  b" 1790000000 +0000\ndata 5\nnotes\n"]
        for mark, path, lines, model, who in notes:
            oid = repo.oids[mark]
            text = note_text(path, lines, model, who, oid)
            stream.append(f"M 100644 inline {oid}\ndata {len(text)}\n".encode()
                          + text + b"\n")
        git(place, "fast-import", "--quiet", input=b"".join(stream))


# ------------------------------------------------------------- the scans --

def scan(rnd, folder, repo, when, mark, found, quarter):
    failed = rnd.random() < 0.02
    version = "1.96.0" if quarter < 4 or repo.number % 6 else "1.140.0"
    rules = {rule: cwe for language in repo.languages
             for rule, cwe in words.rules(language)}
    run = {"tool": {"driver": {
        "name": "Semgrep OSS", "semanticVersion": version,
        "rules": [{"id": r, "name": r, "defaultConfiguration": {"level": level},
                   "shortDescription": {"text": title},
                   "properties": {"precision": "high",
                                  "security-severity": score,
                                  "tags": [f"CWE-{cwe}: {title}", "security"]}}
                  for r, (level, score, cwe, title) in rules.items()]}},
        "invocations": [{"executionSuccessful": not failed,
                         "endTimeUtc": f"{when}T03:00:00Z"}],
        "versionControlProvenance": [{
            "repositoryUri": f"https://github.com/grown/r{repo.number:03}",
            "revisionId": repo.oids[mark], "branch": "main"}]}
    if not failed:
        run["results"] = [{
            "ruleId": rule, "message": {"text": rules[rule][3]},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": path, "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": line, "startColumn": 1,
                           "snippet": {"text": text}}}}]}
            for rule, path, line, text in found if rule in rules]
    os.makedirs(f"{folder}/inputs/scans/{when}", exist_ok=True)
    with open(f"{folder}/inputs/scans/{when}/r{repo.number:03}.sarif", "w") as f:
        json.dump({"$schema": "https://json.schemastore.org/sarif-2.1.0.json",
                   "version": "2.1.0", "runs": [run]}, f)


# ------------------------------------------------------------ the tables --

def write_pulls(rnd, folder, repo, people):
    """Two of three repositories export their change requests."""
    recent = [m for m in repo.marks if m[1] >= END - 400 * DAY]
    if repo.number % 3 == 2 or not recent:
        return
    with open(f"{folder}/inputs/pulls-r{repo.number:03}.jsonl", "w") as f:
        for number, (mark, when, who, tool) in enumerate(recent, 1):
            if number > 1 and rnd.random() < 0.2:
                continue
            oid, other = repo.oids[mark], rnd.choice(people)
            seen = rnd.random() < (0.72 if tool else 0.85)
            reviews = [{"author": {"login": other.login}, "state": "APPROVED",
                        "submittedAt": iso(when - 3600),
                        "commit": {"oid": oid}}] if seen else []
            f.write(json.dumps({
                "number": number,
                "url": f"https://github.com/grown/r{repo.number:03}/pull/{number}",
                "author": {"is_bot": False, "login": who.login, "name": who.name},
                "createdAt": iso(when - rnd.randrange(2, 90) * 3600),
                "mergedAt": iso(when), "closedAt": iso(when),
                "mergeCommit": {"oid": oid}, "additions": 20, "deletions": 3,
                "headRefOid": oid,
                "mergedBy": {"is_bot": False, "login": other.login,
                             "name": other.name},
                "reviews": reviews, "commits": [{"oid": oid}]}) + "\n")


def write_deployments(rnd, folder, repos):
    rows, bad = [], []
    for repo in repos:
        if repo.number % 2 or not repo.marks:
            continue
        for mark, when, _, tool in repo.marks:
            if when < END - 460 * DAY or rnd.random() < 0.6:
                continue
            failed = rnd.random() < (0.12 if tool else 0.10)
            key = f"D-{len(rows) + 1:05}"
            begin = when + rnd.randrange(3, 90) * 3600
            if begin > END - DAY:
                continue
            rows.append([key, repo.name, service(repo), "production",
                         repo.oids[mark], iso(begin), iso(begin + 900),
                         "failure" if failed and rnd.random() < 0.3 else "success",
                         "yes" if failed else "no"])
            if failed and rnd.random() < 0.4:
                bad.append((repo, key, begin, repo.oids[mark], tool))
    table(folder, "deployments.csv", "deployment,repository,service,environment,"
          "revision,started,finished,result,caused_failure", rows)
    table(folder, "incidents.csv", "incident,opened,resolved,severity,service,"
          "repository,stage,ai_related,cause,deployment,hours_down",
          [[f"INC-{i:04}", iso(when), iso(when + hours * 3600),
            rnd.choices(["critical", "major", "minor"], [1, 3, 6])[0],
            service(repo), repo.name, "production",
            rnd.choice(["yes", "no", ""]) if tool else "no", oid, key, hours]
           for i, (repo, key, when, oid, tool) in enumerate(bad, 1)
           for hours in [rnd.randrange(1, 40)]])


def service(repo):
    return words.SERVICES[repo.number % len(words.SERVICES)]


def write_people_tables(rnd, folder, people):
    training, tries, usage, survey = [], [], [], []
    for p in people:
        if rnd.random() < 0.62:
            done = END - rnd.randrange(10, 700) * DAY
            state = rnd.choices(["completed", "failed", "enrolled"], [8, 1, 1])[0]
            training.append([
                p.email, "Secure coding with AI assistants", "AI-assisted coding",
                "", state, day(done - 20 * DAY),
                day(done) if state == "completed" else "", day(done + 30 * DAY),
                day(done + 365 * DAY) if state == "completed" else "",
                rnd.randrange(50, 100) if state != "enrolled" else ""])
        if rnd.random() < 0.35:
            when = END - rnd.randrange(10, 500) * DAY
            score = rnd.randrange(45, 100)
            tries.append([p.email, "Secure coding", iso(when), iso(when + 3000),
                          rnd.choice(sorted(words.LANGUAGES)), score, 70,
                          "Passed" if score >= 70 else "Failed"])
        if rnd.random() < p.share:
            tool = rnd.choice(["Claude Code", "Cursor", "GitHub Copilot"])
            for _ in range(rnd.randrange(3, 22)):
                when = END - rnd.randrange(1, 180) * DAY
                usage.append([day(when), p.email, tool, rnd.randrange(1, 60),
                              rnd.randrange(0, 400)])
        if rnd.random() < 0.2:
            for question in words.QUESTIONS:
                survey.append(["Working with AI", question, p.team,
                               rnd.randrange(1, 6), "2026-09-07", 1, 5])
    training.append(["nobody@elsewhere.example", "Old course", "", "", "completed",
                     "2026-13-45", "2026-13-45", "", "", ""])
    table(folder, "training.csv", "email,course,topic,language,status,started,"
          "completed,due,valid_until,score", training)
    table(folder, "assessments.csv", "developer,name,started,completed,language,"
          "score,passing_grade,pass_status", tries)
    table(folder, "usage.csv", "date,email,tool,prompts,lines accepted",
          sorted(usage))
    table(folder, "survey.csv", "survey,question,team,answer,date,scale min,"
          "scale max", survey)


def write_rest(rnd, folder, people, teams, scopes):
    table(folder, "own-tests.csv", "model,tool,task,cwe,language,date,samples,"
          "working,secure,judged by",
          [[model, tool, task, cwe, rnd.choice(sorted(words.LANGUAGES)),
            "2026-09-14", n, works, rnd.randrange(works // 3, works + 1), "exploit"]
           for tool, model in words.TOOLS if model
           for task, cwe in words.TASKS
           for n in [rnd.randrange(10, 60)] for works in [n - rnd.randrange(0, 9)]])
    table(folder, "spend.csv", "tool,period,amount,currency,seats", [
        [tool, f"2026-{month:02}", f"{amount + month * 310.25:.2f}", currency, seats]
        for month in range(1, 10)
        for tool, amount, currency, seats in words.SPEND])
    table(folder, "software.csv", "computer name,package,version,install date", [
        [f"LT-{rnd.randrange(9999):04}", rnd.choice(words.PACKAGES), "1.0.0",
         day(END - rnd.randrange(1, 90) * DAY)] for _ in range(700)])
    table(folder, "proxy.csv", "date,user email,destination host,action,requests,"
          "bytes sent,bytes received", [
              [day(END - rnd.randrange(1, 90) * DAY), rnd.choice(people).email,
               rnd.choice(words.HOSTS), "allowed", rnd.randrange(1, 40),
               rnd.randrange(9000), rnd.randrange(90000)] for _ in range(2500)])
    table(folder, "tickets.csv", "key,type,status,assignee email,created,resolved,"
          "points", [
              [f"G-{i}", rnd.choice(["Task", "Story", "Bug"]), "Done",
               rnd.choice(people).email, day(when), day(when + rnd.randrange(1, 40) * DAY),
               rnd.choice([1, 2, 3, 5, 8])] for i in range(6000)
              for when in [END - rnd.randrange(45, 460) * DAY]])
    table(folder, "metrics.csv", "entity,period,metric,value,unit", [
        [team, quarter, "test coverage", rnd.randrange(20, 95), "percent"]
        for team in teams for quarter in ("2026-Q1", "2026-Q2", "2026-Q3")])
    table(folder, "decisions.csv", "key,title,option,option_text,cost,effect,"
          "recommended,owner,due,asked,state", words.DECISIONS)
    table(folder, "attestations.csv", "item,answer,date,scope,owner,valid until,"
          "evidence", [
              [item, rnd.randrange(0, 4) if level else rnd.choice(["yes", "no", "partly"]),
               day(END - rnd.randrange(20, 500) * DAY), name,
               rnd.choice(words.OWNERS), "", "https://wiki.grown.example/" + item]
              for item, level in words.ITEMS for name in [""] + scopes])


# ----------------------------------------------------- the configuration --

def write_config(folder, repos):
    def quote(text):
        return json.dumps(text, ensure_ascii=False)

    lines = ["version: 1", "organisation:", f"  name: {quote(words.NAME)}",
             "period:", "  human_before: 2023-06-29", "repositories:"]
    for repo in repos:
        lines.append(f"  - path: repositories/r{repo.number:03}.git")
        lines.append(f"    id: {quote(repo.name)}")
        if repo.number % 7:
            lines.append(f"    service: {quote(service(repo))}")
            lines.append(f"    data_class: {words.CLASSES[repo.number % 4]}")
    lines += ["inputs:", "  - path: inputs/scans/*/*.sarif",
              "  - path: inputs/pulls-*.jsonl"]
    for name in ("training", "usage", "deployments", "incidents", "survey",
                 "spend", "metrics", "decisions", "attestations"):
        lines += [f"  - path: inputs/{name}.csv", f"    profile: {name}"]
    lines += ["  - path: inputs/assessments.csv", "    profile: scw-assessment",
              "  - path: inputs/own-tests.csv", "    profile: benchmarks",
              "  - path: inputs/tickets.csv", "    profile: work-items",
              "  - path: inputs/software.csv", "    profile: sightings",
              "  - path: inputs/proxy.csv", "    profile: sightings",
              "people:", "  directory: inputs/directory.csv"]
    with open(f"{folder}/assay.yaml", "w") as f:
        f.write("\n".join(lines) + "\n" + words.POLICY)


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("folder")
    ask.add_argument("--repositories", type=int, default=200)
    ask.add_argument("--people", type=int, default=2000)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--hostile", action="store_true")
    given = ask.parse_args()
    rnd, folder = random.Random(given.seed), os.path.abspath(given.folder)
    os.makedirs(f"{folder}/inputs")
    os.makedirs(f"{folder}/repositories")
    os.environ.update(GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_NOSYSTEM="1")
    teams = grow_teams(rnd, max(4, given.people * 3 // 40), given.hostile)
    people = grow_people(rnd, given.people, teams)
    write_directory(folder, people)
    by_team = {t: [p for p in people if p.team == t] for t in teams}
    engineering = [t for t in teams if by_team[t]]
    repos = grow_repos(rnd, given.repositories, engineering, given.hostile)
    for repo in repos:
        hands = by_team[repo.team] + rnd.sample(
            people, min(len(people), 60 if repo.number < 4 else 2))
        build(rnd, folder, repo, hands)
        for quarter, (when, (mark, found)) in enumerate(sorted(repo.snapshots.items())):
            if repo.number % 8 != 3:        # one of eight is never scanned
                scan(rnd, folder, repo, when, mark, found, quarter)
        write_pulls(rnd, folder, repo, people)
    write_deployments(rnd, folder, repos)
    write_people_tables(rnd, folder, people)
    write_rest(rnd, folder, people, teams, [r.name for r in repos[2:8:2]])
    write_config(folder, repos)


main()
