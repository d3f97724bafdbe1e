"""Compares assay lines with git blame: see tests/bench/lines.sh."""
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

WORST = 10

repository, revision = sys.argv[1], sys.argv[2]
every = int(os.environ.get("EVERY", "1"))
jobs = int(os.environ.get("JOBS", "2"))
environment = dict(
    os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_NOSYSTEM="1",
    GIT_NO_LAZY_FETCH="1", LC_ALL="C")


def git(*arguments):
    return subprocess.run(
        ["git", "-c", "safe.directory=*", "-C", repository, *arguments],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def unquote(path):
    """The bytes of a path as git quotes it."""
    if not path.startswith(b'"'):
        return path
    letters = dict(zip(b"abtnvfr", b"\a\b\t\n\v\f\r"))
    out = bytearray()
    at = 1
    while at < len(path) - 1:
        if path[at] != 0x5C:
            out.append(path[at])
            at += 1
        elif path[at + 1] in b"01234567":
            out.append(int(path[at + 1:at + 4], 8))
            at += 4
        else:
            out.append(letters.get(path[at + 1], path[at + 1]))
            at += 2
    return bytes(out)


def ours():
    """Commit ids by path, one a line."""
    start = time.monotonic()
    run = subprocess.run(
        [os.environ["ASSAY"], "lines", repository, "--rev", revision],
        stdout=subprocess.PIPE, check=True)
    files = {}
    for row in run.stdout.split(b"\n")[1:-1]:
        path, first, count, commit = row.split(b"\t")[:4]
        lines = files.setdefault(unquote(path), [])
        if int(first) != len(lines) + 1:
            sys.exit("%r: the ranges leave a gap at %s" % (path, first))
        lines += [commit] * int(count)
    return files, time.monotonic() - start


def text_files():
    """Regular files of the revision without NUL in the first 8000 bytes."""
    listing = git("ls-tree", "-r", "-z", revision).stdout
    entries = []
    for entry in listing.split(b"\0")[:-1]:
        about, path = entry.split(b"\t", 1)
        mode, _, blob = about.split(b" ")
        if mode.startswith(b"100"):
            entries.append((path, blob))
    batch = subprocess.Popen(
        ["git", "-c", "safe.directory=*", "-C", repository, "cat-file",
         "--batch"], env=environment, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE)
    texts = []
    for path, blob in entries:
        batch.stdin.write(blob + b"\n")
        batch.stdin.flush()
        header = batch.stdout.readline().split()
        if header[-1] == b"missing":
            continue
        content = batch.stdout.read(int(header[2]) + 1)[:-1]
        if b"\0" not in content[:8000] and content:
            texts.append(path)
    batch.stdin.close()
    batch.wait()
    return texts


def blame(path):
    run = git("-c", "core.quotepath=false", "-c", "diff.indentHeuristic=true",
              "blame", "-l", "-s", "--root", "--no-textconv", revision, "--",
              os.fsdecode(path))
    if run.returncode:
        return None
    # -l gives 40 digits; a boundary has ^ and 39 or 40 of them
    return [line.split(b" ", 1)[0].lstrip(b"^")
            for line in run.stdout.split(b"\n")[:-1]]


def judge(path):
    theirs = blame(path)
    if theirs is None:
        return path, None, 0
    mine = files.get(path, [])
    wrong = sum(1 for a, b in zip(theirs, mine)
                if not (a == b or (len(b) == 40 and b.startswith(a))))
    wrong += abs(len(theirs) - len(mine))
    return path, len(theirs), wrong


files, seconds = ours()
texts = text_files()
extra = set(files) - set(texts)
chosen = texts[::every]
lines = differing = refused = 0
worst = []
start = time.monotonic()
with ThreadPoolExecutor(jobs) as pool:
    for path, count, wrong in pool.map(judge, chosen):
        if count is None:
            refused += 1
            continue
        lines += count
        differing += wrong
        if wrong:
            worst.append((wrong, count, path))
git_seconds = time.monotonic() - start
share = 100 * (lines - differing) / lines if lines else 100
# floor, so that 100.0000 means all
share = int(share * 10000) / 10000
print("%s %s: %.4f %% of %d lines in %d of %d text files agree; "
      "assay %.1f s, git blame %.1f s"
      % (os.path.basename(os.path.dirname(repository.rstrip("/")))
         or repository, revision, share, lines, len(chosen), len(texts),
         seconds, git_seconds))
if refused:
    print("  git blame refuses %d files" % refused)
if extra:
    print("  not text files to git: %s" % sorted(extra)[:3])
for wrong, count, path in sorted(worst, reverse=True)[:WORST]:
    print("  %6d of %6d differ: %s"
          % (wrong, count, path.decode("utf-8", "backslashreplace")))
sys.exit(1 if differing or extra else 0)
