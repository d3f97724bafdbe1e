#!/bin/sh
# Writes page one of the report in a folder as the picture that README.md and
# docs/tutorial.md show: 100 dots an inch, 26 steps of each colour, so that it is
# small. One report, pdftoppm and zlib give one file, byte for byte. In the picture
# stands which words are on it: the digest of page one of report.txt, less the lines
# that tell one report from the next.
# tools/picture.sh REPORT-FOLDER PICTURE.png; without a picture only that digest
set -eu
report=${1:?usage: picture.sh REPORT-FOLDER [PICTURE.png]}
picture=${2-}
words=$(awk '/^(Report|Made from):/ { next } NF { empty = 0 }
    !NF && ++empty == 2 { exit } { print }' "$report/report.txt" | sha256sum)
words=${words%% *}
[ -n "$picture" ] || { echo "$words"; exit 0; }
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
pdftoppm -r 100 -f 1 -l 1 -singlefile "$report/report.pdf" "$tmp/page"
python3 - "$tmp/page.ppm" "$tmp/page.png" "$words" <<'END'
import re, struct, sys, zlib

with open(sys.argv[1], "rb") as file:
    data = file.read()
head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
width, height = int(head[1]), int(head[2])
steps = bytes(round(round(value / 10.2) * 10.2) for value in range(256))
pixels = data[head.end():].translate(steps)
pixels = [pixels[at:at + 3] for at in range(0, len(pixels), 3)]
colours = sorted(set(pixels))
if len(colours) > 256:
    sys.exit(f"picture.sh: a PNG holds 256 colours, page one has {len(colours)}")
index = {colour: at for at, colour in enumerate(colours)}
rows = b"".join(
    b"\0" + bytes(index[colour] for colour in pixels[at:at + width])
    for at in range(0, width * height, width))


def chunk(name, content):
    return (struct.pack(">I", len(content)) + name + content
            + struct.pack(">I", zlib.crc32(name + content)))


with open(sys.argv[2], "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n"
               + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0,
                                            0, 0))
               + chunk(b"tEXt", b"Source\0sha256 " + sys.argv[3].encode())
               + chunk(b"PLTE", b"".join(colours))
               + chunk(b"IDAT", zlib.compress(rows, 9))
               + chunk(b"IEND", b""))
END
mv "$tmp/page.png" "$picture"
