"""records.py ASSAY DB MEASURES: sums of records beside the figures of counts
and shares, with small groups shown."""
import collections
import csv
import json
import pathlib
import re
import subprocess
import sys

program, database, folder = sys.argv[1:4]


def ask(*words):
    done = subprocess.run([program, "query", *words, "--db", database,
                           "--restricted"], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{words}: {done.stderr}")
    return done.stdout


def field(text, name):
    found = re.search(rf"^-- {name}:(.*(?:\n--   .*)*)", text, re.M)
    return found.group(1).replace("\n--", " ") if found else ""


def number(text):
    return int(text or 0)


compared = wrong = 0
for path in sorted(pathlib.Path(folder).glob("*/*.sql")):
    text = path.read_text()
    name = path.stem
    if (field(text, "kind").strip() not in ("count", "share")
            or field(text, "reading") or name.startswith("trace.")):
        continue
    figure = json.loads(ask(name, "--format", "json"))
    rows = list(csv.DictReader(
        ask(name, "--records", "--format", "csv").splitlines()))
    if not figure.get("n") and not rows:
        continue
    told = (sum(number(r["n"]) for r in rows),
            sum(number(r.get("hit")) for r in rows))
    compared += 1
    if told != (figure["n"], figure["hit"] or 0):
        wrong += 1
        print(name, "is", figure["n"], figure["hit"], "of records", told)
    for key in re.findall(r"\w+", field(text, "keys")):
        if not rows or key not in rows[0]:
            continue
        groups = json.loads(ask(name, "--format", "json", "--by", key))
        shown = {(g["key"][key] or ""): g["n"] for g in groups["groups"]}
        sums = collections.Counter()
        for row in rows:
            sums[row[key]] += number(row["n"])
        compared += 1
        if +sums != +collections.Counter(shown):
            wrong += 1
            print(name, "by", key, shown, "of records", dict(sums))
print(f"{compared} figures compared")
sys.exit(1 if wrong or compared < 100 else 0)
