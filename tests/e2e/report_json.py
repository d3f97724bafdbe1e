"""report_json.py SCHEMA REPORT...: each report.json is valid, refers to what it
has, counts every printed number right and has no number of more than ten
digits. That the schema can say no is shown by five broken copies."""
import copy
import json
import re
import sys

import jsonschema

schema = json.load(open(sys.argv[1], encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
bad = 0


def complain(*words):
    global bad
    bad += 1
    if bad < 20:
        print(*words)


def reads(printed, language):
    """What a printed number reads as; a point alone is ambiguous in German."""
    text = printed.replace("\u2212", "-").rstrip("%\u00a0\u202f ")
    if language == "de":
        text = text.replace(".", "").replace(",", ".")
    return float(text.replace(",", ""))


def look(path):
    text = open(path, encoding="utf-8").read()
    report = json.loads(text)
    for error in list(validator.iter_errors(report))[:5]:
        complain(path, list(error.absolute_path), error.message[:200])
    if re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text):
        complain(path, "holds a control character")
    for number in re.findall(r'(?<=[:\[ ])-?[0-9][0-9.e+-]*(?=[,\]}\n])',
                             re.sub(r'"(\\.|[^"\\])*"', '""', text)):
        digits = re.sub(r"e.*", "", number).lstrip("-0.").replace(".", "")
        if len(digits) > 10:
            complain(path, "more than ten digits:", number)

    tables = {table["id"]: table for table in report["tables"]}
    figures = {figure["id"] for figure in report["figures"]}
    ids = [number["id"] for number in report["numbers"]]
    if len(set(ids)) != len(ids):
        complain(path, "an id of a number stands twice")
    for figure in report["figures"]:
        if figure["table"] not in tables:
            complain(path, figure["id"], "has no table")

    def walk(value):
        if isinstance(value, dict):
            if value.get("kind") == "figure" and value.get("figure") not in figures:
                complain(path, "no such figure:", value)
            if value.get("kind") == "table" and value.get("table", "T-01") not in tables:
                complain(path, "no such table:", value)
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)
    walk(report["content"])
    if not set(n for p in numbered(report["content"]) for n in p) <= set(ids):
        complain(path, "a paragraph names a number that is not listed")

    traced = 0
    for number in report["numbers"]:
        if "column" not in number:
            continue
        rows = tables[number["table"]]["rows"]
        cell = rows[number["row"] - 1]["cells"][number["column"]]
        if cell["value"] != number["value"]:
            complain(path, number, "is not", cell)
        if not number.get("scale") or number["kind"] != "figure":
            continue
        traced += 1
        value = (number["value"] - number.get("base", 0)) * number["scale"]
        if number.get("base"):
            value = abs(value)
        unit = 10 ** -number["decimals"]
        read = reads(number["printed"], report["language"])
        bound = number.get("bound")
        fits = (0 < value < read if bound == "under" else
                read < value < read + unit if bound == "over" else
                abs(value - read) <= unit / 2 * (1 + 1e-6))
        if not fits:
            complain(path, number["id"], "prints", number["printed"], "of", value)
    print(f"{path}: {len(ids)} numbers outside of tables, {traced} recomputed")
    return report


def numbered(value):
    if isinstance(value, dict):
        if "text" in value:
            yield value.get("numbers", [])
        for inner in value.values():
            yield from numbered(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from numbered(inner)


def refused(report, change):
    broken = copy.deepcopy(report)
    change(broken)
    if validator.is_valid(broken):
        complain("the schema takes a broken report:", change.__doc__ or change)


for path in sys.argv[2:]:
    report = look(path)

refused(report, lambda r: r.pop("verdict"))
refused(report, lambda r: r.update(format=1))
refused(report, lambda r: r["indicators"][0].update(status="Fine"))
refused(report, lambda r: r["tables"][0]["rows"][0].update(row=0))
refused(report, lambda r: r["tables"][0]["rows"][0]["cells"].update(
    {"x": {"value": None}}))
sys.exit(1 if bad else 0)
