#!/usr/bin/env python3
"""Every data file of a corpus of metrics against a second reading of it.

    tests/peer/tables.py ASSAY CORPUS

Each file is imported into a database of its own. What must come out stands
in FILES: the profile, the account, and totals that this script makes from the
file by itself (csv, json of Python), or that the file is refused, and by which
words. A file of the corpus that FILES does not name is a mistake, too. Prints
one line a file; exit 1 when one is not as it must be.
"""
import csv
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from xml.etree import ElementTree


def rows(path):
    with open(path, newline="", encoding="utf-8-sig") as f:
        return list(csv.DictReader(f))


def count_rows(path):
    return len(rows(path))


# name: (profile, {account but read}, [(SQL, what it must give)]); what it must
# give is a value, or a function of the path
def table(profile, imported, *checks, duplicate=0, rejected=0, empty=0):
    return (profile, dict(imported=imported, duplicate=duplicate,
                          rejected=rejected, empty=empty), checks)


def refused(words):
    return (None, words, ())


NOT_READ = "expected a table that is read"
HEADER = "expected the header of a known table"
FORMAT = "expected a known format"

FILES = {
    "devlake-customize/issues_input.csv": table("devlake-issues", 3, ("SELECT count(*) FROM work_item", count_rows)),
    "devlake-customize/issues_input2.csv": table("devlake-issues", 2, ("SELECT count(*) FROM work_item", count_rows)),
    "devlake-customize/issue_worklogs.csv": refused(NOT_READ),
    "devlake-customize/qa_test_case_executions_input.csv": refused(NOT_READ),
    "devlake-customize/qa_test_cases_input.csv": refused(NOT_READ),
    "devlake-customize/sprints.csv": refused(NOT_READ),
    "devlake-dora/cicd_deployment_commits.csv": table(
        "devlake-deployments", 16,
        ("SELECT count(*) FROM deployment", 16),
        ("SELECT count(*) FROM deployment WHERE succeeded",
         lambda p: sum(r["result"] == "SUCCESS" for r in rows(p)))),
    "devlake-dora/cicd_scopes.csv": refused(HEADER),
    "devlake-dora/commits_diffs.csv": refused(NOT_READ),
    "devlake-dora/incidents.csv": table("devlake-incidents", 7, ("SELECT count(*) FROM incident", 7)),
    "devlake-dora/issues.csv": table("devlake-issues", 14, ("SELECT count(*) FROM work_item", count_rows)),
    "devlake-dora/project_incident_deployment_relationships.csv": refused(NOT_READ),
    "devlake-dora/project_mapping.csv": refused(NOT_READ),
    "devlake-dora/project_pr_metrics.csv": refused(NOT_READ),
    "devlake-dora/pull_request_comments.csv": refused(NOT_READ),
    "devlake-dora/pull_request_commits.csv": refused(NOT_READ),
    "devlake-dora/pull_requests.csv": table(
        "devlake-pull-requests", 7, ("SELECT count(*) FROM change", count_rows),
        ("SELECT count(*) FROM change WHERE merged_time IS NOT NULL",
         lambda p: sum(r["merged_date"] not in ("", "NULL") for r in rows(p)))),
    "devlake-dora/repos.csv": refused(HEADER),
    "devlake-org/users.csv": table("devlake-users", 10, ("SELECT count(DISTINCT person) FROM directory", count_rows)),
    "devlake-org/accounts.csv": table("devlake-accounts", 10, ("SELECT count(DISTINCT person) FROM directory", count_rows)),
    "incidents/_tool_opsgenie_incidents.csv": table("devlake-opsgenie", 2, ("SELECT count(*) FROM incident", count_rows)),
    "incidents/_tool_pagerduty_incidents.csv": table("devlake-pagerduty", 3, ("SELECT count(*) FROM incident", count_rows)),
    "jira/rodecarv_jira.csv": table(
        "jira", 2,
        ("SELECT group_concat(datetime(created_time, 'unixepoch'), ' ') FROM (SELECT * FROM work_item ORDER BY key)",
         "2024-01-08 14:10:00 2024-01-09 15:54:00")),
}
for name in ("devlake-gh-copilot/_raw_copilot_metrics.csv",
             "devlake-gh-copilot/_raw_copilot_seats.csv",
             "devlake-gh-copilot/_tool_copilot_metrics_by_language_feature.csv",
             "devlake-org/user_accounts.csv",
             "devlake-org/user_accounts_expected.csv"):
    FILES[name] = refused(NOT_READ)


def deep(value, *names):
    """All values below VALUE by the names, through lists."""
    if isinstance(value, list):
        return [x for item in value for x in deep(item, *names)]
    if not names:
        return [] if value is None else [value]
    return deep(value.get(names[0]), *names[1:]) if isinstance(value, dict) else []


def total(*names):
    return lambda path: sum(deep(json.load(open(path)), *names))


def count(*names):
    return lambda path: len(deep(json.load(open(path)), *names))


def usage(column, wanted):
    return ("SELECT sum(%s) FROM usage" % column, wanted)


COMPLETIONS = ("copilot_ide_code_completions", "editors", "models", "languages")
GENERATION_3 = (("prompts", "user_initiated_interaction_count"), ("suggestions", "code_generation_activity_count"),
                ("acceptances", "code_acceptance_activity_count"), ("lines_added", "loc_added_sum"),
                ("lines_deleted", "loc_deleted_sum"))


def generation_3(at):
    return [usage(column, total(at, name)) for column, name in GENERATION_3]


FILES.update({
    # both the numbers that the corpus is known for and those counted here
    "copilot/organization_usage_response_sample.json": table(
        "copilot-usage", 24,
        usage("suggestions", 199097), usage("suggestions", total("total_suggestions_count")),
        usage("acceptances", 50734), usage("lines_suggested", 444407), usage("lines_added", 94735),
        usage("prompts", total("total_chat_turns"))),
    "copilot/organization_metrics_response_sample.json": table(
        "copilot-metrics", 21,
        usage("suggestions", 21255), usage("suggestions", total(*COMPLETIONS, "total_code_suggestions")),
        usage("acceptances", 6665), usage("acceptances", total(*COMPLETIONS, "total_code_acceptances")),
        usage("lines_suggested", 60598), usage("lines_added", 10726),
        ("SELECT date(min(day_time), 'unixepoch') || ' ' || date(max(day_time), 'unixepoch') FROM usage",
         "2024-11-04 2024-11-24"),
        usage("prompts", lambda p: total("copilot_ide_chat", "editors", "models", "total_chats")(p)
              + total("copilot_dotcom_chat", "models", "total_chats")(p))),
    "copilot/organization-28-day-report.json": table(
        "copilot-organization", 28, usage("prompts", 2489), usage("suggestions", 3440),
        usage("acceptances", 2548), usage("lines_added", 62998), usage("lines_deleted", 16187),
        ("SELECT count(DISTINCT day_time) FROM usage", 28), *generation_3("day_totals")),
    "copilot/organization-1-day-report.json": table("copilot-organization", 1, *generation_3("day_totals")),
    "copilot/organization-users-28-day-report.json": table(
        "copilot-users", 107, usage("prompts", 2987), usage("suggestions", 4987),
        usage("acceptances", 3630), usage("lines_added", 100878), usage("lines_deleted", 17311),
        ("SELECT count(DISTINCT alias_id) FROM usage", 8), *generation_3("day_totals")),
    "copilot/enterprise-users-1-day-report.json": table(
        "copilot-users", 1, ("SELECT login FROM usage JOIN alias a ON a.id = alias_id", "octocat"),
        *generation_3("user_totals")),
    "copilot/organization_seats_response_sample.json": table(
        "copilot-seats", 9, ("SELECT count(*) FROM seat", count("seats", "created_at")),
        ("SELECT group_concat(login) FROM seat JOIN alias a ON a.id = alias_id WHERE active_time IS NULL",
         "newjoiner")),
    "copilot/enterprise_seats_with_duplicates.json": table(
        "copilot-seats", 4, ("SELECT count(*) FROM seat", 2),
        ("SELECT group_concat(day, ' ') FROM (SELECT date(active_time - 21600, 'unixepoch') day FROM seat ORDER BY 1 DESC)",
         "2021-10-16 2021-10-15")),
    "copilot/download-links-organization-28-day.json": refused("list of links"),
    "devlake-gh-copilot/_tool_copilot_enterprise_daily_metrics.csv": table(
        "copilot-organization", 2, usage("users", 22)),
    "devlake-gh-copilot/_tool_copilot_seats.csv": table("copilot-seats", 2, ("SELECT count(*) FROM seat", 2)),
    "fourkeys/events_enriched_schema.json": refused("schema of a table"),
    "fourkeys/events_raw_schema.json": refused("schema of a table"),
})
FINISHED = ("completed", "passed", "failed", "mastered", "evaluated", "scored")
for name in ("blackboard_assignment_submitted.json blackboard_asssignment_graded.json"
             " blackboard_attempt_completed.json blackboard_attempt_started.json blackboard_course_access.json"
             " blackboard_course_content_access.json blackboard_loggedin.json blackboard_loggedout.json"
             " blackboard_session_timeout.json moodle_assignment_submitted.json moodle_asssignment_graded.json"
             " moodle_login.js moodle_logout.js moodle_moduleview.js").split():
    FILES["xapi/" + name] = table(
        "xapi", None, ("SELECT count(*) FROM training",
                       lambda p: int(json.load(open(p))["verb"]["id"].split("/")[-1] in FINISHED)))


def elements(path):
    return ElementTree.parse(path).getroot()


def plain(path):
    return path.replace("\\", "/")


def cobertura(path):
    """{file: {line: run}} of the lines that stand in the classes themselves."""
    out = {}
    for part in elements(path).iter("class"):
        lines = out.setdefault(plain(part.get("filename")), {})
        for line in part.findall("lines/line"):
            number = int(line.get("number"))
            lines[number] = lines.get(number, False) or int(line.get("hits")) > 0
    return out


def jacoco(path):
    return {package.get("name") + "/" + f.get("name"):
            {int(line.get("nr")): int(line.get("ci")) > 0 for line in f.findall("line")}
            for package in elements(path).iter("package") for f in package.findall("sourcefile")}


def clover(path):
    return {plain(f.get("path")):
            {int(line.get("num")): any(int(line.get(n, "0")) for n in ("count", "truecount", "falsecount"))
             for line in f.findall("line")}
            for f in elements(path).find("project").iter("file")}


def opencover(path):
    out = {}
    for module in elements(path).iter("Module"):
        files = {f.get("uid"): plain(f.get("fullPath")) for f in module.iter("File")}
        for point in module.iter("SequencePoint"):
            lines = out.setdefault(files[point.get("fileid")], {})
            for number in range(int(point.get("sl")), int(point.get("el")) + 1):
                lines[number] = lines.get(number, False) or int(point.get("vc")) > 0
    return out


def lcov(path):
    out, lines = {}, {}
    for text in open(path):
        key, _, value = text.strip().partition(":")
        if key == "SF":
            lines = out.setdefault(plain(value), {})
        if key == "DA":
            number, hits = value.split(",")[:2]
            lines[int(number)] = lines.get(int(number), False) or int(hits) > 0
    return out


def coverage(reader, read, format, *checks, **claims):
    def figures(path):
        return "%d|%d|%d" % (len([f for f in reader(path).values() if f]),
                             sum(len(f) for f in reader(path).values()),
                             sum(sum(f.values()) for f in reader(path).values()))

    def runs(path):
        return "\n".join(sorted("%s %d %d" % (name, line, run) for name, f in reader(path).items()
                                for line, run in f.items()))
    return ("coverage", dict(imported=read, duplicate=0, rejected=0, empty=0), [
        ("SELECT count(*) || '|' || sum(lines) || '|' || sum(covered) FROM coverage_file", figures),
        ("WITH RECURSIVE one(path, line, last, covered) AS ("
         "SELECT path, start, start + count - 1, l.covered FROM coverage_line l"
         " JOIN coverage_file f ON f.id = coverage_file_id"
         " UNION ALL SELECT path, line + 1, last, covered FROM one WHERE line < last)"
         " SELECT group_concat(t, char(10)) FROM (SELECT path || ' ' || line || ' ' || covered t FROM one ORDER BY t)", runs),
        ("SELECT format FROM coverage_report", format)] + [
            ("SELECT %s FROM coverage_report" % name, value) for name, value in claims.items()] + list(checks))


BRANCHES = "SELECT sum(covered_branches) || '|' || sum(branches) FROM coverage_file"
FILES.update({
    "coverage/cpp_Cobertura_CPPCoverage.xml": coverage(cobertura, 1, "cobertura"),
    "coverage/csharp_Cobertura_coverlet.xml": coverage(
        cobertura, 37, "cobertura", ("SELECT count(*) FROM coverage_file", 18),
        claimed_covered=156, claimed_lines=255),
    "coverage/java_Cobertura2.1.1.xml": coverage(
        cobertura, 8, "cobertura", ("SELECT count(*) FROM coverage_file", 7), (BRANCHES, "1|4"),
        claimed_covered=24, claimed_lines=36),
    "coverage/java_JaCoCo0.8.3.xml": coverage(
        jacoco, 7, "jacoco", ("SELECT sum(covered) FROM coverage_file", 26),
        ("SELECT sum(lines - covered) FROM coverage_file", 12), (BRANCHES, "1|4"),
        claimed_covered=26, claimed_lines=38),
    "coverage/java_Clover_OpenClover4.3.1.xml": coverage(clover, 7, "clover"),
    "coverage/csharp_OpenCover.xml": coverage(opencover, 199, "opencover"),
    "coverage/csharp_lcov.info": coverage(
        lcov, 15, "lcov", ("SELECT count(*) FROM coverage_file", 15), ("SELECT sum(branches) FROM coverage_file", 8),
        claimed_lines=199, claimed_covered=124),
})


def worst(case):
    found = [tag for tag in ("error", "failure", "skipped") if case.find(tag) is not None]
    state = {"error": "error", "failure": "failed", "skipped": "skipped"}[found[0]] if found else "passed"
    return "skipped" if state == "passed" and case.get("status") in ("disabled", "notrun") else state


def junit(*checks):
    def states(path):
        cases = [worst(c) for c in elements(path).iter("testcase")]
        return "|".join("%s %d" % (s, cases.count(s)) for s in sorted(set(cases))) or None

    def seconds(path):
        return sum(round(float(c.get("time", "0")) * 1e6) for c in elements(path).iter("testcase")) or None
    return ("junit", dict(imported=None), [
        ("SELECT count(*) FROM test_case", lambda p: len(list(elements(p).iter("testcase")))),
        ("SELECT group_concat(t, '|') FROM (SELECT state || ' ' || count(*) t FROM test_case GROUP BY state)", states),
        ("SELECT nullif(sum(seconds_e6), 0) FROM test_case", seconds)] + list(checks))


for name in ("jest_jest-junit.xml", "junit.multiresult.xml", "minimal-attributes.xml", "mocha_latex-utensils.xml",
             "pytest_junit.fail.xml", "pytest_junit.gloo.standalone.xml", "pytest_junit.spark.integration.1.xml",
             "tst_disabled.xml"):
    FILES["junit/" + name] = junit()
NESTED = junit(("SELECT count(*) FROM test_case WHERE state = 'passed'", 5),
               ("SELECT claimed_tests FROM test_run", 5))
FILES.update({
    "junit/testsuite-in-testsuite.xml": NESTED,
    "junit/testsuite-root.xml": NESTED,
    "junit/no-cases-but-tests.xml": junit(("SELECT claimed_tests FROM test_run", 6)),
    "junit/pytest_corrupt-xml.xml": refused("pytest_corrupt-xml.xml:11: error: expected closing tags"),
})
for name in ("identity/beads.CODEOWNERS", "identity/git-ai.CODEOWNERS", "identity/sarif-sdk.CODEOWNERS",
             "identity/gitdm_email_aliases_valid.txt", "identity/gitdm_email_to_employer_invalid.txt",
             "identity/gitdm_email_to_employer_valid.txt", "identity/libgit2.mailmap"):
    FILES[name] = refused(FORMAT)


def problems(assay, corpus, name, expected, database):
    path = os.path.join(corpus, name)
    profile, account, checks = expected
    look = subprocess.run([assay, "check", "--format", "json", path], capture_output=True, text=True)
    if profile is None:
        said = look.stdout + look.stderr
        if look.returncode == 0:
            return ["expected a refusal"]
        return [] if account in said else ["expected %r, found %r" % (account, said[:200])]
    try:
        found = json.loads(look.stdout)
    except ValueError:
        return [look.stderr[:300]]
    out = []
    if "profile %s@" % profile not in found["why"] and profile != found["format"]:
        out.append("expected profile %s, found %r" % (profile, found["why"]))
    if account["imported"] is None:
        given = found["account"]
        account = dict(given, read=given["imported"] + given["duplicate"] + given["rejected"] + given["empty"])
    else:
        account = dict(account, read=sum(account.values()))
    if found["account"] != account:
        out.append("expected %r, found %r" % (account, found["account"]))
    subprocess.run([assay, "import", path, "--db", database], capture_output=True)
    db = sqlite3.connect(database)
    for sql, wanted in checks:
        wanted = wanted(path) if callable(wanted) else wanted
        value = db.execute(sql).fetchone()[0]
        if value != wanted:
            out.append("expected %r, found %r: %s" % (wanted, value, sql))
    db.close()
    return out


def main():
    assay, corpus = sys.argv[1:3]
    bad = 0
    there = sorted(os.path.relpath(os.path.join(d, f), corpus)
                   for d, _, fs in os.walk(corpus) for f in fs if f != "SOURCES.md")
    for name in sorted(set(there) | set(FILES)):
        if name not in FILES or name not in there:
            said = ["is not in the list" if name not in FILES else "is not in the corpus"]
        else:
            with tempfile.TemporaryDirectory() as folder:
                said = problems(assay, corpus, name, FILES[name], os.path.join(folder, "assay.db"))
        bad += bool(said)
        expected = FILES.get(name, (None,))[0]
        print("%s\t%s\t%s" % ("WRONG" if said else "ok", name, expected or "refused"))
        for line in said:
            print("\t" + line)
    print("%d files, %d wrong" % (len(there), bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
