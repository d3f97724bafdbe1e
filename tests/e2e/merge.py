"""What a model holds whatever its row ids: each fact with what it refers to told
by natural keys, sorted. dump(PATH) gives lines."""
import pathlib
import re
import sqlite3
import sys

SCHEMA = pathlib.Path(__file__).parents[2] / "model" / "schema.sql"
MADE = re.findall(r'^CREATE TABLE "?(\w+)', SCHEMA.read_text(), re.M)


def dump(path):
    db = sqlite3.connect(path)
    tables = {}
    for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' "
                            "AND name NOT LIKE 'sqlite_%'"):
        columns = [row[1] for row in db.execute(
            "SELECT * FROM pragma_table_info(?)", (name,))]
        unique = [row[0] for row in db.execute(
            "SELECT name FROM pragma_index_list(?) WHERE origin IN ('u', 'pk')",
            (name,))]
        keys = {column for index in unique for column, in db.execute(
            "SELECT name FROM pragma_index_info(?)", (index,))}
        refers = {row[3]: row[2] for row in db.execute(
            "SELECT * FROM pragma_foreign_key_list(?)", (name,))}
        tables[name] = (columns, keys, refers)
    for columns, keys, refers in tables.values():
        for column in columns:
            fits = [name for name in tables if column.endswith("_id") and
                    ("_" + column[:-3]).endswith("_" + name)]
            if fits:
                refers.setdefault(column, max(fits, key=len))
    rows = {name: {} for name in tables}
    facts = [name for name in tables if name in MADE and name != "run"]
    for name in facts:
        if "id" in tables[name][0]:
            for row in db.execute('SELECT * FROM "%s"' % name):
                row = dict(zip(tables[name][0], row))
                rows[name][row["id"]] = row
    known = {}

    def key(name, number):
        if not number:
            return number
        if (name, number) not in known:
            row = rows[name].get(number)
            columns, keys, refers = tables[name]
            known[name, number] = row and tuple(
                value(name, column, row[column])
                for column in columns if column in keys)
        return known[name, number]

    def value(name, column, content):
        refers = tables[name][2]
        if column in refers and "id" in tables[refers[column]][0]:
            return key(refers[column], content)
        return content

    lines = []
    for name in facts:
        columns = tables[name][0]
        for row in db.execute('SELECT * FROM "%s"' % name):
            lines.append(repr((name, [value(name, column, content)
                for column, content in zip(columns, row) if column != "id"])))
    return sorted(lines)


if __name__ == "__main__":
    print("\n".join(dump(sys.argv[1])))
