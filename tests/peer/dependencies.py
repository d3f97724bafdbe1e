#!/usr/bin/env python3
"""Reads the manifests of a repository through history without any of our code
and compares the packages they name with those of a model.

    tests/peer/dependencies.py REPO assay.db

Python's own readers are used (json, tomllib, xml.etree; yaml where it is
installed), git for everything else. Prints each difference, then how much was
compared; exits with 1 when there is a difference. Formats without a reader in
Python's library (Gradle, Ruby, CMake, Conan) are left out.
"""
import collections
import json
import os
import re
import sqlite3
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET

try:
    import yaml
except ImportError:
    yaml = None

REPO, DB = sys.argv[1:3]


def pep503(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def requirement(text):
    m = re.match(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(\[[^]]*\])?\s*(.*)", text)
    if not m or (m.group(3) and m.group(3)[0] not in "<>=!~;@("):
        return None
    return pep503(m.group(1))


NPM_LOCAL = ("file:", "link:", "portal:", "workspace:", "./", "../", "/", "~/")


def npm_name(name, version):
    if isinstance(version, str) and version.startswith("npm:"):
        return re.match(r"npm:(@?[^@]+)", version).group(1)
    return name


def package_json(text):
    d = json.loads(text)
    return {npm_name(n, v) for k in ("dependencies", "devDependencies",
            "optionalDependencies", "peerDependencies")
            for n, v in (d.get(k) or {}).items()
            if not str(v).startswith(NPM_LOCAL)}


def package_lock(text):
    d = json.loads(text)
    names = set()
    for key, v in d.get("packages", {}).items():
        if "node_modules/" in key and not v.get("link"):
            if "name" in v and not v.get("resolved"):
                continue
            names.add(v.get("name") or key.split("node_modules/")[-1])

    def old(level):
        for n, v in level.items():
            if not v.get("version", "").startswith(NPM_LOCAL):
                names.add(npm_name(n, v.get("version")))
            old(v.get("dependencies", {}))
    old(d.get("dependencies", {}))
    return names


def yarn_lock(text):
    names = set()
    for block in re.split(r"\n(?=\S)", text):
        head = block.lstrip("\n").split("\n")[0]
        if not head or head.startswith("#") or "__metadata" in head:
            continue
        resolution = re.search(r'^  resolution: "(@?[^@"]+)@([^"]*)"', block, re.M)
        if resolution:
            if not resolution.group(2).startswith(NPM_LOCAL):
                names.add(resolution.group(1))
            continue
        first = head.rstrip(":").split(", ")[0].strip('"')
        m = re.match(r"(@?[^@]+)@(.*)", first)
        if m and not m.group(2).startswith(NPM_LOCAL):
            names.add(npm_name(m.group(1), m.group(2)))
    return names


def pnpm_lock(text):
    names = set()
    for key, v in (
            (yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
             or {}).get("packages") or {}).items():
        if isinstance(v, dict) and v.get("name"):
            names.add(v["name"])
            continue
        m = re.match(r"/?((?:@[^/@]+/)?[^/@]+)[@/]([^(_]+)", key)
        if m and not key.startswith(("file:", "link:")):
            names.add(m.group(1))
    return names


def pyproject(text):
    d = tomllib.loads(text)
    project = d.get("project", {})
    tool = d.get("tool", {})
    texts = list(project.get("dependencies", []))
    for group in project.get("optional-dependencies", {}).values():
        texts += group
    for group in d.get("dependency-groups", {}).values():
        texts += [t for t in group if isinstance(t, str)]
    texts += d.get("build-system", {}).get("requires", [])
    texts += tool.get("uv", {}).get("dev-dependencies", [])
    for group in tool.get("pdm", {}).get("dev-dependencies", {}).values():
        texts += group
    names = {requirement(t) for t in texts} - {None}
    poetry = tool.get("poetry", {})
    tables = [poetry.get("dependencies", {}), poetry.get("dev-dependencies", {})]
    tables += [g.get("dependencies", {}) for g in poetry.get("group", {}).values()]
    for table in tables:
        names |= {pep503(n) for n, v in table.items()
                  if not (isinstance(v, dict) and "path" in v)}
    return names - {"python"}


def toml_packages(skip):
    def read(text):
        return {n for p in tomllib.loads(text).get("package", [])
                for n in [pep503(p["name"])] if not skip(p)}
    return read


def cargo_lock(text):
    return {p["name"] for p in tomllib.loads(text).get("package", [])
            if "source" in p}


def cargo_toml(text):
    d = tomllib.loads(text)
    names = set()
    scopes = [d, {"dependencies": d.get("workspace", {}).get("dependencies", {})}]
    scopes += d.get("target", {}).values()
    for scope in scopes:
        for k in ("dependencies", "dev-dependencies", "build-dependencies"):
            for n, v in scope.get(k, {}).items():
                if isinstance(v, dict):
                    if "path" in v:
                        continue
                    n = v.get("package", n)
                names.add(n)
    return names


def pipfile(text):
    d = tomllib.loads(text)
    return {pep503(n) for k in ("packages", "dev-packages")
            for n, v in d.get(k, {}).items()
            if not (isinstance(v, dict) and ("path" in v or "file" in v))}


def pipfile_lock(text):
    d = json.loads(text)
    return {pep503(n) for k in ("default", "develop")
            for n, v in d.get(k, {}).items()
            if not ("path" in v or v.get("editable"))}


def requirements(text):
    names = set()
    text = re.sub(r"\\\r?\n", "", text.lstrip("\ufeff"))
    for line in text.splitlines():
        line = re.sub(r"(^|\s)#.*", "", line).strip()
        line = re.sub(r"^(-e|--editable)[\s=]+", "", line)
        if not line or line.startswith("-"):
            continue
        line = line.split(" --")[0].strip()
        name = requirement(line)
        egg = re.search(r"[#&]egg=([^&\[]+)", line)
        if name:
            names.add(name)
        elif egg and "://" in line:
            names.add(pep503(egg.group(1)))
        elif "://" in line:
            file = re.sub(r"[?#].*", "", line).rsplit("/", 1)[-1]
            built = re.match(r"([^-]+)-.*\.whl$", file) or re.match(
                r"(.+)-\d[^-]*\.(?:tar\.gz|zip)$", file)
            if built:
                names.add(pep503(built.group(1)))
    return names - {"python"}


def go_mod(text):
    names, replaced, block = set(), [], None
    for line in text.splitlines():
        line = line.split("//")[0].strip()
        if block and line == ")":
            block = None
            continue
        words = line.split()
        if not block and words and words[0] in ("require", "replace", "exclude",
                                                "retract", "tool", "godebug"):
            if len(words) > 1 and words[1] == "(":
                block = words[0]
                continue
            kind, words = words[0], words[1:]
        elif block:
            kind = block
        else:
            continue
        if kind == "require" and len(words) >= 2:
            names.add(words[0].strip('"'))
        if kind == "replace" and "=>" in words:
            at = words.index("=>")
            replaced.append((words[0], words[at + 1]))
    for old, new in replaced:
        if old in names:
            names.discard(old)
            if not new.startswith((".", "/")):
                names.add(new)
    return names


def pom(text):
    root = ET.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", text))
    def tag(e):
        return re.sub(r"\{.*\}", "", e.tag) if isinstance(e.tag, str) else ""
    def child(e, name):
        for c in e:
            if tag(c) == name:
                return c
        return None
    def text_of(e, name):
        c = child(e, name) if e is not None else None
        return (c.text or "").strip() if c is not None else None
    variables = {}
    parent = child(root, "parent")
    for key, owner, name in (("project.version", root, "version"),
                             ("project.groupId", root, "groupId"),
                             ("project.parent.version", parent, "version"),
                             ("project.version", parent, "version"),
                             ("project.groupId", parent, "groupId")):
        value = text_of(owner, name)
        if value and key not in variables:
            variables[key] = value
    for p in child(root, "properties") if child(root, "properties") is not None else []:
        variables.setdefault(tag(p), (p.text or "").strip())
    def expand(value):
        for _ in range(8):
            new = re.sub(r"\$\{([^}]*)\}",
                         lambda m: variables.get(m.group(1), m.group(0)), value)
            if new == value:
                break
            value = new
        return value
    names = set()
    def add(e, group=None):
        g, a = text_of(e, "groupId") or group, text_of(e, "artifactId")
        if g and a:
            names.add(expand(g) + ":" + expand(a))
    def path(e, *steps):
        level = [e]
        for s in steps:
            level = [c for x in level for c in x if tag(c) == s]
        return level
    plugins = "org.apache.maven.plugins"
    if parent is not None:
        add(parent)
    for e in (path(root, "dependencies", "dependency")
              + path(root, "dependencyManagement", "dependencies", "dependency")
              + path(root, "profiles", "profile", "dependencies", "dependency")
              + path(root, "build", "plugins", "plugin", "dependencies", "dependency")
              + path(root, "build", "extensions", "extension")):
        add(e)
    for e in (path(root, "build", "plugins", "plugin")
              + path(root, "build", "pluginManagement", "plugins", "plugin")):
        add(e, plugins)
    return names


def msbuild(text):
    root = ET.fromstring(text.lstrip("\ufeff"))
    names = set()
    for e in root.iter():
        name = re.sub(r"\{.*\}", "", e.tag) if isinstance(e.tag, str) else ""
        if name in ("PackageReference", "PackageVersion", "GlobalPackageReference",
                    "PackageDownload"):
            n = e.get("Include") or (e.get("Update") if name != "GlobalPackageReference" else None)
            if n and not e.get("Remove") and "$(" not in n:
                names.add(n.strip().lower())
    return names


def packages_config(text):
    return {e.get("id").lower() for e in ET.fromstring(text.lstrip("\ufeff")).iter("package")}


def packages_lock(text):
    return {n.lower() for f in json.loads(text).get("dependencies", {}).values()
            for n, v in f.items() if v.get("type") != "Project"}


def composer(keys):
    def read(text):
        d = json.loads(text)
        names = set()
        for k in keys:
            v = d.get(k) or {}
            names |= ({p["name"].lower() for p in v} if isinstance(v, list)
                      else {n.lower() for n in v})
        return {n for n in names if "/" in n}
    return read


def vcpkg(text):
    d = json.loads(text)
    names = set()
    lists = [d.get("dependencies", []), d.get("overrides", [])]
    lists += [f.get("dependencies", []) for f in d.get("features", {}).values()]
    for l in lists:
        names |= {(x if isinstance(x, str) else x["name"]).lower() for x in l}
    return names


def gem_lock(text):
    names, section = set(), ""
    for line in text.splitlines():
        if line and line[0] != " ":
            section = line
        m = re.match(r"    (\S+) \(.*\)$", line)
        if m and section in ("GEM", "GIT"):
            names.add(m.group(1))
    return names


READERS = [
    (r"package\.json", package_json),
    (r"package-lock\.json|npm-shrinkwrap\.json", package_lock),
    (r"yarn\.lock", yarn_lock),
    (r"pnpm-lock\.yaml", pnpm_lock if yaml else None),
    (r"pyproject\.toml", pyproject),
    (r"poetry\.lock|pdm\.lock", toml_packages(
        lambda p: p.get("source", {}).get("type") in ("directory", "file")
        or "path" in p or p.get("editable"))),
    (r"uv\.lock", toml_packages(lambda p: set(p.get("source", {}))
                                & {"virtual", "editable", "directory"})),
    (r"Pipfile", pipfile), (r"Pipfile\.lock", pipfile_lock),
    (r"requirements.*\.(txt|in)|.*[-_]requirements\.txt", requirements),
    (r"go\.mod", go_mod), (r"Cargo\.toml", cargo_toml), (r"Cargo\.lock", cargo_lock),
    (r"pom\.xml", pom),
    (r".*\.(cs|fs|vb)proj|Directory\.(Packages|Build)\.props|Directory\.Build\.targets", msbuild),
    (r"packages\.config", packages_config), (r"packages\.lock\.json", packages_lock),
    (r"composer\.json", composer(("require", "require-dev"))),
    (r"composer\.lock", composer(("packages", "packages-dev"))),
    (r"vcpkg\.json", vcpkg), (r"Gemfile\.lock", gem_lock),
]


def reader_of(path):
    parts = path.split("/")
    if set(parts[:-1]) & {"node_modules", "vendor", "bower_components",
                          "third_party", "third-party", "thirdparty"}:
        return None
    if len(parts) > 1 and parts[-2] == "requirements" and re.search(r"\.(txt|in)$", path):
        return requirements
    for pattern, reader in READERS:
        if re.fullmatch(pattern, parts[-1]):
            return reader
    return None


def git(*args):
    return subprocess.run(["git", "-C", REPO, *args], check=True,
                          stdout=subprocess.PIPE).stdout


class Blobs:
    def __init__(self):
        self.process = subprocess.Popen(["git", "-C", REPO, "cat-file", "--batch"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.lists = {}

    def text(self, oid):
        self.process.stdin.write((oid + "\n").encode())
        self.process.stdin.flush()
        head = self.process.stdout.readline().split()
        if head[-1] == b"missing":
            return None
        data = self.process.stdout.read(int(head[2]) + 1)[:-1]
        return data.decode("utf-8", "replace")

    def names(self, oid, mode, path):
        """The packages of a blob; None when it cannot be read."""
        if mode[:3] != "100":
            return frozenset()
        key = (oid, path)
        if key not in self.lists:
            text = self.text(oid)
            try:
                names = None if text is None else (
                    reader_of(path)(text) if text.strip() else set())
            except Exception:
                names = None
            self.lists[key] = None if names is None else frozenset(
                n for n in names if n and not re.search(r"[\s\"']", n)
                and len(n) <= 512)
        return self.lists[key]


def main():
    blobs, db = Blobs(), sqlite3.connect(DB)
    tests = {p for (p,) in db.execute(
        "SELECT DISTINCT path FROM file f JOIN commit_file c ON c.file_id = f.id "
        "WHERE c.kind = 'test'")}
    wanted = lambda p: p not in tests and reader_of(p)
    theirs, unread = {}, set()
    log = git("log", "--no-merges", "--raw", "--no-renames", "--no-abbrev", "-z",
              "--format=%x01%H", "HEAD").decode("utf-8", "replace")
    for block in log.split("\x01")[1:]:
        fields = [f for f in block.split("\0") if f.strip()]
        commit = fields[0].strip()
        for meta, path in zip(fields[1::2], fields[2::2]):
            if not wanted(path):
                continue
            old_mode, new_mode, old, new, _ = meta.strip().lstrip(":").split()
            before = blobs.names(old, old_mode, path)
            after = blobs.names(new, new_mode, path)
            if before is None or after is None:
                unread.add((commit, path))
                continue
            for n in after - before:
                theirs[commit, path, n] = "added"
            for n in before - after:
                theirs[commit, path, n] = "removed"
    ours = {}
    for commit, path, package, change in db.execute(
            "SELECT c.oid, f.path, d.package, d.change FROM dependency_change d "
            "JOIN \"commit\" c ON c.id = d.commit_id JOIN file f ON f.id = d.file_id "
            "WHERE d.change <> 'changed' AND c.parents < 2"):
        if wanted(path):
            ours[commit, path, package] = change
    head_theirs, head_unread = set(), set()
    for line in git("ls-tree", "-r", "-z", "HEAD").decode("utf-8", "replace").split("\0"):
        if line:
            meta, path = line.split("\t", 1)
            mode, _, oid = meta.split()
            if wanted(path):
                names = blobs.names(oid, mode, path)
                if names is None:
                    head_unread.add(path)
                head_theirs |= {(path, n) for n in names or ()}
    head_ours = {(p, n) for p, n in db.execute(
        "SELECT f.path, d.package FROM dependency d JOIN file f ON f.id = d.file_id")
        if wanted(p) and p not in head_unread}
    bad = 0
    for key in sorted(set(ours) | set(theirs)):
        if ours.get(key) != theirs.get(key) and key[:2] not in unread:
            bad += 1
            if bad <= 40:
                print("differs:", *key, "ours", ours.get(key), "theirs", theirs.get(key))
    head_bad = sorted(head_ours ^ head_theirs)
    for key in head_bad[:40]:
        print("at HEAD:", *key, "ours" if key in head_ours else "theirs")
    files = collections.Counter(os.path.basename(p) for _, p, _ in theirs)
    print(f"{REPO}: {len(theirs)} additions and removals, {bad} differ; "
          f"{len(head_theirs)} packages at HEAD, {len(head_bad)} differ; "
          f"{len(unread)} changes unreadable; " + " ".join(
              f"{n}:{c}" for n, c in files.most_common(8)))
    sys.exit(bad + len(head_bad) > 0)


main()
