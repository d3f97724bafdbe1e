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
