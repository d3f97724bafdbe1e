"""hostile.py FOLDER: an organisation whose names are not friendly: markup,
formulas, marks of direction, NUL, lone surrogates, 64 KB in a word. They stand
in a directory of people, whose commits fill a repository, and in a scan."""
import csv
import json
import subprocess
import sys
from pathlib import Path

NAMES = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(2)>",
    "](javascript:alert(3))", '" onmouseover="alert(4)', "&lt;b&gt;",
    "</style></title></svg><script>alert(5)</script>", "\u202egnp.exe",
    "\u2066\u2067ab", "\u0645\u0631\u062d\u0628\u0627", "nul\u0000in",
    "\ud800lone", "x" * 65536, "=cmd|' /C calc'!A0", "@SUM(1)", "+1+1",
    "line\nbreak", "tab\there", "{field}", "$name", "%s%n", "(\\", "--><!--",
    "]]>", "\U0001f468\u200d\U0001f469", "\ufdd0\uffff\U0001fffe",
    "\ue0a0\uf8ff\U000f0001", "a\u0300\u0301\u0302\u0303\u0304",
]
CONFIG = """version: 1
organisation:
  name: "<script>alert('name')</script> ](x) =1+1"
repositories:
  - path: repo
    id: repo
    service: "=cmd|' /C calc'!A0"
inputs:
  - path: scan.sarif
    repository: repo
  - path: directory.csv
output:
  classification: "</title><script>alert('class')</script>"
"""


def scan():
    def result(name):
        return {
            "ruleId": name, "level": "error", "message": {"text": name},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": "main.c"},
                "region": {"startLine": 1}}}],
        }
    rules = [{"id": name, "shortDescription": {"text": name}} for name in NAMES]
    return {"version": "2.1.0", "runs": [{
        "tool": {"driver": {"name": "".join(NAMES[:6]), "rules": rules}},
        "results": [result(name) for name in NAMES]}]}


def history():
    """A commit each of 6 people of every team, for git fast-import."""
    for i in range(len(NAMES) * 6):
        name = NAMES[i // 6]
        words = name.replace("\0", "").replace("\n", " ")[:200]
        text = f"Change {i}\n\nCo-authored-by: aider ({words}) <noreply@aider.chat>"
        message = text.encode(errors="replace")
        path = f"{i // 6}{''.join(c for c in words if c not in '/')}.c"
        code = f"int f{i}(void)\n{{\n\treturn {i};\n}}\n".encode()
        path = json.dumps(path.encode(errors="replace").decode("latin-1"))
        for escape in ("\\u00", "\\u01", "\\u02"):
            path = path.replace(escape, "?")
        who = f"p <p{i}@example.org> {1785000000 + i * 3600} +0000"
        yield (f"commit refs/heads/main\nauthor {who}\ncommitter {who}\n"
               f"data {len(message)}\n").encode() + message
        yield (f"\nM 100644 inline {path}\n"
               f"data {len(code)}\n").encode() + code + b"\n"


def main(folder):
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main",
                    folder / "repo"], check=True)
    subprocess.run(["git", "-C", folder / "repo", "fast-import", "--quiet"],
                   input=b"".join(history()), check=True)
    (folder / "assay.yaml").write_text(CONFIG)
    (folder / "scan.sarif").write_text(json.dumps(scan()))
    with open(folder / "directory.csv", "w", errors="replace") as file:
        rows = csv.writer(file)
        rows.writerow(["person", "name", "team", "role", "emails", "logins",
                       "from", "to"])
        for i in range(len(NAMES) * 6):
            name = NAMES[i // 6].replace("\0", "")
            rows.writerow([f"E{i}", name, name[:3000], name[:99],
                           f"p{i}@example.org", f"l{i}", "2024-01-01", ""])


main(Path(sys.argv[1]))
