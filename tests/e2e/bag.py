"""Changes an evidence bag in every way, one at a time, and sees assay verify name
the file: bag.py ASSAY BAG SMALL, both folders with their tar beside."""
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from concurrent.futures import ThreadPoolExecutor

assay, bag, small = sys.argv[1:4]
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


def flip_in_folder(folder):
    """One byte of each file, its middle one."""
    changed = 0
    for path, name in files_of(folder):
        with open(path, "r+b") as file:
            data = file.read()
            at = len(data) // 2
            file.seek(at)
            file.write(bytes([data[at] ^ 4]) if data else b"x")
        expect(folder, [name], f"a byte of {name}")
        with open(path, "wb") as file:
            file.write(data)
        changed += 1
    return changed


def flip_in_tar(tar):
    """For each entry: a byte of its header, of its content, of its padding."""
    with open(tar, "rb") as file:
        data = bytearray(file.read())
    places = []
    with tarfile.open(tar) as archive:
        for entry in archive:
            name = entry.name.split("/", 1)[-1]
            places.append((entry.offset + 3, name))
            if entry.isfile():
                places.append((entry.offset_data + entry.size // 2, name))
                if entry.size % 512:
                    places.append((entry.offset_data + entry.size, name))
    places.append((len(data) - 1, os.path.basename(tar)))

    def flip(place):
        at, name = place
        folder = tempfile.mkdtemp(dir=temporary)
        path = os.path.join(folder, os.path.basename(tar))
        changed = bytearray(data)
        changed[at] ^= 4
        with open(path, "wb") as file:
            file.write(changed)
        expect(path, [name, os.path.basename(tar)], f"byte {at} of the tar")
        shutil.rmtree(folder)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(flip, places))
    return len(places)


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
        "nothing": b"",
    }.items():
        path = os.path.join(temporary, os.path.basename(tar))
        with open(path, "wb") as file:
            file.write(changed)
        expect(path, [os.path.basename(tar)], what)
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
holds(bag, "the bag put right again")
holds(small, "the small bag put right again")
shutil.rmtree(temporary)
print(f"bag: {files} files of a folder, {places} bytes of a tar, "
      f"{hostile} hostile tars")
