#!/usr/bin/env python3
"""The lines of AI that git-ai notes name: "commit TAB path TAB line" each.

Reads commit ids from standard input and the notes of the repository given, in
its own way (one dictionary of lines a file, later entries over earlier ones),
to be compared with what assay made of them."""
import subprocess
import sys

repo = sys.argv[1]


def git(*args):
    return subprocess.run(["git", "-C", repo, *args], check=True,
                          capture_output=True).stdout


for commit in sys.stdin.read().split():
    note = git("notes", "--ref=refs/notes/ai", "show", commit)
    path = None
    lines = {}
    for line in note.decode("utf-8", "surrogateescape").split("\n"):
        line = line.rstrip()
        if line == "---":
            break
        if not line:
            continue
        if not line.startswith("  "):
            path = line
            if len(path) > 1 and path[0] == path[-1] == '"':
                path = path[1:-1]
            continue
        key, ranges = line[2:].split(" ", 1)
        is_ai = not (key.startswith("h_") or key == "human")
        for part in ranges.split(","):
            if part:
                first, _, last = part.partition("-")
                for n in range(int(first), int(last or first) + 1):
                    lines[path, n] = is_ai
    for (name, n), is_ai in lines.items():
        if is_ai:
            print(f"{commit}\t{name}\t{n}")
