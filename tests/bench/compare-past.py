"""Compares origins of findings with git blame: see tests/bench/past.sh."""
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import urllib.parse

EXAMPLES = 5
PLACE = "https://example.org/past"

repository = os.path.abspath(sys.argv[1])
revisions, per_revision = int(sys.argv[2]), int(sys.argv[3])
environment = dict(
    os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_NOSYSTEM="1",
    GIT_NO_LAZY_FETCH="1", LC_ALL="C")
random.seed(1)


def git(*arguments):
    return subprocess.run(
        ["git", "-c", "safe.directory=*", "-C", repository, *arguments],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def texts(revision):
    """Paths of text files, in UTF-8, in random order."""
    listing = git("grep", "-I", "-z", "--name-only", "-e", "", revision).stdout
    start = len(revision) + 1
    paths = [path[start:] for path in listing.split(b"\0")[:-1]]
    random.shuffle(paths)
    for path in paths:
        try:
            yield path.decode()
        except UnicodeDecodeError:
            continue


def blame(revision, path):
    """The commit of each line; nothing where git gives up."""
    run = git("blame", "--incremental", "--no-textconv", revision, "--", path)
    lines = {}
    for row in run.stdout.split(b"\n") if run.returncode == 0 else ():
        header = re.match(rb"([0-9a-f]{40}) \d+ (\d+) (\d+)$", row)
        if header:
            for i in range(int(header[3])):
                lines[int(header[2]) + i] = header[1].decode()
    return lines


def result(number, path, line):
    # a rule for each place, so that no finding is taken for a later one; the
    # first line of a manifest stands for the whole file, and is left out
    return {"ruleId": "R%d-%d" % (number, line), "message": {"text": "m"},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": urllib.parse.quote(path)},
                "region": {"startLine": line}}}]}


def draw():
    """A scan of each revision, and what git says of its lines."""
    commits = git("rev-list", "HEAD").stdout.decode().split()
    runs, expected = [], {}
    for number, revision in enumerate(
            random.sample(commits, min(revisions, len(commits)))):
        results, files = [], 0
        for path in texts(revision):
            lines = blame(revision, path)
            for line, commit in sorted(lines.items())[1:]:
                expected["R%d-%d" % (number, line), path] = commit
                results.append(result(number, path, line))
            files += bool(lines)
            if files == per_revision:
                break
        runs.append({
            "tool": {"driver": {"name": "scanner"}},
            "automationDetails": {"id": "%d/1" % number},
            "versionControlProvenance": [{"repositoryUri": PLACE,
                                          "revisionId": revision}],
            "results": results})
    return {"version": "2.1.0", "runs": runs}, expected


with tempfile.TemporaryDirectory() as folder:
    scan, expected = draw()
    with open(folder + "/scan.sarif", "w") as out:
        json.dump(scan, out)
    with open(folder + "/assay.yaml", "w") as out:
        out.write("version: 1\nrepositories:\n  - path: %s\n    id: %s\n"
                  "inputs:\n  - path: scan.sarif\n"
                  % (repository, PLACE.split("//")[1]))
    subprocess.run([os.environ["ASSAY"], "import", "-c",
                    folder + "/assay.yaml", "--db", folder + "/a.db"],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   check=True)
    found = {}
    model = sqlite3.connect(folder + "/a.db")
    for rule, path, commit, reason in model.execute(
            'SELECT f.rule, f.path, c.oid, o.reason FROM finding f '
            'JOIN finding_origin o ON o.finding_id = f.id '
            'LEFT JOIN "commit" c ON c.id = o.commit_id'):
        found[rule, path] = commit or reason
    model.close()
wrong = [(key, theirs, found.get(key)) for key, theirs in expected.items()
         if found.get(key) != theirs]
print("%s: %d findings at %d revisions, %d of another commit than git blame"
      % (sys.argv[1], len(expected), len(scan["runs"]), len(wrong)))
for (rule, path), theirs, ours in wrong[:EXAMPLES]:
    print("  %s %s: git %s, assay %s" % (path, rule, theirs, ours))
sys.exit(1 if wrong or not expected else 0)
