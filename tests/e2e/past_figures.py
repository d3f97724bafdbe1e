"""Compares the answers in two folders (ID.json, ID.csv): figures, and records
but for the columns that tell what became of them, or how sure it is, today."""
import csv
import json
import pathlib
import sys

TODAY = {"last_time", "fixed_time", "unseen", "unseen_time", "reopened",
         "reopened_time", "known_by", "certainty", "state", "held",
         "fix_known", "fix_origin", "fix_tool", "reason", "commit",
         "source", "locator"}  # the last result with it
FIGURES = ("value", "low", "high", "hit", "n", "exposure", "class", "rows",
           "stages")


def figures(path):
    answer = json.loads(path.read_text())
    return {name: answer.get(name) for name in FIGURES}


def records(path):
    with path.open(newline="") as text:
        rows = list(csv.DictReader(text))
    return sorted(tuple((name, row[name]) for name in row if name not in TODAY)
                  for row in rows)


then, now = map(pathlib.Path, sys.argv[1:3])
differ = compared = 0
for path in sorted(then.glob("*.json")):
    other = now / path.name
    if figures(path) != figures(other):
        differ += 1
        print(path.stem, "was", figures(path), "is", figures(other))
    a, b = (records(p.with_suffix(".csv")) for p in (path, other))
    compared += len(a)
    for row in [r for r in a if r not in b][:3]:
        print(path.stem, "was", dict(row))
    for row in [r for r in b if r not in a][:3]:
        print(path.stem, "is", dict(row))
    differ += a != b
if not compared:
    sys.exit("no records")
print(f"{compared} records compared")
sys.exit(1 if differ else 0)
