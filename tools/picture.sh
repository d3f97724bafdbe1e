#!/bin/sh
# Writes page one of a PDF report as the picture that README.md and
# docs/tutorial.md show: 100 dots an inch, 26 steps of each colour, so that it is
# small. One report, pdftoppm and zlib give one file, byte for byte.
# tools/picture.sh REPORT.pdf PICTURE.png
set -eu
report=${1:?usage: picture.sh REPORT.pdf PICTURE.png}
picture=${2:?usage: picture.sh REPORT.pdf PICTURE.png}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
pdftoppm -r 100 -f 1 -l 1 -singlefile "$report" "$tmp/page"
python3 - "$tmp/page.ppm" "$tmp/page.png" <<'END'
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
               + chunk(b"PLTE", b"".join(colours))
               + chunk(b"IDAT", zlib.compress(rows, 9))
               + chunk(b"IEND", b""))
END
mv "$tmp/page.png" "$picture"
