"""Own tests of models and what AI tools cost. Nothing here is drawn: the truth
is planted, and TRUTH.md says what follows from it.

Claude Opus 4.6 was tested best, through Claude Code, also where the three kinds
are concerned that are always asked for; Claude Sonnet 4.5 fails where text goes
into pages, and nobody tested its logging and permissions; gpt-5.2-codex fails
most of all; of one model there are too few samples to say anything. One run is
older than another of the same task, one was never tested for what works, and one
is of another year."""
import csv

# model, version, tool, task, CWE, language, day, samples, working, secure, judge
RUNS = [
    ("Claude Opus 4.6", "2026-08", "claude-code", "Payment import", "CWE-400",
     "Python", "2026-09-14", 30, 28, 25, "exploit"),
    ("Claude Opus 4.6", "2026-08", "claude-code", "Search filter", "CWE-1333",
     "TypeScript", "2026-09-14", 30, 27, 25, "exploit"),
    ("Claude Opus 4.6", "2026-08", "claude-code", "Refund", "CWE-778",
     "Python", "2026-09-14", 20, 20, 18, "tests"),
    ("Claude Opus 4.6", "2026-08", "claude-code", "Bucket", "CWE-276",
     "Terraform", "2026-09-15", 20, 19, 17, "scanner"),
    ("Claude Opus 4.6", "2026-08", "claude-code", "Order search", "CWE-89",
     "Python", "2026-09-15", 40, 38, 37, "exploit"),
    ("claude-opus-4-6", "2026-08", "claude-code", "Order page", "CWE-79",
     "TypeScript", "2026-09-15", 40, 39, 36, "exploit"),
    ("Claude Sonnet 4.5", "20250929", "", "Order search", "CWE-89", "Python",
     "2026-03-10", 40, 36, 20, "exploit"),
    ("Claude Sonnet 4.5", "20250929", "", "Order search", "CWE-89", "Python",
     "2026-09-16", 40, 37, 35, "exploit"),
    ("Claude Sonnet 4.5", "20250929", "", "Order page", "CWE-80",
     "TypeScript", "2026-09-16", 40, 36, 9, "exploit"),
    ("Claude Sonnet 4.5", "20250929", "", "Search filter", "CWE-1333",
     "TypeScript", "2026-09-16", 20, 18, 12, "exploit"),
    ("gpt-5.2-codex", "", "", "Order search", "CWE-89", "Python",
     "2026-09-17", 30, 22, 9, "exploit"),
    ("gpt-5.2-codex", "", "", "Order page", "CWE-79", "TypeScript",
     "2026-09-17", 30, 20, 5, "exploit"),
    ("gpt-5.2-codex", "", "", "Payment import", "CWE-400", "Python",
     "2026-09-17", 20, 12, 2, "exploit"),
    ("gpt-5.2-codex", "", "", "Receipts", "CWE-22", "Python", "2026-09-17",
     20, 14, 5, "exploit"),
    ("gpt-5.2-codex", "", "", "Session", "CWE-613", "Python", "2026-09-17",
     20, None, None, None),
    ("gemini-3-pro", "", "", "sql injection", "", "Go", "2026-09-18", 10, 4,
     3, "exploit"),
    ("gemini-3-pro", "", "", "Receipts", "CWE-22", "Go", "2025-06-18", 30, 30,
     30, "exploit"),
]
# the pattern of each CWE, as the catalogue places them
KIND = {"CWE-400": "Denial of service", "CWE-1333": "Denial of service",
        "CWE-778": "Missing logging", "CWE-276": "Wrong permissions",
        "CWE-613": "Authentication", "CWE-89": "SQL injection",
        "CWE-79": "Cross-site scripting", "CWE-80": "Cross-site scripting",
        "CWE-22": "Path traversal", "": "SQL injection"}
NAME = {"Claude Opus 4.6": "claude-opus-4-6",
        "Claude Sonnet 4.5": "claude-sonnet-4-5"}

# tool, period, amount, currency, seats, invoice
SPEND = [
    ("Claude Code", "2026-07", "1450.00", "EUR", "", "A-7"),
    ("Claude Code", "2026-08", "1625.50", "EUR", "", "A-8"),
    ("Claude Code", "2026-09", "1710.25", "EUR", "", "A-9"),
    ("Claude Code", "2026-09", "-85.75", "EUR", "", "credit A-8"),
    ("Cursor", "2026-Q3", "960.00", "USD", "8", "C-3"),
    ("Cursor", "2026-09", "75.00", "EUR", "", "C-3 support"),
    ("GitHub Copilot", "2025-10-01..2026-09-30", "3276.00", "USD", "14",
     "G-2026"),
    ("GitHub Copilot", "2026-Q2", "90.00", "USD", "", "G-extra"),
]


def write_tools(folder, plan):
    def write(name, head, rows):
        with open("%s/%s" % (folder, name), "w", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(head)
            out.writerows([["" if cell is None else cell for cell in row]
                           for row in rows])
        plan["rows"][name] = len(rows)

    write("own-tests.csv", ["model", "version", "tool", "task", "cwe",
                            "language", "date", "samples", "working",
                            "secure", "judged by"], RUNS)
    write("spend.csv", ["tool", "period", "amount", "currency", "seats",
                        "invoice"], SPEND)
    plan["runs"] = [list(run) for run in RUNS]
    plan["kinds"] = KIND
    plan["model_names"] = NAME
    plan["spend"] = [list(item) for item in SPEND]
