"""Two subcommands for subtract.sh.

    subtract.py grow FOLDER     an organisation in which small teams could be had
                                by subtraction
    subtract.py attack FOLDER   asks all that may be asked and says what tells
                                of the teams that must not be told

Tiny has three people; Shrunk had eight and has two since June 2025; Beta is the
smallest of those in whose work AI took part that is never small. Where one of
them is told in any answer, that answer and others tell of Tiny or Shrunk by
subtraction: sums of all teams are everywhere, and equal counts stand in several
measures (AI's commits in at least eight).
"""
import json
import os
import random
import subprocess
import sys

TEAMS = {"Tiny": 3, "Board": 5, "Alpha": 6, "Beta": 7, "Gamma": 9, "Shrunk": 8}
HIDDEN = {"Tiny", "Shrunk", "Beta"}
START = 1730419200                      # 2024-11-01
PERIODS = ["2025-Q1", "2026-Q2", "2026-01-01..2026-06-30"]
SHOWN_THEN = {"2025-Q1": {"Shrunk"}}    # eight people were in it
KEYS = ["month", "language"]


def day(number):
    return START + number * 86400 * 3 // 2


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)


def grow(folder):
    random.seed(7)
    rows, authors, courses = [], [], []
    for team, count in TEAMS.items():
        for i in range(count):
            mail = f"{team.lower()}{i}@x.example"
            left = "2025-06-01" if team == "Shrunk" and i >= 2 else ""
            rows.append(f"{team}{i},{mail},{team},2024-01-01,{left}")
            courses.append(f"{mail},Secure C,c,completed,2025-0{1 + i % 9}-01")
            if team != "Board":
                authors.append((team, mail, bool(left)))
    write(folder, "people.csv",
          "employee id,email,team,from,to\n" + "\n".join(rows) + "\n")
    write(folder, "courses.csv", "email,course,language,status,completed\n"
          + "\n".join(courses) + "\n")
    repo = os.path.join(folder, "shop")
    subprocess.run(["git", "init", "-q", "-b", "main", repo], check=True)
    stream, files, placed = b"", {}, []
    for k in range(400):
        team, mail, left = random.choice(authors)
        if left and day(k) > 1748000000:
            team, mail = "Gamma", f"gamma{k % 9}@x.example"
        path = f"{team.lower()}.{random.choice(['py', 'c', 'go'])}"
        lines = files.setdefault(path, [])
        lines += [f"line {k} {i}" for i in range(random.randint(1, 30))]
        if random.random() < .2:
            placed.append((path, len(lines)))
        text = f"change {k}\n"
        if team != "Alpha" and random.random() < .5:
            text += "\nCo-authored-by: " + random.choice([
                "Claude <noreply@anthropic.com>",
                "Cursor <cursoragent@cursor.com>"]) + "\n"
        who = f"{mail[:-10]} <{mail}> {day(k)} +0000"
        data = "\n".join(lines) + "\n"
        stream += (f"commit refs/heads/main\nauthor {who}\ncommitter {who}\n"
                   f"data {len(text)}\n{text}\nM 644 inline {path}\n"
                   f"data {len(data)}\n{data}\n").encode()
    subprocess.run(["git", "-C", repo, "fast-import", "--quiet"], input=stream,
                   check=True)
    head = subprocess.run(["git", "-C", repo, "rev-parse", "main"], check=True,
                          capture_output=True, text=True).stdout.strip()
    results = [{"ruleId": f"r{i % 5}", "level": ["error", "warning"][i % 2],
                "message": {"text": "m"}, "locations": [{"physicalLocation": {
                    "artifactLocation": {"uri": path},
                    "region": {"startLine": line}}}]}
               for i, (path, line) in enumerate(placed)]
    write(folder, "scan.sarif", json.dumps({"version": "2.1.0", "runs": [{
        "tool": {"driver": {"name": "semgrep", "rules": [
            {"id": f"r{i}", "properties": {"tags": ["security", "CWE-89"]}}
            for i in range(5)]}},
        "invocations": [{"executionSuccessful": True,
                         "endTimeUtc": "2026-06-28T00:00:00Z"}],
        "versionControlProvenance": [{"revisionId": head,
                                      "repositoryUri": "shop"}],
        "results": results}]}))
    write(folder, "assay.yaml", """version: 1
repositories:
  - path: shop
    id: shop
people:
  directory: people.csv
inputs:
  - path: courses.csv
  - path: scan.sarif
    repository: shop
policy:
  tools:
    - name: claude-code
      status: approved
""")


def ask(folder, *words):
    answer = subprocess.run(
        [os.environ["ASSAY"], "query", *words, "--format", "json"],
        cwd=folder, capture_output=True, text=True)
    return json.loads(answer.stdout) if answer.returncode == 0 else {}


def is_told(cells):
    """Whether any cell but a name, a period or the state says something."""
    return any(value not in (None, "", False) for key, value in cells.items()
               if key not in ("key", "team", "quarter", "month", "state",
                              "class", "suppressed", "outcome"))


def attack(folder):
    """Prints each answer that tells of a hidden team; 1 when there is one."""
    measures = json.loads(subprocess.run(
        [os.environ["ASSAY"], "explain", "--all", "--format", "json"],
        check=True, capture_output=True, text=True).stdout)
    asked = told = hidden = 0
    for measure in measures:
        keys = [key.strip() for key in measure["keys"].split(",")]
        questions = [["--by", "team"]] if "team" in keys else []
        questions += [["--by", "team", "--by", key] for key in KEYS
                      if questions and (key in keys or key == "month"
                                        and measure["basis"] == "flow")]
        questions += [["--where", "team=" + team]
                      for team in ("Tiny", "Beta") if questions]
        if measure["kind"] == "table":
            questions = [[]]
        for period in PERIODS:
            secret = HIDDEN - SHOWN_THEN.get(period, set())
            for words in questions:
                answer = ask(folder, measure["id"], "--period", period, *words)
                rows = answer.get("groups") or answer.get("rows") or []
                if "--where" in words:
                    name = words[1][5:]
                    rows = [dict(answer, key={"team": name})]
                asked += 1
                for row in rows:
                    team = row.get("key", {}).get("team") or row.get("team")
                    when = row.get("key", {}).get("month") or row.get(
                        "month") or row.get("quarter") or ""
                    if team not in secret or (
                            team == "Shrunk" and when and (
                                when < "2025-07"
                                or when in ("2025-Q1", "2025-Q2"))):
                        continue
                    hidden += 1
                    if is_told({k: v for k, v in row.items() if k in (
                            "hit", "n", "value", "exposure", "unknown",
                            "commits", "people", "lines")}):
                        told += 1
                        print("told:", measure["id"], period, *words, row)
    print(f"{asked} questions, {hidden} rows hidden, {told} told")
    return 1 if told or hidden < 300 else 0


if __name__ == "__main__":
    sys.exit({"grow": grow, "attack": attack}[sys.argv[1]](sys.argv[2]) or 0)
