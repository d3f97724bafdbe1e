"""diff.py JSON FROM TO: what assay diff says, counted again from the bags."""
import csv
import glob
import json
import sys

told = json.load(open(sys.argv[1]))
bags = sys.argv[2:4]


def rows(bag, path):
    (name,) = glob.glob(f"{bag}/data/{path}")
    return list(csv.DictReader(open(name, newline="")))


def ten(text):
    """As it is printed: ten digits."""
    return float(f"{float(text):.10g}")


def require(found, wanted, what):
    if found != wanted:
        sys.exit(f"diff.py: {what}: assay says {found}, the bags say {wanted}")


open_at = [
    {r["finding"]: r for r in rows(b, "trace/records/finding.open-by-severity.csv")}
    for b in bags
]
fixed = {r["finding"] for r in rows(bags[1], "trace/records/finding.fixed-by.csv")}
before, after = open_at
problems = told["problems"]
ids = {
    key: sorted(p["finding"] for p in problems[key])
    for key in ("found", "fixed", "no_longer_open", "changed")
}
require(ids["found"], sorted(after.keys() - before.keys()), "found")
gone = before.keys() - after.keys()
require(ids["fixed"], sorted(gone & fixed), "fixed")
require(ids["no_longer_open"], sorted(gone - fixed), "no longer open")
both = before.keys() & after.keys()
changed = [k for k in both if before[k]["severity"] != after[k]["severity"]]
require(ids["changed"], sorted(changed), "changed")
require(problems["still_open"], len(both) - len(changed), "still open")

matrix = [
    {(r["list"], r["control"]): r["result"] for r in rows(b, "controls/control-matrix.csv")}
    for b in bags
]
require(
    sorted((c["list"], c["control"], c["from"], c["to"])
           for c in told["controls"]["changed"]),
    sorted((*k, v, matrix[1][k]) for k, v in matrix[0].items()
           if k in matrix[1] and matrix[1][k] != v),
    "controls",
)

page = {r["id"]: r for r in rows(bags[1], "tables/T-01-*.csv")}
require(len(told["headlines"]), len(page), "headlines")
for headline in told["headlines"]:
    row = page[headline["measure"]]
    require(headline["to"]["value"], ten(row["value"]), headline["measure"])
    # the later report tells the change from the very quarter before
    require(headline["from"]["value"], ten(row["previous"]), headline["measure"])
    change = headline.get("factor", headline.get("difference"))
    if abs(change - float(row["change"])) > 1e-9:
        sys.exit(f"diff.py: {headline['measure']}: {change}, not {row['change']}")
    words = {"Unchanged": ("no clear difference", "the same"),
             "Better": ("higher", "lower"), "Worse": ("higher", "lower")}
    if headline["word"] not in words[row["change_word"]]:
        sys.exit(f"diff.py: {headline['measure']}: {headline['word']}, "
                 f"the report says {row['change_word']}")
print(f"diff: {len(page)} headlines, {len(after)} problems, "
      f"{len(matrix[1])} controls compared")
