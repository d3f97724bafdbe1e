"""Compares lines of findings with git blame: see tests/bench/findings.sh."""
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

EXAMPLES = 10
LONGEST = 1000  # lines of a region that are looked at

repository = os.path.abspath(sys.argv[1])
scan, count = os.path.abspath(sys.argv[2]), int(sys.argv[4])
environment = dict(
    os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_NOSYSTEM="1",
    GIT_NO_LAZY_FETCH="1", LC_ALL="C")


def git(*arguments):
    run = subprocess.run(
        ["git", "-c", "safe.directory=*", "-C", repository, *arguments],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return run.stdout if run.returncode == 0 else b""


def assay(*arguments):
    return subprocess.run(
        [os.environ["ASSAY"], *arguments], check=True, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL).stdout


def blame(revision, path):
    """The commit of each line; nothing where git gives up."""
    lines = {}
    for row in git("blame", "--incremental", "--no-textconv", revision, "--",
                   path).split(b"\n"):
        header = re.match(rb"([0-9a-f]{40}) \d+ (\d+) (\d+)$", row)
        if header:
            for i in range(int(header[3])):
                lines[int(header[2]) + i] = header[1].decode()
    return lines


def said(revision, paths):
    """What assay lines says of each line: origin, tool, model."""
    lines = {}
    listed = json.loads(assay("lines", repository, "--rev", revision,
                              "--format", "json", *paths))
    for file in listed["files"]:
        for part in file["ranges"]:
            for i in range(part["count"]):
                lines[file["path"], part["start"] + i] = (
                    part["origin"], part["tool"], part["model"])
    return lines


def read_model(folder, revision):
    with open(folder + "/assay.yaml", "w") as out:
        out.write("version: 1\nrepositories:\n  - path: %s\n    id: r\n"
                  "inputs:\n  - path: %s\n    repository: r\n"
                  "    revision: %s\n" % (repository, scan, revision))
    assay("import", "-c", folder + "/assay.yaml", "--db", folder + "/a.db")
    model = sqlite3.connect(folder + "/a.db")
    findings = model.execute(
        "SELECT f.id, f.tool, f.rule, f.path, f.line, f.line + "
        "max(t.end_line - t.line, 0), o.origin, c.oid, n.name, m.name, "
        "o.reason FROM finding f JOIN finding_origin o ON o.finding_id = f.id "
        'LEFT JOIN result t ON t.id = f.last_result_id LEFT JOIN "commit" c '
        "ON c.id = o.commit_id LEFT JOIN tool n ON n.id = o.tool_id "
        "LEFT JOIN model m ON m.id = o.model_id "
        "WHERE f.tool <> 'assay' ORDER BY f.path, f.line, f.rule").fetchall()
    lines = {}
    for finding, line, more, commit, origin, tool, name in model.execute(
            "SELECT l.finding_id, l.line, l.lines, c.oid, l.origin, n.name, "
            'm.name FROM finding_line l LEFT JOIN "commit" c '
            "ON c.id = l.commit_id LEFT JOIN tool n ON n.id = l.tool_id "
            "LEFT JOIN model m ON m.id = l.model_id"):
        for i in range(more):
            lines[finding, line + i] = (commit, (origin, tool, name))
    model.close()
    return findings, lines


def together(origins):
    """One origin of several: docs/method.md, Findings."""
    found = set(origins)
    if found == {"ai"}:
        return "ai"
    if found & {"ai", "mixed"}:
        return "mixed"
    if found == {"bot"}:
        return "bot"
    return "human" if found and found <= {"human", "bot"} else "unknown"


with tempfile.TemporaryDirectory() as folder:
    revision = git("rev-parse", sys.argv[3] + "^{commit}").decode().strip()
    findings, lines = read_model(folder, revision)
blames, wrong, compared, unread = {}, [], 0, 0
placed = [f for f in findings if f[4] > 0]
words = said(revision, sorted({f[3] for f in placed
                               if git("cat-file", "-t", revision + ":" + f[3])
                               == b"blob\n"}))
for (number, tool, rule, path, first, last, origin, commit, ai_tool, model,
     reason) in placed:
    if path not in blames:
        blames[path] = blame(revision, path)
    region = [i for i in range(first, min(last, first + LONGEST - 1) + 1)
              if i in blames[path]]
    if not region:
        unread += 1
    for line in region:
        compared += 1
        ours = lines.get((number, line), (None, None))
        theirs = (blames[path][line], words.get((path, line)))
        if ours != theirs:
            wrong.append(("%s:%d %s" % (path, line, rule), theirs, ours))
    whole = together(words.get((path, line), ("unknown",))[0]
                     for line in region)
    if whole != origin:
        wrong.append(("%s:%d %s" % (path, first, rule), whole, origin))
print("%s, %s: %d findings, %d with a line, %d lines compared, %d findings "
      "without a line that git blame knows, %d differences"
      % (sys.argv[1], os.path.basename(scan), len(findings), len(placed),
         compared, unread, len(wrong)))
for place, theirs, ours in wrong[:EXAMPLES]:
    print("  %s: expected %s, assay %s" % (place, theirs, ours))
step = max(1, len(placed) // count) if count else 0
for f in placed[::step][:count] if count else ():
    print("%s:%d-%d %s %s %s %s %s" % (f[3], f[4], f[5], f[2], f[6],
                                       (f[7] or f[10])[:12], f[8], f[9]))
sys.exit(1 if wrong or not compared else 0)
