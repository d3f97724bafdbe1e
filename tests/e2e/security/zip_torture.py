"""zip_torture.py FOLDER: archives that were made to hurt their reader, as
workbooks (.xlsx) and as reports of Fortify (.fpr): what unpacks to far more than
it is, one within the other, names that lead out, links, one name twice, names of
no encoding, sizes that lie, parts that overlap, cut and empty ones."""
import io
import struct
import sys
import warnings
import zipfile
from pathlib import Path

FOLDER = Path(sys.argv[1])
ROW = "<row>" + '<c t="str"><v>{}</v></c>' * 3 + "</row>"
SHEET = ("<worksheet><sheetData>" + ROW.format("Name", "Course", "Status") +
         ROW.format("Ann", "Safe code", "done") + "</sheetData></worksheet>")
BOOK = ('<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/></sheets>'
        '</workbook>')
RELATIONS = ('<Relationships><Relationship Id="rId1" Target="{}"/>'
             '</Relationships>')
FVDL = '<FVDL xmlns="xmlns://www.fortifysoftware.com/schema/fvdl"></FVDL>'
warnings.simplefilter("ignore")


def members(kind, target="worksheets/sheet1.xml"):
    if kind == "fpr":
        return [("audit.fvdl", FVDL)]
    return [("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", RELATIONS.format(target)),
            ("xl/worksheets/sheet1.xml", SHEET)]


def pack(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, text in parts:
            archive.writestr(name, text)
    return out.getvalue()


def link(name, target):
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    return info, target


def lying(data, size):
    """Every size in its headers is SIZE."""
    data = bytearray(data)
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        struct.pack_into("<II", data, at + 20, size, size)
        at += 4
    at = 0
    while (at := data.find(b"PK\x03\x04", at)) >= 0:
        struct.pack_into("<II", data, at + 18, size, size)
        at += 4
    return bytes(data)


def overlapping(data):
    """All entries of the directory are the first member."""
    data = bytearray(data)
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        struct.pack_into("<I", data, at + 42, 0)
        at += 4
    return bytes(data)


def cases(kind):
    parts = members(kind)
    last, text = parts[-1]
    end = text.index("</sheetData>" if kind == "xlsx" else "</FVDL>")
    blanks = text[:end] + ("<!--" + " " * (1 << 20) + "-->") * 64 + text[end:]
    yield "plain", pack(parts)
    yield "bomb", pack(parts[:-1] + [(last, blanks)])
    yield "bomb-beside", pack(parts + [("media/x.bin", b"\0" * (64 << 20))])
    inner = pack(parts[:-1] + [(last, blanks)])
    for _ in range(5):
        inner = pack([(f"{i}.zip", inner) for i in range(4)], zipfile.ZIP_STORED)
    yield "nested", pack(parts + [("a.zip", inner)])
    yield "out", pack([("../../../outside/made", "x"), ("/outside/made", "x"),
                       ("..\\..\\outside\\made", "x"), ("C:\\outside", "x")] + parts)
    yield "led", pack(members(kind, "../../../../outside/canary") + [
        link("xl/worksheets/link.xml", "../../../outside/canary")])
    yield "links", pack([link(name, "../outside/canary") for name, _ in parts])
    yield "twice", pack(parts + parts + [(last, "<other/>")])
    yield "many", pack(parts + [(f"x/{i}", "") for i in range(7000)],
                       zipfile.ZIP_STORED)
    yield "names", pack(parts + [("\u202egpj.xml", ""), ("a" * 60000, ""),
                                 ("\x1b[2J\n", ""), ("a\u0001", "")])
    yield "cp437", pack(parts + [("\xe9\xff", "")]).replace(
        "\xe9\xff".encode(), b"\xff\xfe\x80\x00")
    for size in (0, 1, 0x7fffffff, 0xffffffff):
        yield f"size-{size:x}", lying(pack(parts), size)
    yield "overlap", overlapping(pack(parts))
    yield "cut", pack(parts)[:-30]
    yield "empty", pack([])
    yield "end-alone", b"PK\x05\x06" + b"\xff" * 18
    yield "front", b"#!/bin/sh\n" + pack(parts)
    yield "behind", pack(parts) + b"\0" * 70000
    yield "stored", pack(parts, zipfile.ZIP_STORED)
    yield "lzma", pack(parts, zipfile.ZIP_LZMA)


for kind in ("xlsx", "fpr"):
    for name, data in cases(kind):
        (FOLDER / f"{name}.{kind}").write_bytes(data)
