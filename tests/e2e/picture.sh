#!/bin/sh
# docs/report.png shows page one of the sample as it is: tools/picture.sh makes the
# same bytes of it each time, and no part of the page looks otherwise. Letters of
# another version of pdftoppm are a little lighter or darker; a line that moved is
# far beyond that.
set -eu
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
sh samples/acme/build.sh "$work/acme" >/dev/null
"$ASSAY" report -c "$work/acme/assay.yaml" -o "$work/out" >"$work/log" 2>&1 ||
    { cat "$work/log"; exit 1; }
sh tools/picture.sh "$work/out/report.pdf" "$work/one.png"
sh tools/picture.sh "$work/out/report.pdf" "$work/two.png"
cmp "$work/one.png" "$work/two.png" || exit 1
pdftoppm -r 100 -f 1 -l 1 -gray -singlefile "$work/out/report.pdf" "$work/page"

python3 - docs/report.png "$work/page.pgm" <<'END'
import re, struct, sys, zlib

BLOCK = 16  # dots
FAR = 16    # of 255, of the mean of a block


def rows_of_png(name):
    """Grey, of the one form that tools/picture.sh writes."""
    with open(name, "rb") as file:
        data = file.read()
    at, chunks = 8, {}
    while at < len(data):
        size, = struct.unpack(">I", data[at:at + 4])
        kind = data[at + 4:at + 8]
        chunks[kind] = chunks.get(kind, b"") + data[at + 8:at + 8 + size]
        at += size + 12
    width, height, *form = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    raw = zlib.decompress(chunks[b"IDAT"])
    if form != [8, 3, 0, 0, 0] or any(raw[::width + 1]):
        sys.exit(f"{name} is not one of tools/picture.sh: make picture")
    palette = chunks[b"PLTE"]
    grey = bytes(round(0.299 * r + 0.587 * g + 0.114 * b)
                 for r, g, b in zip(*[iter(palette)] * 3)).ljust(256, b"\0")
    return [raw[y * (width + 1) + 1:(y + 1) * (width + 1)].translate(grey)
            for y in range(height)]


def rows_of_pgm(name):
    with open(name, "rb") as file:
        data = file.read()
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    width, height = int(head[1]), int(head[2])
    return [data[head.end() + y * width:head.end() + (y + 1) * width]
            for y in range(height)]


def mean(rows, x, y):
    part = [row[x:x + BLOCK] for row in rows[y:y + BLOCK]]
    return sum(map(sum, part)) / sum(map(len, part))


shown, page = rows_of_png(sys.argv[1]), rows_of_pgm(sys.argv[2])
if (len(shown), len(shown[0])) != (len(page), len(page[0])):
    sys.exit("docs/report.png is not as large as page one: make picture")
worst, x, y = max((abs(mean(shown, x, y) - mean(page, x, y)), x, y)
                  for y in range(0, len(page), BLOCK)
                  for x in range(0, len(page[0]), BLOCK))
if worst > FAR:
    sys.exit(f"docs/report.png is not page one, at {x},{y} by {worst:.0f}: "
             "make picture")
print(f"picture: page one within {worst:.1f} of 255")
END
