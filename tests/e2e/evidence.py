"""What an evidence bag holds below data/: evidence.py BAG REPORT.TXT [SECRET...]

Control totals add up; numbers of the report are traced to a cell, and groups to
the records that they count; samples are those that the seed draws; every column
is explained; no SECRET (a name, an address, a path) stands anywhere."""

import csv
import hashlib
import io
import json
import os
import re
import sys

bag, text = sys.argv[1], sys.argv[2]
secrets = [s for s in sys.argv[3:] if s]
bad = 0


def complain(*words):
    global bad
    bad += 1
    if bad < 40:
        print(*words)


def rows(path):
    with open(os.path.join(bag, path), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def disarmed(cell):
    """A cell as it was before a spreadsheet was kept from running it."""
    return cell[1:] if re.match(r"'[=+@\-\t\r]", cell) else cell


def files():
    for folder, _, names in os.walk(os.path.join(bag, "data")):
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), bag)


# ------------------------------------------------------------------ totals --
FIELDS = ("read", "imported", "duplicate", "rejected", "empty")
sources = rows("data/population/sources.csv")
totals = {row["reader"]: row for row in rows("data/population/totals.csv")}
rejects = rows("data/population/rejects.csv")
for row in sources:
    read, *parts = (int(row[field]) for field in FIELDS)
    if read != sum(parts) or row["difference"] != "0":
        complain(row["name"], "does not add up")
    told = sum(r["name"] == row["name"] and r["sha256"] == row["sha256"]
               for r in rejects)
    if told != int(row["rejected"]):
        complain(row["name"], told, "rejects told of", row["rejected"])
for reader, total in totals.items():
    of = [row for row in sources if reader in ("all", row["reader"])]
    if int(total["inputs"]) != len(of):
        complain(reader, "has another number of inputs")
    for field in FIELDS:
        if int(total[field]) != sum(int(row[field]) for row in of):
            complain(reader, field, "is not the sum")
inputs = rows("data/inputs/inputs.csv")
if [(r["name"], r["sha256"], r["rows"]) for r in inputs] != \
        [(r["name"], r["sha256"], r["read"]) for r in sorted(
            sources, key=lambda r: (r["name"], r["reader"], r["sha256"]))]:
    complain("inputs and population list other inputs")

# ------------------------------------------------------------------ trace --
numbers = rows("data/trace/numbers.csv")
printed = {row["printed"].lstrip("'") for row in numbers}
bare = {re.sub(r"[^0-9.,]", "", word) for word in printed}
with open(text, encoding="utf-8") as file:
    told = set(re.findall(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w.]*\d)",
                          file.read()))
for number in sorted(told - bare):
    complain("a printed number is not traced:", number)
if len(numbers) < 20:
    complain("only", len(numbers), "numbers are traced")

tables = {}
kinds = {row["measure"]: row["kind"]
         for row in rows("data/method/measures.csv")}
recounted = 0
for row in numbers:
    if row["file"] and row["row"] and row["column"]:
        table = tables.setdefault(row["file"], rows(row["file"]))
        if int(row["row"]) > len(table):
            complain(row["id"], "has no row in", row["file"])
            continue
        cell = table[int(row["row"]) - 1]
        if row["column"] not in cell:
            complain(row["id"], "has no column in", row["file"])
        elif cell[row["column"]].lstrip("'") != row["value"].lstrip("'") and \
                row["column"] != "state":
            complain(row["id"], "is not", cell[row["column"]])
    if not row["records"]:
        continue
    records = tables.setdefault(row["records"], rows(row["records"]))
    where = dict(pair.split("=", 1) for pair in row["where"].split("; ")
                 if pair)
    # rows of teams that are not shown have no team either
    if not where or "month" in where or "" in where.values() or \
            not records or any(key not in records[0] for key in where):
        continue
    of = [r for r in records
          if all(disarmed(r[key]) == value for key, value in where.items())]
    n = sum(int(r.get("n") or 0) for r in of)
    if kinds.get(row["measure"]) == "share" and row["denominator"]:
        hit = sum(int(r["hit"] or 0) for r in of)
        recounted += 1
        if (str(hit), str(n)) != (row["numerator"], row["denominator"]):
            complain(row["id"], row["measure"], row["where"], "is", hit, "of",
                     n, "not", row["numerator"], "of", row["denominator"])
    elif kinds.get(row["measure"]) == "count" and row["column"] == "value":
        recounted += 1
        if float(row["value"] or 0) != n:
            complain(row["id"], row["measure"], row["where"], "is", n, "not",
                     row["value"])
print(len(numbers), "numbers,", recounted, "recounted from records")

# ---------------------------------------------------------------- samples --


def field(value):
    data = value.encode()
    return b"s%d:" % len(data) + data


drawn = {}
for row in rows("data/population/samples.csv"):
    drawn.setdefault(row["measure"], []).append(row)
for entry in rows("data/trace/measures.csv"):
    if entry["needs"] or entry["records"] != entry["kept"]:
        continue
    with open(os.path.join(bag, entry["file"]), "rb") as file:
        content = file.read()
    if hashlib.sha256(content).hexdigest() != entry["rows_sha256"]:
        complain(entry["file"], "has another digest")
    records = list(csv.reader(io.StringIO(content.decode(), newline="")))[1:]
    if len(records) != int(entry["records"]):
        complain(entry["file"], "has", len(records), "records")
    mine = drawn.get(entry["measure"], [])
    if len(mine) != min(25, len(records)):
        complain(entry["measure"], "has a sample of", len(mine))
    if not mine or len(set(map(tuple, records))) != len(records):
        continue
    seed = field(mine[0]["seed"])
    order = sorted(range(len(records)), key=lambda i: hashlib.sha256(
        seed + b"".join(field(disarmed(c)) for c in records[i])).hexdigest())
    if sorted(i + 1 for i in order[:25]) != [int(r["row"]) for r in mine]:
        complain(entry["measure"], "draws another sample")

# ---------------------------------------------------------------- columns --
meanings = {(r["file"], r["column"]): r["meaning"]
            for r in rows("data/tables/columns.csv")}
for (path, column), meaning in meanings.items():
    if not meaning:
        complain(path, column, "has no meaning")
for path in files():
    if path.endswith(".csv"):
        with open(os.path.join(bag, path), newline="",
                  encoding="utf-8") as file:
            lines = csv.reader(file)
            head = next(lines)
            if any(len(line) != len(head) for line in lines):
                complain(path, "has a row of another length than its head")
        folder = os.path.dirname(path) + "/"
        for column in head:
            if not {(path, column), (folder, column),
                    (folder, "*")} & set(meanings):
                complain(path, column, "is not explained")

# --------------------------------------------------------------- findings --
found = [path for path in files() if path.startswith("data/findings/")
         and path.endswith(".json")]
problems = rows("data/trace/records/finding.open-by-severity.csv") if \
    os.path.exists(os.path.join(
        bag, "data/trace/records/finding.open-by-severity.csv")) else []
seen = {"problem": 0, "item of the readiness checklist": 0}
for path in found:
    with open(os.path.join(bag, path), encoding="utf-8") as file:
        finding = json.load(file)
    seen[finding["kind"]] += 1
    if os.path.basename(path) != finding["finding"].lower() + ".json":
        complain(path, "is of", finding["finding"])
    if "message" in finding or "snippet" in finding:
        complain(path, "quotes the scanner")

if seen["problem"] != len(problems):
    complain(seen["problem"], "findings of", len(problems), "open problems")
responses = rows("data/findings/management-responses.csv")
if len(responses) < seen["item of the readiness checklist"] or \
        any(not row["answer"] for row in responses):
    complain("a finding has no line in the responses")

# ---------------------------------------------------------------- secrets --
with open(os.path.join(bag, "data/statement.intoto.json")) as file:
    restricted = json.load(file)["predicate"]["restricted"]
for path in files():
    with open(os.path.join(bag, path), "rb") as file:
        content = file.read()
    if not re.fullmatch(r"[a-z0-9./-]+", path) and \
            not path.startswith(("data/tables/", "data/report/")):
        complain(path, "has a name of other letters")
    if path.endswith((".pdf", ".html")):
        continue
    for secret in secrets:
        if re.search(rb"(?<![\w.-])" + re.escape(secret.encode()) +
                     rb"(?![\w-])", content):
            complain(path, "tells", secret)
    if re.search(rb"compliant", content, re.I):
        complain(path, "calls something compliant")
    if not restricted and path.startswith("data/trace/") and \
            re.search(rb"\b[0-9a-f]{40}\b", content):
        complain(path, "names a commit")
sys.exit(bad > 0)
