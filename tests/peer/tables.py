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


HEADER = "expected the header of a known table"
FORMAT = "expected a known format"

FILES = {
    "devlake-customize/issues_input.csv": table("devlake-issues", 3, ("SELECT count(*) FROM work_item", count_rows)),
    "devlake-customize/issues_input2.csv": table("devlake-issues", 2, ("SELECT count(*) FROM work_item", count_rows)),
    "devlake-customize/issue_worklogs.csv": refused(HEADER),
    "devlake-customize/qa_test_case_executions_input.csv": refused(HEADER),
    "devlake-customize/qa_test_cases_input.csv": refused(HEADER),
    "devlake-customize/sprints.csv": refused(HEADER),
    "devlake-dora/cicd_deployment_commits.csv": table(
        "devlake-deployments", 16,
        ("SELECT count(*) FROM deployment", 16),
        ("SELECT count(*) FROM deployment WHERE succeeded",
         lambda p: sum(r["result"] == "SUCCESS" for r in rows(p)))),
    "devlake-dora/cicd_scopes.csv": refused(HEADER),
    "devlake-dora/commits_diffs.csv": refused(HEADER),
    "devlake-dora/incidents.csv": table("devlake-incidents", 7, ("SELECT count(*) FROM incident", 7)),
    "devlake-dora/issues.csv": table("devlake-issues", 14, ("SELECT count(*) FROM work_item", count_rows)),
    "devlake-dora/project_incident_deployment_relationships.csv": refused(HEADER),
    "devlake-dora/project_mapping.csv": refused(HEADER),
    "devlake-dora/project_pr_metrics.csv": refused(HEADER),
    "devlake-dora/pull_request_comments.csv": refused(HEADER),
    "devlake-dora/pull_request_commits.csv": refused(HEADER),
    "devlake-dora/pull_requests.csv": refused(HEADER),
    "devlake-dora/repos.csv": refused(HEADER),
    "devlake-org/users.csv": table("devlake-users", 0, rejected=10),
    "incidents/_tool_opsgenie_incidents.csv": table("devlake-opsgenie", 2, ("SELECT count(*) FROM incident", count_rows)),
    "incidents/_tool_pagerduty_incidents.csv": table("devlake-pagerduty", 3, ("SELECT count(*) FROM incident", count_rows)),
    "jira/rodecarv_jira.csv": table(
        "jira", 2,
        ("SELECT group_concat(datetime(created_time, 'unixepoch'), ' ') FROM (SELECT * FROM work_item ORDER BY key)",
         "2024-01-08 14:10:00 2024-01-09 15:54:00")),
}
for name in ("devlake-gh-copilot/_raw_copilot_metrics.csv",
             "devlake-gh-copilot/_raw_copilot_seats.csv",
             "devlake-gh-copilot/_tool_copilot_enterprise_daily_metrics.csv",
             "devlake-gh-copilot/_tool_copilot_metrics_by_language_feature.csv",
             "devlake-gh-copilot/_tool_copilot_seats.csv",
             "devlake-org/accounts.csv",
             "devlake-org/user_accounts.csv",
             "devlake-org/user_accounts_expected.csv"):
    FILES[name] = refused(HEADER)
for folder, names in (
        ("copilot", "download-links-organization-28-day enterprise-users-1-day-report"
         " enterprise_seats_with_duplicates organization-1-day-report organization-28-day-report"
         " organization-users-28-day-report organization_metrics_response_sample"
         " organization_seats_response_sample organization_usage_response_sample"),
        ("fourkeys", "events_enriched_schema events_raw_schema"),
        ("xapi", "blackboard_assignment_submitted blackboard_asssignment_graded"
         " blackboard_attempt_completed blackboard_attempt_started blackboard_course_access"
         " blackboard_course_content_access blackboard_loggedin blackboard_loggedout"
         " blackboard_session_timeout moodle_assignment_submitted moodle_asssignment_graded"
         " moodle_login.js moodle_logout.js moodle_moduleview.js")):
    for name in names.split():
        FILES["%s/%s%s" % (folder, name, "" if name.endswith(".js") else ".json")] = refused(FORMAT)
for name in ("coverage/cpp_Cobertura_CPPCoverage.xml", "coverage/csharp_Cobertura_coverlet.xml",
             "coverage/csharp_OpenCover.xml", "coverage/csharp_lcov.info",
             "coverage/java_Clover_OpenClover4.3.1.xml", "coverage/java_Cobertura2.1.1.xml",
             "coverage/java_JaCoCo0.8.3.xml",
             "junit/jest_jest-junit.xml", "junit/junit.multiresult.xml", "junit/minimal-attributes.xml",
             "junit/mocha_latex-utensils.xml", "junit/no-cases-but-tests.xml",
             "junit/pytest_corrupt-xml.xml", "junit/pytest_junit.fail.xml",
             "junit/pytest_junit.gloo.standalone.xml", "junit/pytest_junit.spark.integration.1.xml",
             "junit/testsuite-in-testsuite.xml", "junit/testsuite-root.xml", "junit/tst_disabled.xml",
             "identity/beads.CODEOWNERS", "identity/git-ai.CODEOWNERS", "identity/sarif-sdk.CODEOWNERS",
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
    if "profile %s@" % profile not in found["why"]:
        out.append("expected profile %s, found %r" % (profile, found["why"]))
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
