"""Holds report.txt and report.json to report.html: every text that a reader of
the page sees and that has a number in it stands in both, whole, and every number
of a table in the table of that id, as often. And back: every printed number of
report.json stands on the page, at its table or in its text. Texts of drawings
are looked for as numbers alone: the scales of their axes stand nowhere else.

usage: same_content.py FOLDER; prints what is missing where, ends 1 then."""
import collections
import html.parser
import json
import re
import sys

NUMBER = re.compile(r"\d[\d.,]*\d|\d")
BLOCKS = {"p", "li", "td", "th", "caption", "summary", "figcaption", "h1", "h2",
          "h3", "h4", "h5", "h6", "div", "tr", "table", "section", "nav",
          "details", "ul", "ol", "body", "main", "figure", "header"}
# the foot says what the cover says
HIDDEN = {"style", "title", "head", "footer"}
WORN = re.compile("[\u200b\u2060\ufeff\u00ad]")


def squeeze(text):
    """Without blanks: where lines end differs."""
    return re.sub(r"\s+", "", WORN.sub("", text))


def numbers(text):
    return collections.Counter(NUMBER.findall(WORN.sub("", text)))


class Page(html.parser.HTMLParser):
    """The visible texts of a page, by the table around them."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.texts = []     # (table id or "", text)
        self.drawn = []     # the same, of drawings
        self.table = ""
        self.hidden = 0     # depth in what is not read
        self.drawing = 0
        self.text = ""

    def flush(self):
        if self.text.strip():
            self.texts.append((self.table, " ".join(self.text.split())))
        self.text = ""

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in HIDDEN:
            self.flush()
            self.hidden += 1
        elif tag == "svg":
            self.drawing += 1
            if attributes.get("aria-label"):
                self.drawn.append((self.table, attributes["aria-label"]))
        elif tag == "wbr" or self.drawing:
            pass
        elif tag in BLOCKS:
            self.flush()
            if tag == "table":
                self.table = attributes.get("id") or ""

    def handle_endtag(self, tag):
        if tag in HIDDEN:
            self.hidden -= 1
        elif tag == "svg":
            self.drawing -= 1
        elif tag in BLOCKS and not self.drawing:
            self.flush()
            if tag == "table":
                self.table = ""

    def handle_data(self, data):
        if self.drawing:
            self.drawn.append((self.table, data))
        elif not self.hidden:
            self.text += data


def strings(value):
    """All that is said in a part of report.json, ids and keys apart."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("numbers", "id", "file", "section", "measure", "to"):
                yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def printed(table):
    """What of a table of report.json is printed, with its title."""
    yield table["title"]
    yield table["id"]
    for column in table["columns"]:
        yield column["title"] or ""
    for row in table["rows"]:
        for cell in row["cells"].values():
            yield cell.get("printed", "")
    yield from table.get("remarks", [])
    yield from strings(table.get("print", {}))


def parts_of_text(text):
    """The table of each id in report.txt: from its caption to the next one."""
    parts = {}
    marks = list(re.finditer(r"^\w+ (T-\d+)\. |^\w+ F-\d+\. |^=+$", text, re.M))
    for i, mark in enumerate(marks):
        if mark.group(1):
            end = marks[i + 1].start() if i + 1 < len(marks) else len(text)
            parts[mark.group(1)] = text[mark.start():end]
    return parts


def main(folder):
    missing = []
    page = Page()
    page.feed(open(folder + "/report.html", encoding="utf-8").read())
    text = open(folder + "/report.txt", encoding="utf-8").read()
    report = json.load(open(folder + "/report.json", encoding="utf-8"))
    tables = {table["id"]: table for table in report["tables"]}
    flat_text = squeeze(text)
    flat_json = squeeze("\n".join(strings(report)))
    in_text = parts_of_text(text)
    seen = collections.defaultdict(list)

    for table, said in page.texts:
        if not NUMBER.search(said):
            continue
        if table in tables:
            seen[table].append(said)
            continue
        # what unfolds a table of a chart is of the page alone; its id is not
        unfolds = re.fullmatch(r".*\((T-\d+)\)", said)
        if unfolds and unfolds.group(1) in tables:
            continue
        for name, flat in (("report.txt", flat_text), ("report.json", flat_json)):
            if squeeze(said) not in flat:
                missing.append(f"{name}: {said}")

    for id, said in seen.items():
        on_page = numbers("\n".join(said))
        in_json = numbers("\n".join(printed(tables[id])))
        for number in on_page - numbers(in_text.get(id, "")):
            missing.append(f"report.txt, table {id}: {number}")
        # the id stands in some captions of the page, and not in others
        own = numbers(id)
        for number in on_page - own - in_json:
            missing.append(f"report.json, table {id}: {number}")
        drawn = numbers("\n".join(text for at, text in page.drawn if at == id))
        for number in in_json - own - on_page - drawn:
            missing.append(f"report.html, table {id}: {number}")

    everywhere = numbers("\n".join(said for _, said in page.texts))
    everywhere += numbers("\n".join(said for _, said in page.drawn))
    for number in report["numbers"]:
        for digits in NUMBER.findall(number["printed"]):
            if digits not in everywhere:
                missing.append(f"report.html: {number['id']} {digits}")

    count = sum(sum(numbers(said).values()) for _, said in page.texts)
    for line in missing[:40]:
        print("missing in", line)
    print(f"{folder}: {count} numbers of the page, {len(missing)} missing")
    return 1 if missing or count < 20 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
