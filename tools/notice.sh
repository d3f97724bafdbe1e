#!/bin/sh
# Writes NOTICE: what the program contains and links, from tools/release/, and
# where each table of data/ comes from, by its column "source".
set -eu
cat <<'END'
assay
Copyright the assay authors

Licensed under the Apache License, Version 2.0 (see LICENSE).

The program contains the typeface Inter (Copyright The Inter Project Authors,
https://github.com/rsms/inter) under the SIL Open Font License 1.1, taken from
the Debian package fonts-inter when it is built. The reports it writes embed
parts of that typeface, which the licence permits.

Libraries
---------

The program is linked dynamically with these, which stay files of their own and
may be replaced. Their licences are as their projects state them; Debian's copy
of each is /usr/share/doc/PACKAGE/copyright.

END
python3 - <<'END'
import csv, glob, re
with open("tools/release/libraries.csv", newline="") as file:
    for row in csv.DictReader(file):
        print(f"- {row['name']}: {row['licence']}; {row['copyright']}\n"
              f"  {row['homepage']}")
print("""
libgit2 gives unlimited permission to link it into combinations with other
programs; its licence covers libgit2 itself.

Data tables
-----------

The tables of data/ are part of assay, under its licence. They hold facts, in our
own words where they are words. What they take from others, and on what terms:
""")
with open("tools/release/sources.csv", newline="") as file:
    sources = list(csv.DictReader(file))
for source in sources:
    print(f"- {source['name']}: {source['terms']}")
print("""
Table by table ("documentation" is that of products and of public repositories,
named in each row's column source; of it there are facts alone):
""")
for path in sorted(glob.glob("data/**/*.csv", recursive=True)):
    with open(path, newline="") as file:
        cells = [row.get("source") for row in csv.DictReader(file)]
    found = set()
    for cell in cells:
        for part in (cell or "").split("; "):
            names = [s["name"].split(",")[0] for s in sources
                     if re.search(s["pattern"], part)]
            own = part == "" or re.match(r"own |docs/|expert weight", part)
            found.update(names or ([] if own else ["documentation"]))
    print(f"- {path}: {'; '.join(sorted(found, key=str.lower)) or 'our own'}")
END
