#!/usr/bin/env python3
"""What reports of scanners hold, by a second reading of their formats.

    tests/peer/scans.py FOLDER...    a line for each report below the folders

A line has, with tabs between: the path below its folder, the profile, records
read, imported, duplicate, rejected and empty, those of kind fail by severity
(critical, high, medium, low, info), distinct rules, suppressed, and each CWE
with its results. tests/corpus/scans.expected is what it wrote of the corpus;
tests/unit/test_scan_corpus.c holds the program to it. Nothing here is shared
with the program but three tables of data/.
"""
import codecs
import csv
import json
import os
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "..", "data")


def rows(name):
    with open(os.path.join(DATA, name), newline="") as file:
        return list(csv.DictReader(file))


KNOWN = {int(r["cwe_id"]) for r in rows("cwe.csv")}
OF_RULE = {}
for row in rows("rule-weaknesses.csv"):
    OF_RULE.setdefault((row["scanner"], row["rule"]), []).append(int(row["cwe"]))
CLASSES = "critical high medium low info".split()


def mentions(text):
    found = re.findall(r"cwe(?:[-_: ]|: | ID |-ID )?(\d{1,6})(?!\d)", str(text or ""), re.I)
    return [int(n) for n in found]


def number(value):
    if isinstance(value, list):
        return [n for v in value for n in number(v)]
    if value is None:
        return []
    if re.fullmatch(r"\d+", str(value)):
        return [int(value)]
    return mentions(value)


def of_score(score):
    try:
        score = float(score)
    except (TypeError, ValueError):
        return None
    if not 0 < score <= 10:
        return None
    return CLASSES[0 if score >= 9 else 1 if score >= 7 else 2 if score >= 4 else 3]


def of_vector(vector):
    """CVSS 3 base score, by the tables of the specification."""
    match = re.match(r"CVSS:3\.[01]/(.*)", str(vector or ""))
    if not match:
        return None
    m = dict(part.split(":") for part in match[1].split("/"))
    changed = m["S"] == "C"
    pr = {"N": .85, "L": .68 if changed else .62, "H": .5 if changed else .27}[m["PR"]]
    cia = {"H": .56, "L": .22, "N": 0}
    iss = 1 - (1 - cia[m["C"]]) * (1 - cia[m["I"]]) * (1 - cia[m["A"]])
    impact = 7.52 * (iss - .029) - 3.25 * (iss - .02) ** 15 if changed else 6.42 * iss
    ease = (8.22 * {"N": .85, "A": .62, "L": .55, "P": .2}[m["AV"]]
            * {"L": .77, "H": .44}[m["AC"]] * pr * {"N": .85, "R": .62}[m["UI"]])
    if impact <= 0:
        return 0
    exact = round(min((impact + ease) * (1.08 if changed else 1), 10) * 100000)
    return (exact // 10000 + (exact % 10000 > 0)) / 10


def first(*values):
    return next((v for v in values if v not in (None, "", [], {})), None)


class Members(dict):
    """An object of JSON in which what is not there is None."""

    def __missing__(self, key):
        return None


class Report:
    def __init__(self, profile, tool):
        self.profile = profile
        self.tool = tool
        self.read = self.duplicate = self.rejected = self.empty = 0
        self.keys = set()
        self.found = []

    def add(self, rule, severity, cwe=(), kind="fail", suppressed=False,
            key=None, message="", tool=None):
        self.read += 1
        if key is not None:
            if key in self.keys:
                self.duplicate += 1
                return
            self.keys.add(key)
        if not rule and not message:
            self.rejected += 1
            return
        severity = severity or "medium"
        rule = str(rule or "").strip()
        cwes = [n for n in cwe if n in KNOWN]
        if not cwes:
            of = tool or self.tool
            cwes = list(OF_RULE.get((of, rule)) or OF_RULE.get((of, rule.split(":")[-1]), []))
        cwes += mentions(rule) + mentions(message)
        cwes = list(dict.fromkeys(n for n in cwes if n in KNOWN))[:16]
        self.found.append((rule, severity, cwes, kind, bool(suppressed)))

    def skip(self):
        self.read += 1
        self.empty += 1

    def line(self, path):
        fail = [f for f in self.found if f[3] == "fail"]
        cwes = {}
        for f in fail:
            for n in f[2]:
                cwes[n] = cwes.get(n, 0) + 1
        counts = [sum(f[1] == c for f in fail) for c in CLASSES]
        return "\t".join([
            path, self.profile,
            " ".join(map(str, [self.read, len(self.found), self.duplicate,
                               self.rejected, self.empty])),
            " ".join(map(str, counts)),
            str(len({f[0] for f in self.found})),
            str(sum(f[4] for f in self.found)),
            " ".join("%d:%d" % c for c in sorted(cwes.items())) or "-"])


def word(text, **more):
    table = {"critical": "critical", "high": "high", "medium": "medium", "moderate": "medium",
             "low": "low", "info": "info", "information": "info", "informational": "info",
             "unknown": "info", "undefined": "info", "negligible": "low", "error": "high",
             "warning": "medium", "note": "low", "none": "info", "blocker": "critical",
             "major": "medium", "minor": "low", "important": "high"}
    table.update(more)
    return table.get(str(text or "").strip().lower())


# ------------------------------------------------------------------- JSON --

def semgrep(d):
    r = Report("semgrep", "semgrep")
    for i in d["results"]:
        e = i["extra"]
        m = e.get("metadata", {})
        r.add(i["check_id"], word(e["severity"]), number(m.get("cwe")),
              suppressed=e.get("is_ignored"), message=e.get("message"))
    return r


def bandit(d):
    r = Report("bandit", "bandit")
    for i in d["results"]:
        r.add(i["test_id"], word(i["issue_severity"]),
              number(i.get("issue_cwe", {}).get("id")), message=i["issue_text"])
    return r


def gosec(d):
    r = Report("gosec", "gosec")
    for i in d["Issues"] or []:
        r.add(i.get("rule_id"), word(i.get("severity")), number((i.get("cwe") or {}).get("id")),
              suppressed=i.get("nosec") or i.get("suppressions"), message=i["details"])
    return r


def gitleaks(d):
    r = Report("gitleaks", "gitleaks")
    for i in d["leaks"] if isinstance(d, dict) else d:
        r.add(first(i.get("RuleID"), i.get("rule_id"), i.get("rule")),
              word(i.get("severity")) or "high", [798])
    return r


def trufflehog(documents):
    r = Report("trufflehog", "trufflehog")
    for i in documents:
        if "msg" in i:
            r.skip()
            continue
        r.add(first(i.get("DetectorName"), i.get("reason")),
              "critical" if i.get("Verified") else "medium", [798])
    return r


def trufflehog_results(d):
    r = Report("trufflehog-results", "trufflehog")
    for result in d["results"]:
        for i in result["findings"]:
            r.add(i["type"], "critical" if i.get("is_verified") else "medium", [798])
    return r


def trivy(d):
    r = Report("trivy", "trivy")
    for target in d["Results"] if isinstance(d, dict) else d:
        for i in target.get("Vulnerabilities") or []:
            cvss = i.get("CVSS") or {}
            score = first(cvss.get(i.get("SeveritySource"), {}).get("V3Score"),
                          cvss.get("nvd", {}).get("V3Score"))
            r.add(i["VulnerabilityID"], of_score(score) or word(i["Severity"]),
                  number(i.get("CweIDs")), message=i.get("Title"))
        for i in target.get("Misconfigurations") or []:
            r.add(i["ID"], word(i["Severity"]),
                  kind="fail" if i["Status"] == "FAIL" else "pass",
                  message=i.get("Message"))
        for i in target.get("Secrets") or []:
            r.add(i["RuleID"], word(i["Severity"]), [798])
        for modified in target.get("ExperimentalModifiedFindings") or []:
            i = modified["Finding"]
            score = ((i.get("CVSS") or {}).get("nvd") or {}).get("V3Score")
            r.add(first(i.get("VulnerabilityID"), i.get("RuleID"), i.get("ID")),
                  of_score(score) or word(i["Severity"]),
                  [798] if modified["Type"] == "secret" else number(i.get("CweIDs")),
                  suppressed=True, message=i.get("Title"))
    return r


def brakeman(d):
    r = Report("brakeman", "brakeman")
    for name in ("warnings", "ignored_warnings"):
        for i in d[name]:
            r.add(i["check_name"], word(i["confidence"], weak="low"),
                  number(i.get("cwe_id")), suppressed=name != "warnings",
                  message=i["message"])
    return r


def eslint(d):
    r = Report("eslint", "eslint")
    for file in d["results"] if isinstance(d, dict) else d:
        for name in ("messages", "suppressedMessages"):
            for i in file.get(name) or []:
                if i.get("fatal"):
                    r.skip()
                    continue
                r.add(i["ruleId"], {2: "high", 1: "medium", 0: "info"}.get(i["severity"]),
                      suppressed=name != "messages", message=i["message"])
    return r


def snyk(d):
    r = Report("snyk", "snyk-open-source")
    for project in d if isinstance(d, list) else [d]:
        for i in project.get("vulnerabilities") or []:
            score = first(i.get("cvssScore"), of_vector(i.get("CVSSv3")))
            version = first(i.get("version"), i.get("packageVersion"))
            r.add(i["id"], of_score(score) or word(i.get("severity")),
                  number(i.get("identifiers", {}).get("CWE")), message=i["title"],
                  key=(i["id"], i["packageName"], version, project.get("targetFile")))
        for i in (project.get("filtered") or {}).get("ignore") or []:
            score = first(i.get("cvssScore"), of_vector(i.get("CVSSv3")))
            version = first(i.get("version"), i.get("packageVersion"))
            r.add(i["id"], of_score(score) or word(i.get("severity")),
                  number(i.get("identifiers", {}).get("CWE")), message=i["title"],
                  suppressed=True,
                  key=(i["id"], i["packageName"], version, project.get("targetFile")))
        for i in project.get("infrastructureAsCodeIssues") or []:
            r.add(i["id"], word(i.get("severity")), suppressed=i.get("isIgnored"),
                  message=i["title"])
    return r


def checkov(d):
    r = Report("checkov", "checkov")
    for part in d if isinstance(d, list) else [d]:
        for name in ("failed_checks", "skipped_checks"):
            for i in (part["results"] or {}).get(name) or []:
                r.add(i["check_id"], word(i.get("severity")) or "medium",
                      suppressed=name != "failed_checks", message=i["check_name"])
    return r


def npm_audit(d):
    r = Report("npm-audit", "npm-audit")
    for i in d.get("advisories", {}).values():
        rule = first(i.get("github_advisory_id"), (i.get("cves") or [None])[0],
                     "NPM-%s" % i["id"])
        r.add(rule, of_score((i.get("cvss") or {}).get("score")) or word(i.get("severity")),
              number(i.get("cwe")), message=i["title"])
    for package in d.get("vulnerabilities", {}).values():
        for i in package["via"]:
            if isinstance(i, dict):
                r.add(i["url"].rsplit("/", 1)[-1],
                      of_score((i.get("cvss") or {}).get("score")) or word(i.get("severity")),
                      number(i.get("cwe")), message=i["title"],
                      key=(i["url"], i["source"], i["name"], i.get("range")))
    return r


def gitlab(d):
    r = Report("gitlab", "")
    for i in d["vulnerabilities"]:
        cwes = [number(x["value"]) for x in i["identifiers"] if x["type"] == "cwe"]
        r.add(i["identifiers"][0]["value"], word(i.get("severity")),
              [n for c in cwes for n in c], suppressed=i.get("state") == "dismissed",
              message=first(i.get("message"), i.get("name")))
    return r


def sonarqube(d):
    r = Report("sonarqube", "sonarqube")
    for i in (d.get("issues") or []) + (d.get("hotspots") or []):
        impact = (i.get("impacts") or [{}])[0].get("severity")
        said = first(i.get("severity"), impact, i.get("vulnerabilityProbability"))
        rule = first(i.get("rule"), i.get("ruleKey"),
                     "hotspot:%s" % i.get("securityCategory"))
        gone = i.get("resolution") in ("FALSE-POSITIVE", "WONTFIX", "SAFE", "ACKNOWLEDGED")
        r.add(rule, word(said, critical="high"), message=i["message"],
              suppressed=gone or i.get("issueStatus") in ("ACCEPTED", "FALSE_POSITIVE"))
    return r


def checkmarx_one(d):
    r = Report("checkmarx-one", "checkmarx")
    for i in d["results"]:
        v = i.get("vulnerabilityDetails") or {}
        data = i.get("data") or {}
        r.add(first(data.get("queryName"), i["id"]),
              of_score(v.get("cvssScore")) or word(i.get("severity")), number(v.get("cweId")),
              suppressed=i["state"] == "NOT_EXPLOITABLE",
              message=first(i.get("description"), data.get("queryName")))
    return r


def coverity(d):
    r = Report("coverity", "coverity")
    for i in d["issues"]:
        p = i["checkerProperties"]
        triage = ((i.get("stateOnServer") or {}).get("triage") or {}).get("classification")
        event = [e["eventDescription"] for e in i["events"] if e["main"]]
        r.add(i["checkerName"], word(p["impact"], audit="info"), number(p["cweCategory"]),
              suppressed=triage in ("Intentional", "False Positive"),
              message=first(*event, p.get("subcategoryShortDescription")))
    return r


VERACODE = ["info", "info", "low", "medium", "high", "critical"]


def veracode_pipeline(d):
    r = Report("veracode-pipeline", "veracode")
    for i in d["findings"]:
        r.add(i["issue_type"], VERACODE[i["severity"]], number(i["cwe_id"]))
    return r


def hadolint(d):
    r = Report("hadolint", "hadolint")
    for i in d:
        r.add(i["code"], word(i["level"], info="low", style="low", ignore="info"),
              message=i["message"])
    return r


def defectdojo(d):
    r = Report("defectdojo", "")
    for i in d["findings"]:
        score = first(i.get("cvssv3_score"), of_vector(i.get("cvssv3")))
        rule = first(i.get("vuln_id_from_tool"), i.get("cve"),
                     (i.get("vulnerability_ids") or [None])[0], i["title"])
        off = i.get("false_p") or i.get("risk_accepted") or i.get("active") is False
        r.add(rule, of_score(score) or word(i.get("severity")), number(i.get("cwe")),
              suppressed=off or i.get("out_of_scope"), message=i["title"])
    return r


def osv_scanner(d):
    r = Report("osv-scanner", "osv-scanner")
    for source in d["results"]:
        for package in source["packages"]:
            for i in package["vulnerabilities"]:
                own = i.get("database_specific") or {}
                scores = [of_score(of_vector(s["score"])) for s in i.get("severity") or []]
                r.add(i["id"], first(*scores) or word(own.get("severity")) or "medium",
                      number(own.get("cwe_ids")), message=i.get("summary"))
    return r


def grype(d):
    r = Report("grype", "grype")
    for name in ("matches", "ignoredMatches"):
        for i in d.get(name) or []:
            v = i["vulnerability"]
            scores = [of_score(c["metrics"]["baseScore"]) for c in v.get("cvss") or []]
            r.add(v["id"], first(*scores) or word(v["severity"]),
                  [n for c in v.get("cwes") or [] for n in number(c["cwe"])],
                  suppressed=name != "matches")
    return r


def kics(d):
    r = Report("kics", "kics")
    for q in d["queries"]:
        for _ in q["files"]:
            r.add(q["query_id"], word(q["severity"], trace="info"), number(q.get("cwe")),
                  message=q["query_name"])
    return r


def dependency_check(d):
    r = Report("dependency-check", "dependency-check")
    for dependency in d["dependencies"]:
        for name in ("vulnerabilities", "suppressedVulnerabilities"):
            for i in dependency.get(name) or []:
                score = first((i.get("cvssv3") or {}).get("baseScore"),
                              (i.get("cvssv2") or {}).get("score"))
                r.add(i["name"], of_score(score) or word(i.get("severity")),
                      number(i.get("cwes")), suppressed=name != "vulnerabilities")
    return r


def github_code_scanning(d):
    r = Report("github-code-scanning", "")
    for i in d:
        rule = i["rule"]
        said = word(rule.get("security_severity_level")) or word(rule.get("severity"))
        r.add(rule["id"], said, mentions(" ".join(rule.get("tags") or [])),
              tool=i["tool"]["name"].lower(),
              suppressed=i["state"] == "dismissed")
    return r


def github_dependabot(d):
    r = Report("github-dependabot", "dependabot")
    for i in d:
        a = i["security_advisory"]
        score = (a.get("cvss") or {}).get("score")
        r.add(a["ghsa_id"], of_score(score) or word(a["severity"]),
              [n for c in a["cwes"] for n in number(c["cwe_id"])],
              suppressed=i["state"] in ("dismissed", "auto_dismissed"))
    return r


def github_secret_scanning(d):
    r = Report("github-secret-scanning", "github-secret-scanning")
    for i in d:
        said = {"active": "critical", "inactive": "medium"}.get(i.get("validity"), "high")
        r.add(i["secret_type"], said, [798],
              suppressed=i.get("resolution") in ("false_positive", "wont_fix", "used_in_tests"))
    return r


def fortify_ssc(d):
    r = Report("fortify-ssc", "fortify")
    for i in d["data"]:
        r.add(i["issueName"], word(i["friority"]), suppressed=i.get("suppressed"))
    return r


def sonarqube_generic(d):
    r = Report("sonarqube-generic", "")
    for i in d["issues"]:
        r.add(i["ruleId"], word(first(i.get("severity"),
              (i.get("impacts") or [{}])[0].get("severity")), critical="high"),
              message=i["primaryLocation"]["message"])
    return r


def trivy_kubernetes(d):
    r = Report("trivy-kubernetes", "trivy")
    for name in ("Resources", "Vulnerabilities", "Misconfigurations", "Findings"):
        for resource in d.get(name) or []:
            part = trivy(Members(Results=resource.get("Results") or []))
            r.read += part.read
            r.found += part.found
    return r


def checkmarx_report(d):
    r = Report("checkmarx-report", "checkmarx")
    results = d["scanResults"] or {}
    found = [(v, q["queryName"], q["cweId"]) for q in results.get("resultsList") or []
             for v in q["vulnerabilities"]]
    for language in (results.get("sast") or {}).get("languages") or []:
        found += [(v, q["queryName"], v["cweId"]) for q in language["queries"]
                  for v in q["vulnerabilities"]]
    for part in ((results.get("kics") or {}).get("results") or []):
        found += [(v, v["queryName"], None) for v in part["vulnerabilities"]]
    for part in (d["iacScanResults"] or {}).get("technology") or []:
        found += [(v, q["queryName"], None) for q in part["queries"] for v in q["resultsList"]]
    for part in ((results.get("sca") or {}).get("packages") or []):
        found += [(v, v["cveName"] or v["cveId"], v["cwe"]) for v in part["vulnerabilities"]]
    for v, rule, cwe in found:
        r.add(rule, word(v["severity"]), number(cwe),
              suppressed=str(v["state"]).upper().replace("_", " ") == "NOT EXPLOITABLE")
    return r


def coverity_view(d):
    r = Report("coverity-view", "coverity")
    for i in d["viewContentsV1"]["rows"]:
        r.add(i["checker"], word(i["displayImpact"], audit="info"), number(i["cwe"]),
              message=i["displayType"],
              suppressed=i["classification"] in ("False Positive", "Intentional"))
    return r


def semgrep_findings(d):
    r = Report("semgrep-findings", "semgrep")
    for i in d["findings"]:
        rule = i["rule"] or Members()
        r.add(i["rule_name"] or rule["name"], word(i["severity"]), number(rule["cwe_names"]),
              message=i["rule_message"], suppressed=i["status"] == "ignored")
    return r


def semgrep_supply_chain(d):
    r = Report("semgrep-supply-chain", "semgrep")
    for i in d["vulns"]:
        said = i["advisory"]["references"]
        r.add((said["cveIds"] or [i["advisory"]["ruleId"]])[0], word(i["advisory"]["severity"]),
              number(said["cweIds"]), suppressed=i["triage"]["status"] == "IGNORED")
    return r


def github_graphql(d):
    r = Report("github-alerts-graphql", "dependabot")
    top = d["data"]["repository"] or {}
    lists = [top] if "vulnerabilityAlerts" in top else (
        top.get("search") or d["data"]["search"])["nodes"]
    for i in [node for a in lists for node in a["vulnerabilityAlerts"]["nodes"]]:
        of = i["securityVulnerability"]
        said = of["advisory"]
        names = said["identifiers"] or []
        cvss = said["cvss"] or Members()
        r.add(next((n["value"] for n in names if n["type"] == "GHSA"),
                   said["ghsaId"] or (names[0]["value"] if names else None)),
              of_score(cvss["score"]) or of_score(of_vector(cvss["vectorString"])) or
              word(of["severity"]),
              number([c["cweId"] for c in (said["cwes"] or {"nodes": []})["nodes"]]),
              suppressed=i["state"] in ("DISMISSED", "AUTO_DISMISSED"))
    return r


def trufflehog3(d):
    r = Report("trufflehog3", "trufflehog")
    for i in d:
        r.add(i["rule"]["id"], word(i["rule"]["severity"]), [798])
    return r


def has(items, *names):
    return isinstance(items, list) and any(
        isinstance(i, dict) and all(n in i for n in names) for i in items)


def read_json(documents):
    d = documents[0]
    if d in (None, [], {"results": []}, {"findings": []}, {"results": [], "errors": []}):
        return Report("empty", "")
    if has(documents, "DetectorName") or has(documents, "stringsFound"):
        return trufflehog(documents)
    if isinstance(d, list):
        while d and isinstance(d[0], list):
            d = [i for page in d for i in page]
        if has(d, "rule", "secret", "path"):
            return trufflehog3(d)
        if has(d, "stringsFound"):
            return trufflehog(d)
        if has(d, "component", "key"):
            return sonarqube(Members({
                "hotspots" if "vulnerabilityProbability" in d[0] else "issues": d}))
        for names, reader in (
                (("RuleID",), gitleaks), (("offender",), gitleaks),
                (("filePath", "messages"), eslint), (("Target",), trivy),
                (("check_type",), checkov), (("code", "level", "file"), hadolint),
                (("most_recent_instance",), github_code_scanning),
                (("security_advisory",), github_dependabot),
                (("secret_type",), github_secret_scanning),
                (("packageManager",), snyk)):
            if has(d, *names):
                return reader(d)
        return None
    if not isinstance(d, dict) or "runs" in d:
        return None
    found = d.get("findings")
    results = d.get("results")
    for fits, reader in (
            ("ClusterName" in d, trivy_kubernetes),
            ("reportHeader" in d and "scanResults" in d, checkmarx_report),
            ("viewContentsV1" in d, coverity_view),
            (has(found, "syntactic_id"), semgrep_findings),
            (has(d.get("vulns"), "advisory"), semgrep_supply_chain),
            ("data" in d and "vulnerabilityAlerts" in json.dumps(d)[:400], github_graphql),
            (has(results, "check_id") or "scanned" in (d.get("paths") or {}), semgrep),
            (has(results, "test_id"), bandit),
            (has(results, "similarityId") or "scanID" in d, checkmarx_one),
            (has(results, "findings"), trufflehog_results),
            (has(results, "packages"), osv_scanner),
            ("filePath" in str(results)[:200] and has(results, "messages"), eslint),
            ("Stats" in d and has(d.get("Issues"), "rule_id"), gosec),
            ("leaks" in d, gitleaks),
            ("Results" in d, trivy),
            ("scan_info" in d, brakeman),
            ("check_type" in d or "checkov_version" in d, checkov),
            ("advisories" in d or "auditReportVersion" in d, npm_audit),
            ("matches" in d, grype),
            (has(d.get("data"), "friority"), fortify_ssc),
            ("queries_total" in d or "kics_version" in d, kics),
            ("reportSchema" in d, dependency_check),
            ("pipeline_scan" in d, veracode_pipeline),
            (has(d.get("issues"), "mergeKey"), coverity),
            (has(d.get("issues"), "primaryLocation"), sonarqube_generic),
            (has(d.get("issues"), "component") or "paging" in d or "sonarBaseURL" in d, sonarqube),
            ("infrastructureAsCodeIssues" in d
             or has(d.get("vulnerabilities"), "packageName", "id"), snyk),
            ("vulnerabilities" in d and "version" in d and
             ("scan" in d or "remediations" in d), gitlab),
            (has(found, "title", "severity") and not has(found, "ruleId"), defectdojo)):
        if fits:
            return reader(d)
    return None


# -------------------------------------------------------------------- XML --

def local(element):
    return element.tag.rsplit("}", 1)[-1]


def below(element, *names):
    """The elements on a way of names; namespaces do not count."""
    found = [element]
    for name in names:
        found = [c for e in found for c in e if local(c) == name]
    return found


def text(element, *names):
    return first(*["".join(e.itertext()).strip() for e in below(element, *names)])


def checkmarx(root):
    r = Report("checkmarx", "checkmarx")
    for query in below(root, "Query"):
        for i in below(query, "Result"):
            r.add(query.get("name"), word(i.get("Severity") or query.get("Severity")),
                  number(query.get("cweId")), message=query.get("name"),
                  suppressed=i.get("FalsePositive") == "True" or i.get("state") == "1")
    return r


def spotbugs(root):
    r = Report("spotbugs", "spotbugs")
    for i in below(root, "BugInstance"):
        r.add(i.get("type"), {"1": "high", "2": "medium", "3": "low"}.get(i.get("priority"), "info"),
              number(i.get("cweid")), message=text(i, "LongMessage") or text(i, "ShortMessage"),
              suppressed=any(u.get("designation") in ("NOT_A_BUG", "BAD_ANALYSIS", "OBSOLETE_CODE")
                             for u in below(i, "UserAnnotation")))
    return r


def pmd(root):
    r = Report("pmd", "pmd")
    for i in below(root, "file", "violation"):
        said = {"1": "high", "2": "high", "3": "medium"}.get(i.get("priority"), "low")
        r.add(i.get("rule"), said, message=i.text)
    for i in below(root, "suppressedviolation"):
        r.add(i.get("suppressiontype"), "medium", suppressed=True, message=i.get("msg"))
    return r


def checkstyle(root):
    r = Report("checkstyle", "checkstyle")
    for i in below(root, "file", "error"):
        rule = i.get("source") or "unnamed"
        rule = rule[len("eslint.rules."):] if rule.startswith("eslint.rules.") else rule
        r.add(rule, word(i.get("severity"), info="low", ignore="info"),
              message=i.get("message"))
    return r


def cppcheck(root):
    r = Report("cppcheck", "cppcheck")
    for i in below(root, "errors", "error") + below(root, "error"):
        said = i.get("severity")
        r.add(i.get("id"), word(said, style="low", performance="low", portability="low",
                                information="info", debug="info"),
              number(i.get("cwe")), message=i.get("msg"),
              kind="informational" if said in ("information", "debug") else "fail")
    return r


def dependency_check_xml(root):
    r = Report("dependency-check-xml", "dependency-check")
    for d in below(root, "dependencies", "dependency"):
        for name in ("vulnerability", "suppressedVulnerability"):
            for i in below(d, "vulnerabilities", name):
                score = first(text(i, "cvssV3", "baseScore"), text(i, "cvssV2", "score"),
                              text(i, "cvssScore"))
                cwes = below(i, "cwes", "cwe") + below(i, "cwe")
                r.add(text(i, "name"), of_score(score) or word(text(i, "severity")),
                      [n for c in cwes for n in number(c.text)],
                      suppressed=name != "vulnerability")
    return r


def burp(root):
    r = Report("burp", "burp")
    for i in below(root, "issue"):
        r.add(text(i, "type"), word(text(i, "severity")),
              mentions(text(i, "vulnerabilityClassifications")), message=text(i, "name"),
              suppressed=text(i, "severity") == "False positive")
    return r


def veracode(root):
    r = Report("veracode", "veracode")
    for kind in ("staticflaws", "dynamicflaws", "manualflaws"):
        for i in below(root, "severity", "category", "cwe", kind, "flaw"):
            r.add(i.get("categoryname"), VERACODE[int(i.get("severity"))],
                  number(i.get("cweid")),
                  suppressed=i.get("mitigation_status") == "accepted")
    for i in below(root, "software_composition_analysis", "vulnerable_components",
                   "component", "vulnerabilities", "vulnerability"):
        r.add(i.get("cve_id"),
              of_score(i.get("cvss_score")) or VERACODE[int(i.get("severity"))],
              number(i.get("cwe_id")), suppressed=i.get("mitigation") == "true")
    return r


def fortify(root, audit=None):
    r = Report("fortify", "fortify")
    groups = {}
    for rule in below(root, "EngineData", "RuleInfo", "Rule"):
        groups[rule.get("id")] = {g.get("name"): g.text
                                  for g in below(rule, "MetaInfo", "Group")}
    hidden = {i.get("instanceId") for i in below(audit, "IssueList", "Issue")
              if i.get("suppressed") == "true" or "Not an Issue" in
              [v.text for v in below(i, "Tag", "Value")]} if audit is not None else set()
    for v in below(root, "Vulnerabilities", "Vulnerability"):
        kind = text(v, "ClassInfo", "ClassID")
        of_rule = dict(groups.get(kind, {}))
        of_rule.update({g.get("name"): g.text
                        for g in below(v, "InstanceInfo", "MetaInfo", "Group")})
        parts = [of_rule.get(n) for n in ("Impact", "Accuracy", "Probability")]
        said = None
        if None not in parts:
            impact, accuracy, probability = map(float, parts)
            likely = accuracy * probability * float(text(v, "InstanceInfo", "Confidence")) / 25
            said = ("critical" if likely >= 2.5 else "high") if impact >= 2.5 else (
                "medium" if likely >= 2.5 else "low")
        level = text(v, "InstanceInfo", "InstanceSeverity") or "3"
        names = [text(v, "ClassInfo", n) for n in ("Type", "Subtype")]
        r.add(": ".join(n for n in names if n),
              said or {"5": "critical", "4": "high", "2": "low", "1": "info"}.get(level[0]),
              mentions(groups.get(kind, {}).get("altcategoryCWE")),
              suppressed=text(v, "InstanceInfo", "InstanceID") in hidden)
    return r


def read_fpr(path):
    with zipfile.ZipFile(path) as archive:
        members = {n.rsplit("/", 1)[-1]: n for n in reversed(archive.namelist())}
        if "audit.fvdl" not in members:
            return None
        audit = members.get("audit.xml")
        return fortify(ET.fromstring(archive.read(members["audit.fvdl"])),
                       ET.fromstring(archive.read(audit)) if audit else None)


def read_xml(data):
    root = ET.fromstring(data)
    name = local(root)
    if name == "results" and not {local(c) for c in root} & {"cppcheck", "error", "errors"}:
        return None
    if name == "issues" and not root.get("burpVersion"):
        return None
    reader = {"CxXMLResults": checkmarx, "BugCollection": spotbugs, "pmd": pmd,
              "checkstyle": checkstyle, "results": cppcheck, "issues": burp,
              "FVDL": fortify, "analysis": dependency_check_xml, "detailedreport": veracode}.get(name)
    return reader(root) if reader else None


# -------------------------------------------------------------------- CSV --

def read_csv(rest):
    head = rest.split("\n", 1)[0]
    sign = max(",;\t", key=head.count)
    table = list(csv.DictReader(rest.splitlines(True), delimiter=sign))
    names = set(table[0]) if table else set()
    if {"CWEs", "Level", "File"} <= names:
        r = Report("flawfinder", "flawfinder")
        for i in table:
            said = {"5": "high", "4": "high", "3": "medium"}.get(i["Level"], "low")
            r.add(i.get("RuleId") or i["Category"] + "/" + i["Name"], said,
                  mentions(i["CWEs"]), message=i["Warning"])
        return r
    if {"Title", "Severity", "CweId"} <= names:
        r = Report("defectdojo-csv", "defectdojo")
        for i in table:
            off = i["FalsePositive"].lower() in ("true", "1")
            r.add(i["Title"], word(i["Severity"]), number(i["CweId"]), message=i["Title"],
                  suppressed=off or i["Active"].lower() in ("false", "0"))
        return r
    if {"test_id", "issue_severity", "issue_text"} <= names:
        r = Report("bandit-csv", "bandit")
        for i in table:
            r.add(i["test_id"], word(i["issue_severity"]), number(i.get("issue_cwe", "").rsplit(
                "/", 1)[-1].split(".")[0]), message=i["issue_text"])
        return r
    if {"Problem", "Rule", "Priority"} <= names:
        r = Report("pmd-csv", "pmd")
        for i in table:
            r.add(i["Rule"], {"1": "high", "2": "high", "3": "medium"}.get(i["Priority"], "low"),
                  message=i["Description"])
        return r
    if {"component", "creationDate", "severity"} <= names:
        r = Report("sonarqube-csv", "sonarqube")
        for i in table:
            r.add(i["key"] if ":" in i["key"] else i["name"],
                  word(i["severity"], critical="high"), message=i["name"])
        return r
    return None


# -------------------------------------------------------------------- all --

def documents_of(text):
    decoder = json.JSONDecoder(strict=False, object_pairs_hook=Members)
    documents = []
    at = 0
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        if at >= len(text):
            return documents
        value, at = decoder.raw_decode(text, at)
        documents.append(value)


def decoded(data):
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
                       (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(name)
    return data.decode("utf-8", "replace")


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    if data.startswith(b"PK\x03\x04"):
        return read_fpr(path)
    whole = decoded(data)
    start = whole.lstrip()[:1]
    try:
        if start in ("{", "["):
            return read_json(documents_of(whole))
        if start == "<":
            return read_xml(data.strip())
    except (ValueError, ET.ParseError):
        return None
    return read_csv(whole) if path.endswith(".csv") else None


def main(folders):
    for folder in folders:
        lines = []
        for place, _, files in os.walk(folder):
            for name in files:
                path = os.path.join(place, name)
                report = read(path)
                if report:
                    lines.append(report.line(os.path.relpath(path, folder)))
        print("\n".join(sorted(lines)))


if __name__ == "__main__":
    main(sys.argv[1:])
