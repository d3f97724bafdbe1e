"""terminal.py make FOLDER: sources in which every name that an input can have
holds control characters; look FILE: whether one stands in FILE, which is for
people. Controls are C0 but newline and tab, DEL, C1 and turns of direction."""
import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

EVIL = "\x1b]0;t\x07\x1b[2J\x1b[31m\u202ex\x9b\x7f\r\b"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c"
                     "\u202a-\u202e\u2066-\u2069]")


def git(folder, *words, **others):
    env = dict(os.environ, GIT_AUTHOR_DATE="2026-08-01T00:00:00Z",
               GIT_COMMITTER_DATE="2026-08-01T00:00:00Z",
               GIT_AUTHOR_NAME="a" + EVIL, GIT_AUTHOR_EMAIL=f"a{EVIL}@b.example",
               GIT_COMMITTER_NAME="c" + EVIL, GIT_COMMITTER_EMAIL="c@b.example")
    subprocess.run(["git", "-C", folder, *words], check=True, env=env, **others)


def make(folder):
    folder.mkdir()
    repository = folder / ("repo" + EVIL.replace("/", ""))
    repository.mkdir()
    git(repository, "init", "-q", "-b", "main")
    (repository / f"f{EVIL}.c").write_text("int a;\nint b;\n")
    (repository / "CODEOWNERS").write_text(f"* @o{EVIL}\n")
    (repository / ".mailmap").write_text(f"n{EVIL} <a@b.example> <z@b.example>\n")
    (repository / "package-lock.json").write_text(json.dumps({
        "lockfileVersion": 3, "packages": {
            "": {"dependencies": {f"p{EVIL}": "1"}},
            f"node_modules/p{EVIL}": {"version": f"1{EVIL}"}}}))
    (repository / ".mcp.json").write_text(json.dumps({
        "mcpServers": {f"m{EVIL}": {"command": f"npx{EVIL}"}}}))
    git(repository, "add", "-A")
    for tool in ("aider", "Claude", f"t{EVIL}"):
        message = f"s{EVIL}\n\nCo-authored-by: {tool} (m{EVIL}) <noreply@aider.chat>"
        git(repository, "commit", "-q", "--allow-empty", "--cleanup=verbatim",
            "-F", "-", input=message.encode())
    for i, uri in enumerate((f"f{EVIL}.c", f"../../{EVIL}", f"file:///{EVIL}")):
        (folder / f"s{i}{EVIL}.sarif").write_text(json.dumps({
            "version": "2.1.0", "runs": [{
                "tool": {"driver": {"name": f"T{EVIL}", "rules": [
                    {"id": f"R{EVIL}", "name": EVIL,
                     "shortDescription": {"text": f"d{EVIL}"}}]}},
                "invocations": [{"executionSuccessful": True,
                                 "endTimeUtc": "2026-08-02T00:00:00Z"}],
                "results": [{"ruleId": f"R{EVIL}", "level": "error",
                             "message": {"text": f"m{EVIL}"},
                             "locations": [{"physicalLocation": {
                                 "artifactLocation": {"uri": uri},
                                 "region": {"startLine": 1}}}]}]}]}))
    (folder / f"bad{EVIL}.sarif").write_text('{"version": "2.1.0", ' + EVIL)
    (folder / f"bad{EVIL}.xml").write_text(f"<a>{EVIL}</b>")
    (folder / f"text{EVIL}").write_text(EVIL)
    for name, head in (("directory", "employee_id,name,email,team,from"),
                       ("training", "person,course,completed,score"),
                       ("odd", f"a{EVIL},b{EVIL}")):
        with open(folder / f"{name}{EVIL}.csv", "w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(head.split(","))
            for i in range(7):
                rows.writerow([f"{i}{EVIL}" for _ in head.split(",")])
    quoted = json.dumps(EVIL)[1:-1]
    (folder / "assay.yaml").write_text(f"""version: 1
organisation:
  name: "o{quoted}"
people:
  directory: "directory{quoted}.csv"
repositories:
  - path: "repo{quoted}"
    id: shop
    service: "s{quoted}"
inputs:
  - path: "*.sarif"
    repository: shop
overrides:
  - {{commit: "0000000", path: "f{quoted}", origin: ai, tool: "t{quoted}", who: "w{quoted}", why: "y{quoted}"}}
""")


def look(path):
    text = path.read_bytes().decode("utf-8", "replace")
    for line in text.split("\n"):
        found = CONTROL.search(line)
        if found:
            sys.exit(f"{found.group()!r} stands in {line!r}")


{"make": make, "look": look}[sys.argv[1]](Path(sys.argv[2]))
