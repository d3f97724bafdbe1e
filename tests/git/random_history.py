"""Writes a random history as a git fast-import stream: random_history.py SEED.

Made to be hard for whoever says whose a line is: few kinds of lines, moved and
doubled blocks, merges of up to five parents, several roots, dates out of
order, renames with and without edits, one file that becomes two, files that
become folders, links or programs, last lines without newline, odd names. The
same seed gives the same stream."""
import random
import sys

random.seed(int(sys.argv[1]))
chance = random.random
pick = random.choice

KINDS = ["", "", "{", "}", "\tif (x)", "\t\treturn 0;", "else", "    a",
         "\t", "\r", "end\r"] + ["line %d" % i for i in range(random.randint(
             3, 40))]
NAMES = ["a", "b.c", "dir/a", "dir/b.c", "dir/sub/x y", "z\"q", "t\tb",
         "\u00e9.txt", "raw\udcff", "dir/a.h", "deep/1/2/3/f", "b"]
commits = random.randint(8, 60)
size = pick([4, 12, 40, 400])
out = sys.stdout.buffer


def line():
    if chance() < 0.1:
        return "unique %d" % random.randrange(10 ** 9)
    if chance() < 0.03:
        return "long " + "0123456789" * random.randint(5, 30)
    return pick(KINDS)


def new_text():
    return [line() for _ in range(random.randint(0, size))]


def changed(lines):
    lines = list(lines)
    for _ in range(pick([1, 1, 1, 2, 5])):
        at = random.randint(0, len(lines))
        end = min(len(lines), at + random.randint(0, max(1, size // 4)))
        kind = random.randrange(7)
        if kind == 0:
            del lines[at:end]
        elif kind == 1:  # move a block
            block = lines[at:end]
            del lines[at:end]
            to = random.randint(0, len(lines))
            lines[to:to] = block
        elif kind == 2:  # double one
            lines[at:at] = lines[at:end]
        elif kind == 3:
            lines[at:end] = [line() for _ in range(end - at)]
        elif kind == 4:  # indent one
            lines[at:end] = ["\t" + l for l in lines[at:end]]
        else:
            lines[at:at] = [line() for _ in range(random.randint(
                1, max(1, size // 6)))]
    return lines


def quoted(path):
    raw = path.encode("utf-8", "surrogateescape")
    return b'"' + b"".join(
        b"\\%03o" % c if c < 32 or c > 126 or c in b'"\\' else bytes([c])
        for c in raw) + b'"'


def content(state):
    lines, newline = state
    text = "\n".join(lines) + ("\n" if newline and lines else "")
    return text.encode()


def free(tree, path):
    """Whether PATH can be a file beside the others."""
    return path not in tree and not any(
        other.startswith(path + "/") or path.startswith(other + "/")
        for other in tree)


def fresh(tree):
    paths = [p for p in NAMES if free(tree, p)]
    if not paths or chance() < 0.2:
        paths.append("n%d/%s" % (random.randrange(4), pick(["a", "b.c", "q"])))
        paths = [p for p in paths if free(tree, p)]
    return pick(paths) if paths else None


def edit(tree):
    """Changes the files of TREE: path -> (mode, lines, final newline)."""
    for _ in range(pick([1, 1, 2, 3, 6])):
        paths = sorted(tree)
        kind = random.random()
        if not paths or kind < 0.2:
            path = fresh(tree)
            if path:
                tree[path] = ("100644", new_text(), chance() < 0.9)
            continue
        path = pick(paths)
        mode, lines, newline = tree[path]
        if not mode.startswith("100"):  # a link or submodule: moves or ends
            to = fresh(tree) if chance() < 0.5 else None
            del tree[path]
            if to:
                tree[to] = (mode, lines, newline)
        elif kind < 0.6:
            tree[path] = (mode, changed(lines), chance() < 0.9)
        elif kind < 0.67:
            del tree[path]
        elif kind < 0.87:  # rename, now and then to several, and edited
            del tree[path]
            for _ in range(pick([1, 1, 1, 2, 3])):
                to = fresh(tree)
                if to:
                    tree[to] = (mode,
                                changed(lines) if chance() < 0.6 else lines,
                                newline)
        elif kind < 0.9:
            tree[path] = ("100755" if mode == "100644" else "100644", lines,
                          newline)
        elif kind < 0.92:
            tree[path] = ("120000", ["target"], False)
        elif kind < 0.94:
            tree[path] = ("160000", ["%040x" % random.getrandbits(160)], False)
        elif kind < 0.97:  # the same text in another file
            other = fresh(tree)
            if other:
                tree[other] = tree[path]
        else:  # a folder where a file was
            del tree[path]
            if free(tree, path + "/in"):
                tree[path + "/in"] = (mode, lines, newline)
    for path, (mode, _, newline) in list(tree.items()):
        if not mode.startswith("100") and chance() < 0.4:
            tree[path] = ("100644", new_text(), newline)


def merged(trees):
    """A tree that takes each file from one of the parents, or mixes."""
    result = {}
    for path in sorted({p for tree in trees for p in tree}):
        having = [tree[path] for tree in trees if path in tree]
        if len(having) < len(trees) and chance() < 0.3:
            continue
        mode, lines, newline = pick(having)
        if mode.startswith("100") and chance() < 0.3:
            other = pick(having)
            if other[0].startswith("100"):
                cut = random.randint(0, min(len(lines), len(other[1])))
                lines = lines[:cut] + other[1][cut:]
        if free(result, path):
            result[path] = (mode, lines, newline)
    return result


def write(text):
    out.write(text)


done = []  # trees
heads = []
for number in range(1, commits + 1):
    count = pick([1] * 8 + [2] * 4 + [3, 4, 5]) if done else 0
    if done and chance() < 0.04:
        count = 0
    parents = []
    for _ in range(count):
        parent = (pick(heads) if heads and chance() < 0.8
                  else random.randint(1, len(done)))
        if parent not in parents:
            parents.append(parent)
    if len(parents) > 1:
        tree = merged([done[p - 1] for p in parents])
        if chance() < 0.3:
            edit(tree)
    else:
        tree = dict(done[parents[0] - 1]) if parents else {}
        edit(tree)
    if number == commits:  # the last one brings all branches together
        for head in heads[:4]:
            if head not in parents:
                parents.append(head)
    done.append(tree)
    heads = [h for h in heads if h not in parents] + [number]
    when = 1500000000 + random.randrange(10 ** 7)
    message = b"commit %d" % number
    write(b"commit refs/heads/main\nmark :%d\n" % number)
    for role in (b"author", b"committer"):
        write(b"%s A <a@example.com> %d +0000\n" % (role, when))
    write(b"data %d\n%s\n" % (len(message), message))
    if parents:
        write(b"from :%d\n" % parents[0])
    for parent in parents[1:]:
        write(b"merge :%d\n" % parent)
    write(b"deleteall\n")
    for path in sorted(tree):
        mode, lines, newline = tree[path]
        if mode == "160000":
            write(b"M 160000 %s %s\n" % (lines[0].encode(), quoted(path)))
            continue
        data = content((lines, newline))
        write(b"M %s inline %s\ndata %d\n%s\n"
              % (mode.encode(), quoted(path), len(data), data))
    write(b"\n")
