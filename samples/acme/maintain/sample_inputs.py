"""The files beside the repositories: scans, trainings, directory, deployments,
incidents, tickets, metrics, decisions. Used by make-sample.py alone; what it
decides it writes back into the plan, for the truth."""
import csv
import hashlib
import json
import os
from datetime import datetime, timezone

UTC = timezone.utc
VERSIONS = {"codeql": "2.23.3", "semgrep": "1.96.0", "trivy": "0.67.2",
            "gitleaks": "8.28.0"}
CODEQL = {  # rule: (score, CWE, level, words)
    "js/sql-injection": ("8.8", "089", "error", "Query built from user input"),
    "js/xss": ("6.1", "079", "error", "Page built from user input"),
    "js/path-injection": ("7.5", "022", "error", "Path built from user input"),
    "js/code-injection": ("9.3", "094", "error", "Code built from user input"),
    "js/missing-rate-limiting": ("7.5", "770", "warning", "No rate limit"),
    "js/clear-text-cookie": ("5.0", "614", "warning", "Cookie without secure"),
    "js/unused-local-variable": (None, None, "note", "Unused variable"),
    "go/sql-injection": ("8.8", "089", "error", "Query built from user input"),
    "go/disabled-certificate-check": ("7.5", "295", "warning", "Certificate not checked"),
    "go/log-injection": ("6.1", "117", "error", "Log entry from user input"),
    "java/unsafe-deserialization": ("9.8", "502", "error", "Reads objects of others"),
    "java/weak-cryptographic-algorithm": ("7.5", "327", "warning", "Weak algorithm"),
    "java/insecure-cookie": ("5.0", "614", "warning", "Cookie without secure"),
}
SEMGREP = {
    "python.lang.security.audit.formatted-sql-query.formatted-sql-query":
        ("warning", "CWE-89: Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')"),
    "python.lang.security.audit.subprocess-shell-true.subprocess-shell-true":
        ("error", "CWE-78: Improper Neutralization of Special Elements used in an OS Command ('OS Command Injection')"),
    "python.jwt.security.unverified-jwt-decode.unverified-jwt-decode":
        ("error", "CWE-287: Improper Authentication"),
    "python.lang.security.insecure-hash-algorithms.insecure-hash-algorithm-md5":
        ("warning", "CWE-327: Use of a Broken or Risky Cryptographic Algorithm"),
}
TRIVY = {   # rule: (level, score, word, title); the level alone misleads
    "AVD-AWS-0107": ("error", "9.5", "CRITICAL", "Security group open to the world"),
    "AVD-AWS-0088": ("error", "8.0", "HIGH", "Bucket without encryption"),
    "AVD-AWS-0089": ("note", "2.0", "LOW", "Bucket without access log"),
}


def iso(when):
    return datetime.fromtimestamp(when, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def digest(*parts):
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def dump(path, log):
    """One result a line, so that a locator tells one from another."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    runs = []
    for run in log["runs"]:
        head = dict(run)
        results = head.pop("results", None)
        text = json.dumps(head, separators=(",", ":"), ensure_ascii=False)
        if results is not None:
            body = ",\n".join(json.dumps(r, separators=(",", ":"),
                                         ensure_ascii=False) for r in results)
            text = text[:-1] + ',\n"results":[\n' + body + "\n]}"
        runs.append(text)
    with open(path, "w", newline="") as f:
        f.write('{"$schema":"https://json.schemastore.org/sarif-2.1.0.json",\n'
                '"version":"2.1.0",\n"runs":[\n' + ",\n".join(runs) + "\n]}\n")


def place(seen, base, end=False):
    region = {"startLine": seen["line"]}
    indent = len(seen["text"]) - len(seen["text"].lstrip())
    region["startColumn"] = indent + 1
    if end:
        region["endLine"] = seen["line"]
    region["endColumn"] = len(seen["text"]) + 1
    return [{"physicalLocation": {"artifactLocation": {
        "uri": seen["path"], "uriBaseId": base}, "region": region}}]


def provenance(repo, oid, branch):
    return [{"repositoryUri": "https://github.com/acme/" + repo,
             "revisionId": oid, "branch": branch}]


def codeql(repo, language, prefix, scan, seen, oid, failed):
    ids = [k for k in CODEQL if k.startswith(prefix + "/")]
    rules = []
    for k in ids:
        score, cwe, level, words = CODEQL[k]
        properties = {"precision": "high", "tags": ["maintainability"],
                      "problem.severity": {"error": "error", "warning":
                                           "warning", "note": "recommendation"}[level]}
        if score:
            properties["tags"] = ["security", "external/cwe/cwe-" + cwe]
            properties["security-severity"] = score
        rules.append({"id": k, "name": k, "shortDescription": {"text": words},
                      "defaultConfiguration": {"enabled": True, "level": level},
                      "properties": properties})
    run = {"tool": {"driver": {"name": "CodeQL", "organization": "GitHub",
                               "semanticVersion": VERSIONS["codeql"],
                               "rules": []},
                    "extensions": [{"name": "codeql/%s-queries" % language,
                                    "semanticVersion": "1.4.7",
                                    "rules": rules}]},
           "invocations": [{"executionSuccessful": not failed,
                            "endTimeUtc": iso(scan["when"])}],
           "automationDetails": {"id": ".github/workflows/codeql.yml:"
                                 "analyze/language:%s/%s" % (language, iso(scan["when"])[:10])},
           "versionControlProvenance": provenance(repo, oid, "refs/heads/main"),
           "columnKind": "utf16CodeUnits"}
    if failed:
        run["invocations"][0]["exitCode"] = 32
        run["invocations"][0]["toolExecutionNotifications"] = [
            {"level": "error", "message": {"text": "Out of memory while finalising the database"}}]
        return run
    run["results"] = [{
        "ruleId": f["rule"], "rule": {"id": f["rule"],
                                      "index": ids.index(f["rule"]),
                                      "toolComponent": {"index": 0}},
        "message": {"text": CODEQL[f["rule"]][3] + "."},
        "locations": place(s, "%SRCROOT%"),
        "partialFingerprints": {
            "primaryLocationLineHash": digest(f["repo"], f["text"])[:16] + ":1",
            "primaryLocationStartColumnFingerprint": "2"}}
        for f, s in seen]
    return run


def semgrep(repo, scan, seen, oid, placed):
    rules = [{"id": k, "name": k, "defaultConfiguration": {"level": level},
              "shortDescription": {"text": "Semgrep Finding: " + k},
              "properties": {"precision": "very-high", "tags": [
                  cwe, "MEDIUM CONFIDENCE", "security"]}}
             for k, (level, cwe) in SEMGREP.items()]
    results = []
    for f, s in seen:
        r = {"ruleId": f["rule"],
             "fingerprints": {"matchBasedId/v1": digest(repo, f["id"], f["rule"]) + "_0"},
             "locations": place(s, "%SRCROOT%", True),
             "message": {"text": "Found by " + f["rule"].split(".")[-1] + "."},
             "properties": {}}
        if f["suppressed"] and f["suppressed"] <= scan["when"]:
            r["suppressions"] = [{"kind": "external", "status": "accepted",
                                  "justification": "Input comes from our own batch."}]
        results.append(r)
    run = {"tool": {"driver": {"name": "Semgrep OSS",
                               "semanticVersion": VERSIONS["semgrep"],
                               "rules": rules}},
           "invocations": [{"executionSuccessful": True,
                            "toolExecutionNotifications": []}],
           "results": results}
    if not placed:
        run["invocations"][0]["endTimeUtc"] = iso(scan["when"])
        run["versionControlProvenance"] = provenance(repo, oid, "main")
    return run


def trivy(repo, scan, seen, oid):
    ids = list(TRIVY)
    rules = [{"id": k, "name": "Misconfiguration",
              "shortDescription": {"text": title},
              "defaultConfiguration": {"level": level},
              "properties": {"precision": "very-high", "security-severity": score,
                             "tags": ["misconfiguration", "security", word]}}
             for k, (level, score, word, title) in TRIVY.items()]
    results = [{"ruleId": f["rule"], "ruleIndex": ids.index(f["rule"]),
                "level": TRIVY[f["rule"]][0],
                "message": {"text": "Artifact: %s\nType: terraform\nSeverity: %s\nMessage: %s" % (
                    s["path"], TRIVY[f["rule"]][2], TRIVY[f["rule"]][3])},
                "locations": place(s, "ROOTPATH", True)} for f, s in seen]
    return {"tool": {"driver": {"fullName": "Trivy Vulnerability Scanner",
                                "name": "Trivy", "version": VERSIONS["trivy"],
                                "informationUri": "https://github.com/aquasecurity/trivy",
                                "rules": rules}},
            "originalUriBaseIds": {"ROOTPATH": {"uri": "file:///builds/acme/gateway/"}},
            "invocations": [{"executionSuccessful": True,
                             "endTimeUtc": iso(scan["when"])}],
            "versionControlProvenance": provenance(repo, oid, "main"),
            "columnKind": "utf16CodeUnits", "results": results}


def gitleaks(repo, scan, seen, oid, commits):
    rules = [{"id": "generic-api-key", "name": "Generic API key",
              "shortDescription": {"text": "Detected a Generic API Key"}}]
    results = []
    for f, s in seen:
        c = commits[f["commit"]]
        where = place(s, "%SRCROOT%", True)
        where[0]["physicalLocation"]["region"]["snippet"] = {
            "text": f["text"].split('"')[1]}
        results.append({
            "message": {"text": "generic-api-key has detected secret for file " + s["path"]},
            "ruleId": f["rule"], "locations": where,
            "partialFingerprints": {
                "commitSha": c["oid"], "email": "nobody@acme.example",
                "author": "nobody", "date": iso(c["when"]),
                "commitMessage": c["subject"]}})
    return {"tool": {"driver": {"name": "gitleaks", "semanticVersion": "v" + VERSIONS["gitleaks"],
                                "informationUri": "https://github.com/gitleaks/gitleaks",
                                "rules": rules}},
            "invocations": [{"executionSuccessful": True,
                             "endTimeUtc": iso(scan["when"])}],
            "versionControlProvenance": provenance(repo, oid, "main"),
            "results": results}


def quarter(when):
    d = datetime.fromtimestamp(when, UTC)
    return "%d-Q%d" % (d.year, (d.month + 2) // 3)


def write_scans(folder, repo, files):
    commits = {c["mark"]: c for c in repo["commits"]}
    by_id = {f["id"]: f for f in repo["findings"]}
    name = repo["name"]
    for scan in repo["scans"]:
        oid = commits[scan["mark"]]["oid"]
        month = iso(scan["when"])[:7]
        base = os.path.join(folder, quarter(scan["when"]), name)

        def of(tool):
            return [(by_id[s["id"]], s) for s in scan["seen"]
                    if by_id[s["id"]]["tool"] == tool]

        def write(path, runs, tool):
            dump(path, {"runs": runs})
            files.append(dict(path=os.path.relpath(path, os.path.dirname(folder)),
                              tool=tool, repo=name, month=month,
                              runs=len(runs), results=sum(
                                  len(r.get("results", [])) for r in runs)))
        if name == "storefront":
            write("%s-codeql-%s.sarif" % (base, month),
                  [codeql(name, "javascript-typescript", "js", scan,
                          of("codeql"), oid, False)], "codeql")
        elif name == "ledger":
            placed = month == "2026-09"
            path = "%s-semgrep-%s.sarif" % (base, month)
            if placed:
                path = os.path.join(folder, "ledger-semgrep-2026-09.sarif")
                repo["placed_revision"] = oid
            write(path, [semgrep(name, scan, of("semgrep"), oid, placed)], "semgrep")
            write("%s-gitleaks-%s.sarif" % (base, month),
                  [gitleaks(name, scan, of("gitleaks"), oid, commits)], "gitleaks")
        else:
            failed = month == "2026-05"
            write("%s-codeql-%s.sarif" % (base, month),
                  [codeql(name, "go", "go", scan, of("codeql-go"), oid, False),
                   codeql(name, "java-kotlin", "java", scan, of("codeql-java"),
                          oid, failed)], "codeql")
            write("%s-trivy-%s.sarif" % (base, month),
                  [trivy(name, scan, of("trivy"), oid)], "trivy")


def table(path, head, rows):
    with open(path, "w", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)


def at(text):
    form = "%Y-%m-%d %H:%M" if " " in text else "%Y-%m-%d"
    return int(datetime.strptime(text, form).replace(tzinfo=UTC).timestamp())


SERVICE = {"storefront": "web-shop", "ledger": "ledger",
           "gateway": "payment-gateway"}


def write_deployments(path, plan, rnd):
    rows, planned = [], []
    events = sorted((d["when"], r["name"], d["mark"], r) for r in plan["repositories"]
                    for d in r["deployments"])
    for i, (when, name, mark, repo) in enumerate(events):
        oid = next(c["oid"] for c in repo["commits"] if c["mark"] == mark)
        dice = rnd.below(100) if when >= at("2025-10-01") else 99
        ok = dice >= 5
        hurt = ok and dice < 16
        key = "D-%04d" % (i + 1)
        finished = when + rnd.between(300, 2400)
        rows.append([key, name, SERVICE[name], "production", oid, iso(when),
                     iso(finished), "success" if ok else "failure",
                     "yes" if hurt else ("no" if ok else "")])
        planned.append(dict(key=key, repo=name, mark=mark, when=finished,
                            ok=ok, hurt=hurt, environment="production"))
        if name == "storefront" and i % 9 == 4:
            key = "S-%04d" % (i + 1)
            rows.append([key, name, SERVICE[name], "staging", oid,
                         iso(when - 90000), iso(when - 89000), "success", ""])
            planned.append(dict(key=key, repo=name, mark=mark,
                                when=when - 89000, ok=True, hurt=False,
                                environment="staging"))
    table(path, ["deployment", "repository", "service", "environment", "revision",
                 "started", "finished", "result", "caused_failure"], rows)
    plan["deployments"] = planned


def harm(i, repo):
    """Stage found, stage brought in, records, people, cost, currency of the
    i-th incident: planned, not drawn; most say nothing of the most."""
    records = 150 * (i % 7 + 1) if i % 4 == 0 else ""
    people = 40 * (i % 5 + 1) if i % 4 == 0 and i % 8 else ""
    cost = "%d.50" % (900 + 250 * (i % 9)) if i % 3 == 1 else ""
    return ("staging" if i % 6 == 4 else "production",
            "design" if i % 10 == 7 else "", records, people, cost,
            ("USD" if repo == "gateway" else "EUR") if cost else "")


def write_incidents(path, plan, rnd):
    rows, planned = [], []
    plan["by_name"] = {r["name"]: r["commits"] for r in plan["repositories"]}
    bad = [d for d in plan["deployments"] if d["hurt"]]
    severity = ["minor", "major", "minor", "critical", "minor"]
    ai = {}
    for r in plan["repositories"]:
        for c in r["commits"]:
            ai[(r["name"], c["mark"])] = c
    for i, d in enumerate(bad):
        opened = d["when"] + rnd.between(600, 9000)
        hours = rnd.between(1, 26)
        solved = opened + hours * 3600
        mark = d["mark"]
        c = ai[(d["repo"], mark)]
        if i % 3 == 0:      # the search led to one that AI took part in
            c = next((x for x in reversed(plan["by_name"][d["repo"]])
                      if x["origin"] == "ai" and x["mark"] <= mark), c)
        related = ("yes" if c["origin"] == "ai" else "no") if i % 5 != 4 else ""
        stage, introduced, *lost = harm(i, d["repo"])
        rows.append(["INC-%03d" % (i + 1), iso(opened), iso(solved),
                     severity[i % 5], SERVICE[d["repo"]], d["repo"],
                     stage, related, c["oid"] if i % 5 != 4 else "",
                     d["key"], hours, introduced] + lost)
        planned.append(dict(key=rows[-1][0], opened=opened, resolved=solved,
                            severity=severity[i % 5], repo=d["repo"],
                            ai=related, stage=stage, introduced=introduced,
                            cause=c["mark"] if i % 5 != 4 else 0,
                            deployment=d["key"], hours=hours, lost=lost))
    extra = [("2026-08-30 22:10", "", "major", "payment-gateway", "gateway", "no", ""),
             ("2026-07-09 05:40", "2026-07-09 09:10", "minor", "ledger", "ledger", "", 3.5),
             ("2026-02-14 11:00", "2026-02-14 18:30", "critical", "web-shop", "storefront", "no", 7.5)]
    for i, (opened, solved, sev, service, name, related, hours) in enumerate(extra):
        rows.append(["INC-9%02d" % i, iso(at(opened)), iso(at(solved)) if solved else "",
                     sev, service, name, "production", related, "", "", hours]
                    + [""] * 5)
        planned.append(dict(key=rows[-1][0], opened=at(opened), severity=sev,
                            resolved=at(solved) if solved else None, repo=name,
                            ai=related, stage="production", introduced="",
                            cause=0, deployment="", hours=hours,
                            lost=[""] * 4))
    table(path, ["incident", "opened", "resolved", "severity", "service",
                 "repository", "stage", "ai_related", "cause", "deployment",
                 "hours_down", "introduced_in", "records", "people", "cost",
                 "currency"], rows)
    plan["incidents"] = planned
    del plan["by_name"]


def mail(person):
    return person[1].lower().replace(" ", ".") + "@acme.example"


def write_directory(path, people):
    rows = []
    for p in people:
        mails = [mail(p)]
        if p[0] == "E121":      # two in one cell, as directories have them
            mails.append("opetrova@acme-labs.example")
        rows.append([p[0], p[1], p[3], p[4], ";".join(mails), p[2], p[5], p[6]])
    table(path, ["person", "name", "team", "role", "emails", "logins", "from",
                 "to"], rows)


COURSE = "Secure coding with AI assistants"
# who has not simply completed the course: status, completed, valid until
ODD = {"E105": ("completed", "2025-06-16", "2026-06-15"),
       "E104": ("failed", "", ""), "E116": ("in progress", "", ""),
       "E131": ("overdue", "", ""), "E133": None}


def write_training(folder, people, rnd, plan):
    rows, planned, seen = [], [], set()
    for i, p in enumerate(people):
        if p[0] in seen:
            continue
        seen.add(p[0])
        odd = ODD.get(p[0], "")
        if odd is None:
            continue
        day = 86400 * rnd.between(0, 240)
        done = at("2025-11-03") + day
        if odd == "":
            status, completed = "completed", iso(done)[:10]
            valid = iso(done + 365 * 86400)[:10]
        else:
            status, completed, valid = odd
        rows.append([mail(p), COURSE, "AI-assisted coding", "", status,
                     "2025-10-13", completed, "2025-12-31", valid,
                     rnd.between(72, 99) if completed else "", 90])
        planned.append(dict(person=p[0], status=status, completed=completed,
                            valid=valid))
    good = rows[2]
    rows.append(list(good))                             # said twice
    rows.append([""] * len(good))                       # an empty line of cells
    rows.append([rows[5][0], "Phishing awareness", "awareness", "", "completed",
                 "2026-03-02", "the 3rd of March", "", "", 88, 20])   # no date
    rows.append(["", "Phishing awareness", "awareness", "", "completed",
                 "2026-03-02", "2026-03-03", "", "", 81, 20])         # nobody
    table(os.path.join(folder, "training-lms.csv"),
          ["email", "course", "topic", "language", "status", "started",
           "completed", "due", "valid_until", "score", "minutes"], rows)
    plan["training"] = planned
    plan["rows"] = {"training-lms.csv": len(rows)}
    languages = {"Web": "TypeScript", "Ledger": "Python", "Gateway": "Go",
                 "Fraud": "Python"}
    plan["assessments"] = []
    rows, seen, n = [], set(), 0
    for p in people:
        if p[0] in seen or p[0] in ODD:
            continue
        seen.add(p[0])
        for attempt in range(rnd.between(0, 2)):
            n += 1
            start = at("2025-11-10 09:00") + 86400 * rnd.between(0, 280)
            score = rnd.between(55, 100)
            took = rnd.between(18, 55)
            plan["assessments"].append(dict(
                person=p[0], language=languages[p[3]], when=start + 60 * took,
                passed=score >= 75))
            rows.append([digest("attempt", n)[:24],
                         languages[p[3]] + " secure coding assessment",
                         mail(p), "done", languages[p[3]], iso(start),
                         iso(start + 60 * took), score, 75,
                         "Passed" if score >= 75 else "Failed"])
    table(os.path.join(folder, "training-scw.csv"),
          ["_id", "name", "developer", "status", "language", "started",
           "completed", "score", "passing_grade", "pass_status"], rows)
    plan["rows"]["training-scw.csv"] = len(rows)


def write_jira(path, rnd, people):
    rows = []
    form = "%d/%b/%y %I:%M %p"
    for i in range(60):
        created = at("2025-10-06 09:00") + rnd.between(0, 350) * 86400
        days = rnd.between(1, 40)
        done = created + days * 86400 < at("2026-10-01")
        person = people[rnd.below(24)]
        text = datetime.fromtimestamp(created, UTC).strftime(form)
        end = datetime.fromtimestamp(created + days * 86400, UTC).strftime(form)
        rows.append(["Work item %d" % (i + 1), "ACME-%d" % (101 + i), 20101 + i,
                     rnd.pick(["Story", "Story", "Bug", "Task"]),
                     "Done" if done else "In Progress", "ACME", person[1],
                     "5f%022x" % i, text, text, end if done else "",
                     rnd.pick(["payments", "web", "ledger"]),
                     rnd.pick(["", "security"]), rnd.pick(["1.0", "2.0", "3.0", "5.0", "8.0"])])
    table(path, ["Summary", "Issue key", "Issue id", "Issue Type", "Status",
                 "Project key", "Assignee", "Assignee Id", "Created", "Updated",
                 "Resolved", "Labels", "Labels",
                 "Custom field (Story Points)"], rows)


def write_metrics(path):
    rows = []
    for i, (web, ledger, gateway) in enumerate(((71, 84, 78), (70, 85, 79),
                                                (68, 85, 81), (67, 86, 82))):
        period = ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")[i]
        for team, value in (("Web", web), ("Ledger", ledger), ("Gateway", gateway)):
            rows.append([team, period, "test coverage", value, "percent"])
    for i, period in enumerate(("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")):
        rows.append(["Acme Payments", period, "engineers asked", 24, "people"])
        rows.append(["Acme Payments", period, "would recommend our tools",
                     (3.4, 3.6, 3.9, 3.8)[i], "of 5"])
        rows.append(["Acme Payments", period, "cost of AI licences",
                     (4100, 5200, 6900, 7400)[i], "EUR"])
    table(path, ["entity", "period", "metric", "value", "unit"], rows)


def write_decisions(path):
    head = ["key", "title", "option", "option_text", "cost", "effect",
            "recommended", "owner", "due", "asked", "state"]
    rows = [
        ["D-2026-3", "Which AI tools may write code", "A",
         "Two tools, the rest blocked", "EUR 40,000",
         "No unapproved tool from January", "yes",
         "Head of security", "2026-12-15", "2026-10-12", "open"],
        ["D-2026-3", "Which AI tools may write code", "B",
         "Each tool on request", "EUR 15,000",
         "Answered in ten days", "no",
         "Head of security", "2026-12-15", "2026-10-12", "open"],
        ["D-2026-3", "Which AI tools may write code", "C",
         "Leave it as it is", "none", "Two unapproved ones stay in use", "no",
         "Head of security", "2026-12-15", "2026-10-12", "open"],
        ["D-2026-4", "Open problems of the web shop", "A",
         "Two engineers, one quarter", "EUR 70,000",
         "No critical one left by March", "yes",
         "Head of web", "2026-12-01", "2026-10-12", "open"],
        ["D-2026-4", "Open problems of the web shop", "B",
         "Each team closes its own", "none", "As now", "no", "Head of web",
         "2026-12-01", "2026-10-12", "open"],
        ["D-2026-1", "Record all AI use in the web shop", "A",
         "Required from April 2026", "none", "Origin known for new code", "yes",
         "Head of web", "2026-04-01", "2026-01-15", "done"],
        ["D-2026-2", "Train everybody who commits with AI", "A",
         "One course a year", "EUR 12,000", "Nobody untrained by July", "yes",
         "Head of people", "2026-07-01", "2026-01-15", "late"],
        ["D-2025-9", "Buy a second code scanner for the ledger", "A",
         "A commercial one", "EUR 30,000", "More rules", "no",
         "Head of ledger", "2026-02-01", "2025-10-15", "dropped"],
    ]
    table(path, head, rows)


def write_inputs(out, plan, people, rnd):
    folder = os.path.join(out, "inputs")
    os.makedirs(folder, exist_ok=True)
    plan["files"] = []
    for repo in plan["repositories"]:
        write_scans(os.path.join(folder, "scans"), repo, plan["files"])
    write_directory(os.path.join(folder, "directory.csv"), people)
    write_deployments(os.path.join(folder, "deployments.csv"), plan, rnd)
    write_incidents(os.path.join(folder, "incidents.csv"), plan, rnd)
    write_training(folder, people, rnd, plan)
    write_jira(os.path.join(folder, "jira.csv"), rnd, people)
    write_metrics(os.path.join(folder, "metrics.csv"))
    write_decisions(os.path.join(folder, "decisions.csv"))
