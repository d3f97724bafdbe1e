"""The packages of the sample: which commit names, raises or drops which one,
and the manifests and lock files that say so. Used by make-sample.py alone.

No commit is made for them and no random number drawn: a planned change waits
for the first commit that writes code, on its day or later, of the tool (or, of
no tool, of the origin) that is to bring it. What it did is noted in
commit.packages, in the repository's plan, for the truth.

The packages exist in their registries; digests are made up, and say so. Locked
packages take one line each, so that what a change adds and deletes is the same
whichever way one compares.
"""

NPM, PYPI, GO = "npm", "pypi", "golang"
WEB, TOOLS = "package.json", "tools/package.json"
PY_OLD, PY, DOCS = "requirements.in", "pyproject.toml", "docs/requirements.txt"
MOD, OTEL = "go.mod", "go.opentelemetry.io/otel"
ECOSYSTEM = {WEB: NPM, TOOLS: NPM, PY_OLD: PYPI, PY: PYPI, DOCS: PYPI, MOD: GO}
LOCK = {NPM: "package-lock.json", PYPI: "requirements.txt", GO: "go.sum"}
# CODEOWNERS takes the owners of these paths away
UNOWNED = {"storefront": ["/tools/"]}


def add(manifest, name, asked, locked=None, needs=(), dev=False):
    """Names a package; NEEDS: what comes into the lock file with it."""
    return dict(op="add", manifest=manifest, package=name, asked=asked,
                locked=locked, needs=list(needs), dev=dev)


def rise(manifest, name, asked, locked=None, needs=()):
    return dict(add(manifest, name, asked, locked, needs), op="raise")


def drop(manifest, name):
    return dict(op="drop", manifest=manifest, package=name)


def move(old, new):
    return dict(op="move", manifest=old, to=new)


START = {
    "storefront": [
        add(WEB, "ajv", "^8.12.0", "8.12.0",
            [("fast-deep-equal", "3.1.3"), ("json-schema-traverse", "1.0.0"),
             ("require-from-string", "2.0.2")]),
        add(WEB, "fastify", "^4.12.0", "4.12.0",
            [("light-my-request", "5.8.0"), ("cookie", "0.5.0")]),
        add(WEB, "ioredis", "^5.3.0", "5.3.0"),
        add(WEB, "pino", "^8.8.0", "8.8.0", [("sonic-boom", "3.2.1")]),
        add(WEB, "stripe", "^11.8.0", "11.8.0"),
        add(WEB, "undici", "^5.16.0", "5.16.0"),
        add(WEB, "zod", "^3.20.2", "3.20.2"),
        add(WEB, "eslint", "^8.33.0", "8.33.0", dev=True),
        add(WEB, "typescript", "~4.9.5", "4.9.5", dev=True),
        add(WEB, "vite", "^4.0.4", "4.0.4", [("postcss", "8.4.21")], True),
        add(WEB, "vitest", "^0.28.3", "0.28.3", dev=True)],
    "ledger": [
        add(PY_OLD, "psycopg2-binary", ">=2.7", "2.7.7"),
        add(PY_OLD, "pyjwt", ">=1.7", "1.7.1"),
        add(PY_OLD, "python-dateutil", ">=2.8", "2.8.0", [("six", "1.12.0")]),
        add(PY_OLD, "requests", ">=2.21", "2.21.0",
            [("certifi", "2018.11.29"), ("idna", "2.8"),
             ("urllib3", "1.24.1")]),
        add(PY_OLD, "sqlalchemy", ">=1.2", "1.2.18")],
    "gateway": [
        add(MOD, "github.com/go-chi/chi/v5", "v5.0.7"),
        add(MOD, "github.com/google/uuid", "v1.3.0"),
        add(MOD, "github.com/jackc/pgx/v4", "v4.16.0",
            needs=[("golang.org/x/text", "v0.3.7")]),
        add(MOD, "go.uber.org/zap", "v1.21.0",
            needs=[("go.uber.org/multierr", "v1.6.0")])],
}

# repository -> [not before, tool or origin, changes]
PLANNED = {
    "storefront": [
        ["2025-10-20", "claude-code", [
            add(WEB, "lru-cache", "^11.2.2", "11.2.2")]],
        ["2025-10-29", "cursor", [add(WEB, "date-fns", "^4.1.0", "4.1.0")]],
        ["2025-11-10", "copilot-agent", [
            add(WEB, "@fastify/helmet", "^13.0.2", "13.0.2")]],
        ["2025-11-17", "human", [
            add(WEB, "decimal.js", "^10.6.0", "10.6.0")]],
        ["2025-12-15", "unknown", [
            rise(WEB, "typescript", "~5.9.3", "5.9.3"),
            rise(WEB, "vitest", "^4.0.15", "4.0.15")]],
        ["2026-01-07", "cursor", [add(WEB, "moment", "^2.30.1", "2.30.1")]],
        ["2026-01-12", "claude-code", [
            add(WEB, "nanoid", "^5.1.6", "5.1.6")]],
        ["2026-01-19", "unknown", [
            add(WEB, "dompurify", "^3.3.1", "3.3.1")]],
        ["2026-02-11", "human", [add(WEB, "sharp", "^0.34.5", "0.34.5")]],
        ["2026-03-10", "aider", [
            add(WEB, "maxmind", "^5.0.0", "5.0.0",
                [("mmdb-lib", "3.0.1"), ("tiny-lru", "11.4.5")])]],
        ["2026-05-04", "claude-code", [add(WEB, "jose", "^6.1.3", "6.1.3")]],
        ["2026-06-15", "human", [drop(WEB, "moment")]],
        ["2026-07-08", "copilot-agent", [
            add(WEB, "cookie", "^1.1.1", "1.1.1")]],
        ["2026-07-13", "codex", [
            add(TOOLS, "csv-parse", "^6.1.0"), add(TOOLS, "tsx", "4.21.0")]],
        ["2026-07-31", "cursor", "secret"],
        ["2026-08-03", "claude-code", [
            add(WEB, "@floating-ui/dom", "^1.7.4", "1.7.4",
                [("@floating-ui/core", "1.7.3")])]],
        ["2026-09-10", "codex", [add(WEB, "ws", "^8.18.3", "8.18.3")]],
        ["2026-09-14", "human", [add(WEB, "p-limit", "^7.2.0", "7.2.0")]],
        ["2026-10-01", "human", [add(WEB, "dayjs", "^1.11.19", "1.11.19")]]],
    "ledger": [
        ["2020-03-02", "human", [add(PY_OLD, "structlog", ">=20.1", "20.1.0")]],
        ["2023-07-10", "unknown", [
            add(PY_OLD, "pydantic", ">=2.0", "2.0.3",
                [("annotated-types", "0.5.0"), ("pydantic-core", "2.3.0"),
                 ("typing-extensions", "4.7.1")]),
            rise(PY_OLD, "sqlalchemy", ">=2.0", "2.0.18")]],
        ["2024-03-04", "unknown", [add(DOCS, "mkdocs-material", ">=9.5")]],
        ["2025-10-06", "human", [
            add(PY_OLD, "alembic", ">=1.16", "1.16.5",
                [("mako", "1.3.10"), ("markupsafe", "3.0.3")])]],
        ["2025-11-07", "copilot-agent", [add(PY_OLD, "tenacity", ">=9.1")]],
        ["2025-12-29", "claude-code", [
            add(PY_OLD, "babel", ">=2.17", "2.17.0")]],
        ["2026-01-22", "claude-code", [move(PY_OLD, PY)]],
        ["2026-03-05", "aider", [add(PY, "networkx", ">=3.6", "3.6.1")]],
        ["2026-03-26", "aider", [add(PY, "rapidfuzz", ">=3.14", "3.14.3")]],
        ["2026-04-06", "unknown", [
            add(PY, "phonenumbers", ">=9.0", "9.0.19")]],
        ["2026-04-27", "claude-code", [
            add(PY, "orjson", "==3.11.4", "3.11.4")]],
        ["2026-06-18", "copilot-agent", [
            add(PY, "holidays", ">=0.84", "0.84")]],
        ["2026-07-28", "claude-code", [
            add(PY, "humanize", ">=4.14", "4.14.0")]],
        ["2026-08-18", "claude-code", [
            add(PY, "pycountry", ">=24.6", "24.6.1")]],
        ["2026-09-02", "human", [
            rise(PY, "requests", ">=2.32", "2.32.5",
                 [("certifi", "2025.11.12"), ("idna", "3.11"),
                  ("urllib3", "2.6.1")]),
            rise(PY, "sqlalchemy", ">=2.0.44", "2.0.44")]],
        ["2026-09-28", "aider", [add(PY, "ijson", ">=3.4", "3.4.0")]]],
    "gateway": [
        ["2023-03-06", "unknown", [
            drop(MOD, "github.com/jackc/pgx/v4"),
            add(MOD, "github.com/jackc/pgx/v5", "v5.3.1",
                needs=[("golang.org/x/sync", "v0.1.0"),
                       ("golang.org/x/text", "v0.7.0")])]],
        ["2025-10-06", "claude-code", [
            add(MOD, "github.com/shopspring/decimal", "v1.4.0")]],
        ["2025-11-26", "copilot-agent", [
            add(MOD, "github.com/sony/gobreaker/v2", "v2.1.0")]],
        ["2025-12-03", "unknown", [
            add(MOD, "github.com/google/go-cmp", "v0.7.0")]],
        ["2026-01-12", "human", [
            add(MOD, OTEL, "v1.38.0"),
            rise(MOD, "github.com/jackc/pgx/v5", "v5.7.6",
                 needs=[("golang.org/x/sync", "v0.13.0"),
                        ("golang.org/x/text", "v0.24.0")])]],
        ["2026-02-24", "claude-code", [
            add(MOD, "github.com/hashicorp/golang-lru/v2", "v2.0.7")]],
        ["2026-03-03", "claude-code", [
            add(MOD, "github.com/oschwald/maxminddb-golang", "v1.13.1",
                needs=[("golang.org/x/sys", "v0.20.0")])]],
        ["2026-04-06", "copilot-agent", [
            add(MOD, "github.com/samber/lo", "v1.52.0")]],
        ["2026-04-14", "human", [
            add(MOD, "github.com/stretchr/testify", "v1.11.1")]],
        ["2026-05-11", "claude-code", [
            add(MOD, "golang.org/x/sync", "v0.19.0")]],
        ["2026-07-16", "codex", [
            add(MOD, "github.com/cenkalti/backoff/v5", "v5.0.3")]],
        ["2026-08-20", "human", [drop(MOD, "github.com/samber/lo")]],
        ["2026-09-16", "cursor", [
            add(MOD, "github.com/redis/go-redis/v9", "v9.16.0")]]],
}

# what dependabot finds month by month in the storefront, from October 2025
BUMPS = [
    {"ajv": "8.17.1", "fastify": "5.6.1", "pino": "10.0.0",
     "undici": "7.16.0", "vite": "7.1.9", "zod": "4.1.11"},
    {"pino": "10.1.0", "vite": "7.1.12", "zod": "4.1.12"},
    {"fastify": "5.6.2", "vite": "7.2.6", "zod": "4.1.13"},
    {"vite": "7.3.0", "zod": "4.3.4"},
    {"fastify": "5.7.1", "pino": "10.2.0", "undici": "7.20.0",
     "vite": "7.3.1", "zod": "4.3.6"},
    {"fastify": "5.7.4", "pino": "10.3.1", "undici": "7.22.0"},
    {"fastify": "5.8.4", "undici": "8.0.1", "vite": "8.0.3"},
    {"fastify": "5.8.5", "undici": "8.2.0", "vite": "8.0.10", "zod": "4.4.2"},
    {"undici": "8.3.0", "vite": "8.0.16", "zod": "4.4.3"},
    {"fastify": "5.9.0", "undici": "8.6.0", "vite": "8.1.3"},
    {"fastify": "5.11.0", "undici": "8.9.0", "vite": "8.2.0"},
    {"fastify": "5.12.1", "undici": "8.10.1", "vite": "8.2.2",
     "zod": "4.5.4"}]
NEEDS_OF_BUMPS = [("cookie", "1.0.2"), ("light-my-request", "6.6.0"),
                  ("postcss", "8.5.6"), ("sonic-boom", "4.2.0")]

# The one literal secret: made up, says so, and is as random as a real one.
SECRET_FILE = ".env"
SECRET_LINES = ["# settings for local work", "SHOP_URL=http://localhost:5173",
                "MAPS_API_KEY=n0t-a-r34l-k3y-7f2c9e41b8d6"]


# -------------------------------------------------------------- the files --

def entry(name, version):
    return ('    "node_modules/%s": { "version": "%s", '
            '"integrity": "sha512-sample-%s-%s" }' % (name, version, name,
                                                      version))


def json_list(lines):
    return [l + "," for l in lines[:-1]] + lines[-1:]


def named(packages, dev, indent):
    rows = sorted((n, p) for n, p in packages.items() if p["dev"] == dev)
    return json_list(['%s"%s": "%s"' % (indent, n, p["asked"])
                      for n, p in rows])


class Packages:
    """What the manifests and the lock file of one repository name."""

    def __init__(self, name):
        self.name = name
        self.asked = {}     # manifest -> {package: what it asks for}
        self.locked = {}    # package -> version
        self.waiting = [list(p) for p in PLANNED[name]]

    def text(self, path):
        if path == WEB:
            packages = self.asked[WEB]
            return ["{", '  "name": "acme-%s",' % self.name,
                    '  "private": true,', '  "type": "module",',
                    '  "scripts": {', '    "build": "vite build",',
                    '    "test": "vitest run"', "  },", '  "dependencies": {',
                    *named(packages, False, "    "), "  },",
                    '  "devDependencies": {', *named(packages, True, "    "),
                    "  }", "}"]
        if path == TOOLS:
            return ["{", '  "name": "acme-%s-tools",' % self.name,
                    '  "private": true,', '  "dependencies": {',
                    *named(self.asked[TOOLS], False, "    "), "  }", "}"]
        if path == LOCK[NPM]:
            packages = self.asked[WEB]
            return ["{", '  "name": "acme-%s",' % self.name,
                    '  "lockfileVersion": 3,', '  "requires": true,',
                    '  "packages": {', '    "": {',
                    '      "name": "acme-%s",' % self.name,
                    '      "dependencies": {',
                    *named(packages, False, "        "), "      },",
                    '      "devDependencies": {',
                    *named(packages, True, "        "), "      }", "    },",
                    *json_list([entry(n, v) for n, v
                                in sorted(self.locked.items())]),
                    "  }", "}"]
        if path in (PY_OLD, DOCS):
            return [n + p["asked"]
                    for n, p in sorted(self.asked[path].items())]
        if path == PY:
            return ["[project]", 'name = "acme-ledger"', 'version = "2026.1"',
                    'requires-python = ">=3.12"', "dependencies = [",
                    *['    "%s%s",' % (n, p["asked"])
                      for n, p in sorted(self.asked[PY].items())], "]"]
        if path == LOCK[PYPI]:
            source = PY if PY in self.asked else PY_OLD
            return ["# This file is autogenerated by pip-compile",
                    "# by the following command:", "#",
                    "#    pip-compile --annotation-style=line "
                    "--output-file=requirements.txt " + source, "#",
                    *[("%s==%s" % (n, v)).ljust(27) + "# via " + (
                        "-r requirements.in" if n in self.asked[source]
                        and source == PY_OLD else "acme-ledger (pyproject.toml)"
                        if n in self.asked[source] else "another package")
                      for n, v in sorted(self.locked.items())]]
        if path == MOD:
            needed = sorted(n for n in self.locked if n not in self.asked[MOD])
            return ["module acme.example/gateway", "",
                    "go 1.24" if OTEL in self.asked[MOD] else "go 1.18",
                    "",
                    "require (",
                    *["\t%s %s" % (n, p["asked"])
                      for n, p in sorted(self.asked[MOD].items())], ")", "",
                    "require (",
                    *["\t%s %s // indirect" % (n, self.locked[n])
                      for n in needed], ")"]
        return [line for n, v in sorted(self.locked.items()) for line in (
            "%s %s h1:sample-%s-%s=" % (n, v, n.split("/")[-1], v),
            "%s %s/go.mod h1:sample-mod-%s-%s=" % (n, v, n.split("/")[-1], v))]

    def change(self, op):
        """Applies one change; returns the files that it may touch."""
        path, name = op["manifest"], op.get("package")
        ecosystem = ECOSYSTEM[path]
        if op["op"] == "move":
            self.asked[op["to"]] = self.asked.pop(path)
            return [path, op["to"], LOCK[ecosystem]]
        if op["op"] == "drop":
            del self.asked[path][name]
            self.locked.pop(name, None)
            return [path, LOCK[ecosystem]]
        packages = self.asked.setdefault(path, {})
        dev = packages[name]["dev"] if name in packages else op["dev"]
        packages[name] = dict(asked=op["asked"], dev=dev)
        version = op["asked"] if ecosystem == GO else op["locked"]
        for one, at in op["needs"]:
            if one not in packages:
                self.locked[one] = at
        if version:
            self.locked[name] = version
        return [path] + ([LOCK[ecosystem]] if self.locked
                         and path not in (TOOLS, DOCS) else [])


# ------------------------------------------------------------ the commits --

def common(old, new):
    """Pairs of lines that stay: a longest common subsequence."""
    long = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            long[i][j] = (long[i + 1][j + 1] + 1 if old[i] == new[j]
                          else max(long[i + 1][j], long[i][j + 1]))
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            yield i, j
            i, j = i + 1, j + 1
        elif long[i + 1][j] >= long[i][j + 1]:
            i += 1
        else:
            j += 1


def write(repo, c, path, new, file_of):
    """Lays NEW over the file; the lines that stay are those of before."""
    kind = "generated" if path in ("package-lock.json", "go.sum") else "other"
    lang = {"json": "JSON", "toml": "TOML"}.get(path.split(".")[-1])
    f = repo.files.get(path) or file_of(lang, kind)
    repo.files[path] = f
    old, lines = f.lines, [[t, None] for t in new]
    kept = list(common([l[0] for l in old], new))
    for i, j in kept:
        lines[j] = old[i]
    f.lines = lines
    added, deleted = len(lines) - len(kept), len(old) - len(kept)
    if added or deleted:
        repo.count(c, path, added, deleted)
        repo.put(path)


def remove(repo, c, path):
    f = repo.files.pop(path)
    c.files[path] = [0, len(f.lines), f.lang, f.kind]
    repo.emit("D %s\n" % path)


def apply(repo, c, changes, file_of):
    packages, paths = repo.packages, []
    for op in changes:
        for path in packages.change(op):
            if path not in paths:
                paths.append(path)
        c.packages.append(dict(
            op, ecosystem=ECOSYSTEM[op["manifest"]]))
    for path in paths:
        if path in ECOSYSTEM and path not in packages.asked:
            remove(repo, c, path)
        else:
            write(repo, c, path, packages.text(path), file_of)


def begin(repo, c, file_of):
    """The packages of the first commit."""
    repo.packages = Packages(repo.name)
    apply(repo, c, START[repo.name], file_of)


def arrive(repo, c, day, file_of):
    """What waited for a commit like this one, written on DAY."""
    for planned in repo.packages.waiting:
        since, who, changes = planned
        if since > day or who != (c.tool or c.origin) or \
                (repo.name == "gateway"
                 and not any(p.endswith(".go") for p in c.files)):
            continue
        repo.packages.waiting.remove(planned)
        if changes == "secret":
            write(repo, c, SECRET_FILE, SECRET_LINES, file_of)
            repo.secrets.append(dict(
                path=SECRET_FILE, line=len(SECRET_LINES), rule="secret-value",
                severity="medium", mark=c.mark, since=c.when))
        else:
            apply(repo, c, changes, file_of)
        return


def undo(repo, c, victim, file_of):
    """A revert takes away what the commit brought."""
    apply(repo, c, [drop(p["manifest"], p["package"])
                    for p in victim.packages if p["op"] == "add"], file_of)


def bump(repo, c, i, file_of):
    changes = [rise(WEB, name, "^" + version, version,
                    NEEDS_OF_BUMPS if i == 0 and name == "vite" else ())
               for name, version in sorted(BUMPS[i].items())]
    apply(repo, c, changes, file_of)


def bump_subject(i):
    return "Bump the packages group with %d updates" % len(BUMPS[i])
