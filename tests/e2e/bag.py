"""Changes an evidence bag in every way, one at a time, and sees assay verify name
the file: bag.py ASSAY BAG SMALL BEFORE, folders with their tar beside; BEFORE has a
ratio to forge."""
import csv
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from concurrent.futures import ThreadPoolExecutor

assay, bag, small, before = sys.argv[1:5]
temporary = tempfile.mkdtemp()


def verify(path):
    run = subprocess.run([assay, "verify", path], capture_output=True, text=True)
    bad = [line for line in run.stdout.splitlines() if line.startswith("FAIL")]
    return run.returncode, bad


def expect(path, names, what):
    status, bad = verify(path)
    if status != 1 or not any(name in line for line in bad for name in names):
        sys.exit(f"bag.py: {what} is not found: exit {status}\n" + "\n".join(bad))


def holds(path, what):
    status, bad = verify(path)
    if status != 0:
        sys.exit(f"bag.py: {what} does not hold\n" + "\n".join(bad))


def files_of(folder):
    for top, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = os.path.join(top, name)
            yield path, os.path.relpath(path, folder)


def flipped(data, at):
    return data[:at] + bytes([data[at] ^ 4]) + data[at + 1:] if data else b"x"


def expect_all(path, names, what):
    """Each of the files NAMES is told to have changed."""
    status, bad = verify(path)
    told = {line.split(" ", 2)[2].split(":")[0] for line in bad
            if ": has changed" in line}
    missing = [name for name in names if name not in told]
    if status != 1 or missing:
        sys.exit(f"bag.py: {what}: exit {status}, not told: {missing[:9]}")


def flip_in_folder(folder):
    """A byte of every file: of the outer ones and some others one at a time, of
    those below data/ all at once, each of which has to be named."""
    contents = {}
    for path, name in files_of(folder):
        with open(path, "rb") as file:
            contents[path] = file.read()
    payload = {path: name for path, name in files_of(folder)
               if name.startswith("data/")}

    def write(path, data):
        with open(path, "wb") as file:
            file.write(data)

    for number, (path, name) in enumerate(files_of(folder)):
        if path in payload and number % 20:
            continue
        write(path, flipped(contents[path], len(contents[path]) // 2))
        expect(folder, [name], f"a byte of {name}")
        write(path, contents[path])
    for place in (0, 1, 2):
        for path in payload:
            last = len(contents[path]) - 1
            write(path, flipped(contents[path], max(0, last * place // 2)))
        expect_all(folder, payload.values(), "a byte of each file")
        for path in payload:
            write(path, contents[path])
    return len(contents)


def flip_in_tar(tar):
    """For each entry: a byte of its header, of its padding; of what is in them a
    byte of all at once."""
    with open(tar, "rb") as file:
        data = bytearray(file.read())
    places = []
    contents = []
    names = []
    with tarfile.open(tar) as archive:
        for entry in archive:
            name = entry.name.split("/", 1)[-1]
            places.append((entry.offset + 3, name))
            if entry.isfile() and entry.size % 512:
                places.append((entry.offset_data + entry.size, name))
            if entry.isfile() and entry.size and name.startswith("data/"):
                contents.append(entry.offset_data + entry.size // 2)
                names.append(name)
            elif entry.isfile():
                places.append((entry.offset_data + entry.size // 2, name))
    places.append((len(data) - 1, os.path.basename(tar)))

    def with_flips(offsets, check):
        folder = tempfile.mkdtemp(dir=temporary)
        path = os.path.join(folder, os.path.basename(tar))
        changed = bytearray(data)
        for at in offsets:
            changed[at] ^= 4
        with open(path, "wb") as file:
            file.write(changed)
        check(path)
        shutil.rmtree(folder)

    def flip(place):
        at, name = place
        with_flips([at], lambda path: expect(
            path, [name, os.path.basename(tar)], f"byte {at} of the tar"))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(flip, places))
    with_flips(contents, lambda path: expect_all(
        path, names, "a byte of each file of the tar"))
    return len(places) + len(contents)


def seal(folder):
    """Makes size and digests anew, as whoever edits a bag can; what was there."""
    outer = ["manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt"]
    kept = {}
    for name in outer:
        with open(os.path.join(folder, name), "rb") as file:
            kept[os.path.join(folder, name)] = file.read()
    size = sum(os.path.getsize(path) for path, name in files_of(folder)
               if name.startswith("data/"))
    info = os.path.join(folder, "bag-info.txt")
    with open(info, encoding="utf-8") as file:
        text = file.read()
    with open(info, "w", encoding="utf-8") as file:
        file.write(re.sub(r"(Payload-Oxum: )\d+", rf"\g<1>{size}", text))
    for name in outer[:2]:
        path = os.path.join(folder, name)
        lines = []
        with open(path) as file:
            for line in file:
                below = line[66:-1]
                with open(os.path.join(folder, below), "rb") as listed:
                    digest = hashlib.sha256(listed.read()).hexdigest()
                lines.append(f"{digest}  {below}\n")
        with open(path, "w") as file:
            file.writelines(lines)
    return kept


def edit_reports(folder):
    """Reports that say something else than the tables, in a bag whose digests are
    right: each edit is told with its file, and in its place where there is one."""
    def in_text(pattern, by):
        def edit(data):
            edited, count = re.subn(pattern, by, data, 1)
            if not count:
                sys.exit(f"bag.py: nothing to edit: {pattern}")
            return edited
        return edit

    def without_last_row(data):
        at = data.rindex(b"<tr")
        return data[:at] + data[data.index(b"</tbody>", at):]

    edits = {
        "a number of page one": ("report.html", b"is printed as", in_text(
            rb"(<p class=\"value\">)\d+", rb"\g<1>77777")),
        "a sign": ("report.html", b"is printed as", in_text(
            rb">(\d+)%<", rb">-\1%<")),
        "a percent": ("report.html", b"is printed as", in_text(
            rb">(\d+)%<", rb">\1<")),
        "a sentence more": ("report.html", b"does not explain", in_text(
            rb"(<p class=\"verdict\">)", rb"\1Saved: 98765 hours. ")),
        "a row less": ("report.html", b"is not printed", without_last_row),
        "a digit as a reference": ("report.html", b"is printed as", in_text(
            rb"(<p class=\"value\">)\d+", rb"\g<1>&#55;7777")),
        "the words of a chart": ("report.html", b"something else", in_text(
            rb"(<svg class=\"c wide[^>]*aria-label=\"[^\"]*?)\d+", rb"\g<1>77777")),
        "a script": ("report.html", b"<script>", in_text(
            rb"</main>", rb"<script>1</script></main>")),
        "a number of the text": ("report.txt", b"does not explain", in_text(
            rb"\b\d+ of \d+\b", rb"77777 of 88888")),
        "a number less in the text": ("report.txt", b"times", in_text(
            rb"\b\d,\d{3}\b", rb"some")),
        "a number of the mail's text": ("summary.eml", b"does not explain", in_text(
            rb"(; limit at (?:least|most) )\d+", rb"\g<1>77777")),
        "a number of the mail's HTML": ("summary.eml", b"does not explain", in_text(
            rb">\d+%<", rb">77777%<")),
        "no mail": ("summary.eml", b"is not a mail", lambda data: b"77777\n"),
        "more behind the PDF": ("report.pdf", b"written on", lambda data:
            data + b"1 0 obj\n<<>>\nendobj\n"),
        "a byte of the PDF": ("report.pdf", b"has changed", lambda data:
            flipped(data, len(data) // 3)),
        "another PDF": ("report.pdf", b"does not start", lambda data:
            b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"),
    }
    done = 0
    for what, (name, said, edit) in edits.items():
        path = os.path.join(folder, "data/report", name)
        with open(path, "rb") as file:
            data = file.read()
        edited = edit(data)
        with open(path, "wb") as file:
            file.write(edited)
        kept = seal(folder)
        status, bad = verify(folder)
        for where, content in {**kept, path: data}.items():
            with open(where, "wb") as file:
                file.write(content)
        if not any(name in line and said.decode() in line for line in bad):
            sys.exit(f"bag.py: {what} is not found\n" + "\n".join(bad))
        if any(line.startswith("FAIL digest") for line in bad):
            sys.exit(f"bag.py: {what}: the bag is not sealed")
        if len(bad) > 12:
            sys.exit(f"bag.py: {what} is told {len(bad)} times")
        done += 1
    # a table that the PDF has otherwise
    table = next(path for path, name in files_of(folder)
                 if name.startswith("data/tables/T-01"))
    with open(table, "rb") as file:
        data = file.read()
    with open(table, "ab") as file:
        file.write(b"\r\n")
    kept = seal(folder)
    status, bad = verify(folder)
    for where, content in {**kept, table: data}.items():
        with open(where, "wb") as file:
            file.write(content)
    if not any("report.pdf" in line and "attached as the bag" in line
               for line in bad):
        sys.exit("bag.py: a table unlike that of the PDF is not found\n"
                 + "\n".join(bad))
    return done + 1


def forge(folder):
    """A figure that was made up, with its cell, its list and all digests put
    right again: only making it anew can tell."""
    numbers = os.path.join(folder, "data/trace/numbers.csv")
    with open(numbers, newline="") as file:
        rows = list(csv.DictReader(file))
    found = [row for row in rows
             if row["formula"].startswith("rate ratio, pooled")
             and row["column"] == "value" and row["cells"]
             and row["place"] == "cell"]
    if not found:
        sys.exit("bag.py: the bag has no pooled ratio to forge")
    old = found[0]["value"]
    new = repr(float(old) + 0.0001)
    kept = {}
    for path in [numbers] + sorted(
            {os.path.join(folder, row["file"]) for row in rows
             if row["value"] == old}):
        with open(path, "rb") as file:
            kept[path] = file.read()
        with open(path, "wb") as file:
            file.write(kept[path].replace(old.encode(), new.encode()))
    sealed = seal(folder)
    status, bad = verify(folder)
    for path, data in {**kept, **sealed}.items():
        with open(path, "wb") as file:
            file.write(data)
    if not any("does not give" in line for line in bad):
        sys.exit("bag.py: a forged ratio is not found\n" + "\n".join(bad))
    if any(line.startswith("FAIL digest") for line in bad):
        sys.exit("bag.py: the forged bag is not whole")


def hostile_tars(tar):
    """What a tar can hold besides the files of a bag."""
    with tarfile.open(tar) as archive:
        entries = [
            (entry, archive.extractfile(entry).read() if entry.isfile() else b"")
            for entry in archive
        ]
    top = entries[0][0].name

    def entry(name, kind=tarfile.REGTYPE, link="", size=0):
        made = tarfile.TarInfo(name)
        made.type, made.linkname, made.size = kind, link, size
        return made, b"x" * size

    extra = {
        "a link": entry(f"{top}/data/link", tarfile.SYMTYPE, "/etc/passwd"),
        "a hard link": entry(f"{top}/data/hard", tarfile.LNKTYPE,
                             f"{top}/bagit.txt"),
        "a device": entry(f"{top}/data/null", tarfile.CHRTYPE),
        "a pipe": entry(f"{top}/data/pipe", tarfile.FIFOTYPE),
        "a way up": entry(f"{top}/../outside", size=1),
        "an absolute path": entry("/tmp/outside", size=1),
        "another folder": entry("elsewhere/data/x", size=1),
        "a file of that name": entry(f"{top}/bagit.txt", size=1),
        "a long name": entry(f"{top}/data/" + "n" * 300, size=1),
        "an unlisted file": entry(f"{top}/data/more.csv", size=1),
    }
    for what, (made, content) in extra.items():
        for form in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT,
                     tarfile.PAX_FORMAT):
            path = os.path.join(temporary, os.path.basename(tar))
            try:
                with tarfile.open(path, "w", format=form) as archive:
                    for old, bytes_ in entries:
                        archive.addfile(old, io.BytesIO(bytes_))
                    archive.addfile(made, io.BytesIO(content))
            except ValueError:
                continue  # ustar has no such names
            expect(path, [made.name, os.path.basename(tar)], what)
    with open(tar, "rb") as file:
        data = file.read()
    for what, changed in {
        "what stands behind the end": data + b"x",
        "zeros behind the end": data + b"\0" * 512,
        "a missing end": data[:-512],
        "half of it": data[: len(data) // 2],
    }.items():
        path = os.path.join(temporary, os.path.basename(tar))
        with open(path, "wb") as file:
            file.write(changed)
        expect(path, [os.path.basename(tar)], what)
    open(path, "w").close()
    status, bad = verify(path)
    if status != 3 or bad:
        sys.exit(f"bag.py: an empty file is taken for a bag: exit {status}")
    return 3 * len(extra) + 5


def odd_folders(folder):
    """What a folder can hold besides."""
    def with_extra(make, name, what):
        path = os.path.join(folder, name)
        make(path)
        expect(folder, [name], what)
        os.unlink(path)

    with_extra(lambda path: open(path, "w").close(), "data/new.csv", "a new file")
    with_extra(lambda path: open(path, "w").close(), "new.txt", "a new outer file")
    with_extra(lambda path: os.symlink("/etc/passwd", path), "data/l", "a link")
    with_extra(os.mkfifo, "data/p", "a pipe")
    path = os.path.join(folder, "bagit.txt")
    os.rename(path, path + ".away")
    expect(folder, ["bagit.txt"], "a missing file")
    os.rename(path + ".away", path)


holds(bag, "the bag")
holds(bag + ".tar", "its tar")
holds(small, "the small bag")
files = flip_in_folder(bag)
places = flip_in_tar(small + ".tar")
hostile = hostile_tars(small + ".tar")
odd_folders(small)
forge(before)
edits = edit_reports(before)
holds(bag, "the bag put right again")
holds(small, "the small bag put right again")
shutil.rmtree(temporary)
print(f"bag: {files} files of a folder, {places} bytes of a tar, "
      f"{hostile} hostile tars, {edits} edited reports")
