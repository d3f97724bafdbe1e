#!/usr/bin/env python3
"""Random files CODEOWNERS against a second reading of their rules.

    tests/peer/owners.py make FOLDER     writes repositories below FOLDER
    tests/peer/owners.py check FOLDER DB compares the table owner with them

Patterns become regular expressions here, as hmarr/codeowners does for GitHub;
for GitLab as the documentation of Ruby's File.fnmatch says, or, where ruby is
installed, by asking it. The seed is fixed.
"""
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys

NAMES = ["a", "b", "docs", "src", "x.c", "y.md", "lib", "a b", "[id]", ".ci", "a.c"]
PARTS = NAMES + ["*", "**", "*.c", "?", "*.md", "d*s", "[a-c]", "[!a]", "x*", "\\#a", "**x"]


def random_pattern(rng, gitlab):
    depth = rng.choice([1, 1, 2, 2, 3])
    pattern = "/".join(rng.choice(PARTS) for _ in range(depth))
    # a line that begins with "[" is a section of GitLab's
    if rng.random() < 0.4 or (gitlab and pattern.startswith("[")):
        pattern = "/" + pattern
    if rng.random() < 0.25:
        pattern += "/"
    # of which hmarr/codeowners makes an expression that nothing matches
    if pattern == "**/":
        pattern = "/**"
    return pattern.replace(" ", "\\ ")


def random_paths(rng):
    paths = set()
    while len(paths) < 300:
        paths.add("/".join(rng.choice(NAMES + ["#a", "xyz", "dots"])
                           for _ in range(rng.choice([1, 2, 2, 3, 4]))))
    # a path is a file or a folder, not both
    return sorted(p for p in paths if not any(q.startswith(p + "/") for q in paths))


def github_regex(pattern):
    if pattern == "/":
        return re.compile(r"(?!)")
    segments = pattern.split("/")
    if segments[0] == "":
        segments = segments[1:]
    elif len(segments) == 1 or (len(segments) == 2 and segments[1] == ""):
        if segments[0] != "**":
            segments = ["**"] + segments
    if len(segments) > 1 and segments[-1] == "":
        segments[-1] = "**"
    out, need_slash, last = r"\A", False, len(segments) - 1
    for i, segment in enumerate(segments):
        if segment == "**":
            if i == 0 and i == last:
                out += ".+"
            elif i == 0:
                out += "(?:.+/)?"
                need_slash = False
            elif i == last:
                out += "/.*"
            else:
                out += "(?:/.+)?"
                need_slash = True
            continue
        if need_slash:
            out += "/"
        if segment == "*":
            out += "[^/]+"
        else:
            escaped = False
            for c in segment:
                if escaped:
                    out, escaped = out + re.escape(c), False
                elif c == "\\":
                    escaped = True
                else:
                    out += {"*": "[^/]*", "?": "[^/]"}.get(c) or re.escape(c)
            if i == last:
                out += "(?:/.*)?"
        need_slash = True
    return re.compile(out + r"\Z", re.S)


def gitlab_pattern(pattern):
    pattern = re.sub(r"\A\\#", "#", pattern)
    pattern = re.sub(r"\\\s+", " ", pattern)
    if pattern == "*":
        return "/**/*"
    if not pattern.startswith("/"):
        pattern = "/**/" + pattern
    return pattern + "**/*" if pattern.endswith("/") else pattern


def fnmatch_regex(pattern):
    out, i = r"\A", 0
    while i < len(pattern):
        at_start = i == 0 or pattern[i - 1] == "/"
        if at_start and pattern.startswith("**/", i):
            out, i = out + "(?:[^/]+/)*", i + 3
            continue
        c = pattern[i]
        if c == "*":
            out += "[^/]*"
        elif c == "?":
            out += "[^/]"
        elif c == "[":
            close = pattern.find("]", i + 1)
            body = pattern[i + 1:close]
            negated = body[:1] in "!^"
            out += "(?!/)[" + ("^" if negated else "") + re.escape(
                body[negated:]).replace(r"\-", "-") + "]"
            i = close
        elif c == "\\" and i + 1 < len(pattern):
            i += 1
            out += re.escape(pattern[i])
        else:
            out += re.escape(c)
        i += 1
    return re.compile(out + r"\Z", re.S)


def make(folder):
    rng = random.Random(20261122)
    shutil.rmtree(folder, ignore_errors=True)
    worlds = {}
    for number in range(16):
        gitlab = number % 2 == 1
        paths = random_paths(rng)
        rules = [(random_pattern(rng, gitlab), f"@o{i}") for i in range(40 if gitlab else 12)]
        lines = []
        for i, (pattern, owner) in enumerate(rules):
            if gitlab:
                lines.append(f"[s{i}]")
            lines.append(f"{pattern} {owner}" if gitlab or i % 5 else pattern)
        name = f"r{number}"
        repo = os.path.join(folder, name)
        os.makedirs(repo)
        env = dict(os.environ, GIT_AUTHOR_DATE="1700000000 +0000",
                   GIT_COMMITTER_DATE="1700000000 +0000", GIT_CONFIG_GLOBAL="/dev/null")
        def git(*args, **more):
            return subprocess.run(["git", "-C", repo, "-c", "user.name=Ana",
                                   "-c", "user.email=ana@example.org", *args],
                                  check=True, stdout=subprocess.PIPE, env=env,
                                  **more).stdout.decode().strip()
        git("init", "-q", "-b", "main", ".")
        text = "\n".join(lines) + "\n"
        blob = git("hash-object", "-w", "--stdin", input=text.encode())
        entries = "".join(f"100644 {blob}\t{p}\n" for p in paths + ["CODEOWNERS"])
        git("update-index", "--add", "--index-info", input=entries.encode())
        host = "gitlab" if gitlab else "github"
        git("remote", "add", "origin", f"https://{host}.com/example/{name}.git")
        # one root each, so that no two are the same repository
        git("commit", "-q", "-m", f"world {number}")
        worlds[name] = {"gitlab": gitlab, "paths": paths + ["CODEOWNERS"], "rules": rules}
    json.dump(worlds, open(os.path.join(folder, "worlds.json"), "w"))


def ask_ruby(pairs):
    program = ("require 'json'; JSON.parse(STDIN.read).each { |p, q| "
               "puts File.fnmatch?(p, q, File::FNM_DOTMATCH | File::FNM_PATHNAME) }")
    out = subprocess.run(["ruby", "-e", program], input=json.dumps(pairs).encode(),
                         check=True, stdout=subprocess.PIPE).stdout
    return [line == b"true" for line in out.split()]


def expected(world):
    owners = {p: set() for p in world["paths"]}
    if not world["gitlab"]:
        rules = [(github_regex(p), [o] if i % 5 else [])
                 for i, (p, o) in enumerate(world["rules"])]
        for path in owners:
            for regex, names in reversed(rules):
                if regex.match(path):
                    owners[path] |= set(names)
                    break
        return owners
    pairs = [(gitlab_pattern(p), "/" + path) for p, _ in world["rules"] for path in owners]
    if shutil.which("ruby"):
        answers = ask_ruby(pairs)
    else:
        answers = [bool(fnmatch_regex(p).match(q)) for p, q in pairs]
    at = 0
    for _, owner in world["rules"]:
        for path in owners:
            if answers[at]:
                owners[path].add(owner)
            at += 1
    return owners


def check(folder, database):
    db, bad, compared = sqlite3.connect(database), 0, 0
    for name, world in json.load(open(os.path.join(folder, "worlds.json"))).items():
        found = {p: set() for p in world["paths"]}
        for path, owner in db.execute(
                "SELECT f.path, o.owner FROM owner o JOIN file f ON f.id = o.file_id "
                "JOIN repository r ON r.id = o.repository_id WHERE r.name = ?", (name,)):
            found[path].add(owner)
        for path, owners in expected(world).items():
            compared += 1
            if owners != found[path]:
                bad += 1
                if bad < 20:
                    odd = {o: p for p, o in world["rules"] if o in owners ^ found[path]}
                    print(f"{name} {path}: expected {sorted(owners)}, "
                          f"found {sorted(found[path])}; {odd}")
    print(f"{compared} paths compared, {bad} differ")
    sys.exit(bad > 0 or compared < 3000)


if sys.argv[1] == "make":
    make(sys.argv[2])
else:
    check(sys.argv[2], sys.argv[3])
