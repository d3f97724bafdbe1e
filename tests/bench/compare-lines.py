"""Compares assay lines with git blame: see tests/bench/lines.sh."""
import hashlib
import os
import re
import subprocess
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor

WORST = 10
EXAMPLES = 3
HEADER = re.compile(rb"([0-9a-f]{40}) (\d+) (\d+)(?: (\d+))?$")
UNKNOWN = b"0" * 40

repository, revision = sys.argv[1], sys.argv[2]
every = int(os.environ.get("EVERY", "1"))
jobs = int(os.environ.get("JOBS", "2"))
kept = os.environ.get("KEPT")
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


def processor_seconds():
    used = os.times()
    return used.children_user + used.children_system


def ours():
    """Of each path the runs of lines: first, count, then the commit, the path
    and the line there; and the commits at the edge of a shallow clone."""
    run = subprocess.Popen(
        [os.environ["ASSAY"], "lines", repository, "--rev", revision,
         "--format", "porcelain"],
        env=environment, stdout=subprocess.PIPE)
    found, edges = {}, set()
    commit = first = born = count = path = None
    for row in run.stdout:
        row = row[:-1]
        if row.startswith(b"\t"):
            continue
        header = HEADER.match(row)
        if header:
            if header[4]:
                commit, born, first, count = (
                    header[1], int(header[2]), int(header[3]), int(header[4]))
        elif row == b"boundary":
            edges.add(commit)
        elif row.startswith(b"assay-path "):
            path = unquote(row[11:])
        elif row.startswith(b"filename "):
            runs = found.setdefault(path, [])
            if first != (runs[-1][0] + runs[-1][1] if runs else 1):
                sys.exit("%r: the ranges leave a gap at %d" % (path, first))
            runs.append((first, count, commit, unquote(row[9:]), born))
    if run.wait():
        sys.exit("assay lines fails")
    return found, edges


def text_files():
    """Regular files of the revision without NUL in the first 8000 bytes; and
    how many are missing."""
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
    found, missing = [], 0
    for path, blob in entries:
        batch.stdin.write(blob + b"\n")
        batch.stdin.flush()
        header = batch.stdout.readline().split()
        if header[-1] == b"missing":
            missing += 1
            continue
        content = batch.stdout.read(int(header[2]) + 1)[:-1]
        if b"\0" not in content[:8000] and content:
            found.append(path)
    batch.stdin.close()
    batch.wait()
    return found, missing


def said(path):
    """What git blame prints; empty where it gives up. Asked once where what it
    said is kept."""
    place = kept and os.path.join(
        folder, hashlib.sha256(path).hexdigest()[:32])
    if place and os.path.exists(place):
        with open(place, "rb") as answer:
            return zlib.decompress(answer.read())
    run = git("-c", "core.quotepath=false", "-c", "diff.indentHeuristic=true",
              "blame", "--incremental", "--no-textconv", revision, "--",
              os.fsdecode(path))
    text = b"" if run.returncode else run.stdout + b"\n"
    if place:
        with open(place + ".new", "wb") as answer:
            answer.write(zlib.compress(text, 1))
        os.rename(place + ".new", place)
    return text


def blame(path):
    """Each line's commit, path and line there; and the commits marked as a
    boundary. None where git gives up, as it does on missing objects."""
    text = said(path)
    if not text:
        return None, None
    lines, edges = {}, set()
    for row in text.split(b"\n"):
        header = HEADER.match(row)
        if header:
            commit, born, first, count = (
                header[1], int(header[2]), int(header[3]), int(header[4]))
        elif row == b"boundary":
            edges.add(commit)
        elif row.startswith(b"filename "):
            source = unquote(row[9:])
            for i in range(count):
                lines[first + i] = (commit, source, born + i)
    return lines, edges


def judge(path):
    """Lines, those of another commit, those of another place in it, and up to
    EXAMPLES of them."""
    theirs, edges = blame(path)
    if theirs is None:
        return path, None, 0, 0, []
    wrong = moved = 0
    examples = []
    mine = {}
    for first, count, commit, source, born in files.get(path, []):
        for i in range(count):
            mine[first + i] = (commit, source, born + i)
    for number in sorted(theirs.keys() | mine.keys()):
        a, b = theirs.get(number), mine.get(number)
        if a is None or b is None or a[0] != b[0] or (
                (a[0] in edges) != (b[0] in our_edges or b[0] in roots)):
            wrong += 1
        elif a != b:
            moved += 1
        else:
            continue
        if len(examples) < EXAMPLES:
            examples.append((number, a, b))
    return path, len(theirs), wrong, moved, examples


def tell(examples):
    for number, theirs, mine in examples:
        print("      line %d: git %s, assay %s" % (
            number, *("none" if one is None else "unknown"
                      if one[0] == UNKNOWN else "%s %s:%d" % (
                          one[0][:12].decode(),
                          one[1].decode("utf-8", "backslashreplace"), one[2])
                      for one in (theirs, mine))))


def count(*arguments):
    return int(git("rev-list", "--count", *arguments, revision).stdout or 0)


def graph():
    """What helps git along."""
    objects = git("rev-parse", "--path-format=absolute", "--git-path",
                  "objects/info").stdout.decode().strip()
    for name in ("commit-graph", "commit-graphs/commit-graph-chain"):
        if os.path.exists(os.path.join(objects, name)):
            with open(os.path.join(objects, "commit-graph"), "rb") as graph:
                return ("with paths" if b"BDAT" in graph.read(256)
                        else "without paths")
    return "none"


def roots_and_cuts():
    """Commits that have no parents; and how many had theirs cut off. The
    file "shallow" may name some of the first, too."""
    shallow = git("rev-parse", "--path-format=absolute", "--git-path",
                  "shallow").stdout.decode().strip()
    cut = set()
    if os.path.exists(shallow):
        with open(shallow, "rb") as edge:
            cut = {commit for commit in edge.read().split()
                   if b"\nparent " in git("cat-file", "commit",
                                          commit.decode()).stdout}
    return set(git("rev-list", "--max-parents=0",
                   revision).stdout.split()) - cut, len(cut)


roots, cut = roots_and_cuts()
if kept:
    folder = os.path.join(kept, "%s-%d" % (git(
        "rev-parse", revision + "^{commit}").stdout.decode().strip(), cut))
    os.makedirs(folder, exist_ok=True)
files, our_edges = ours()
our_seconds = processor_seconds()
texts, missing = text_files()
extra = set(files) - set(texts)
chosen = texts[::every]
lines = differing = displaced = refused = 0
worst = []
before = processor_seconds()
with ThreadPoolExecutor(jobs) as pool:
    for path, number, wrong, moved, examples in pool.map(judge, chosen):
        if number is None:
            refused += 1
            continue
        lines += number
        differing += wrong
        displaced += moved
        if examples:
            worst.append((wrong + moved, number, path, examples))
git_seconds = processor_seconds() - before
share = 100 * (lines - differing) / lines if lines else 100
# floor, so that 100.0000 means all
share = int(share * 10000) / 10000
name = os.path.basename(repository.rstrip("/"))
if name in ("repo", ".git"):
    name = os.path.basename(os.path.dirname(repository.rstrip("/")))
print("%s %s: %.4f %% of %d lines in %d of %d text files agree"
      % (name, revision, share, lines, len(chosen) - refused, len(texts)))
print("  %d commits, %d merges, %d of more than two, %d roots%s; "
      "%d lines of another commit, %d of another place"
      % (count(), count("--merges"), count("--min-parents=3"), len(roots),
         ", shallow at %d" % cut if cut else "", differing, displaced))
print("  processor: assay lines %.2f s, git blame %.2f s (%.0f times); "
      "commit-graph: %s" % (our_seconds, git_seconds,
                            git_seconds / max(our_seconds, 0.01), graph()))
if missing or refused:
    print("  left out: %d files that are missing, %d that git blame refuses"
          % (missing, refused))
if extra:
    print("  not text files to git: %s" % sorted(extra)[:3])
for wrong, number, path, examples in sorted(worst, reverse=True)[:WORST]:
    print("  %6d of %6d differ: %s"
          % (wrong, number, path.decode("utf-8", "backslashreplace")))
    tell(examples)
sys.exit(1 if differing or displaced or extra else 0)
