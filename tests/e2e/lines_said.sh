#!/bin/sh
# What assay lines says of each line is what an import stores of it in line_run:
# with records of lines (AI's, people's, of no line), trailers, corrections of
# commits, files and lines, a directory and who records since when; at the head,
# in a shallow clone, and of an older revision that is the head of another clone.
set -u
for tool in python3 sqlite3; do
	command -v $tool >/dev/null 2>&1 || {
		echo "$tool is not installed"
		exit 77
	}
done
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
bad=0
GIT_CONFIG_GLOBAL=/dev/null
GIT_CONFIG_NOSYSTEM=1
export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM
fail() {
	echo "FAIL: $*"
	bad=1
}

git init -q --bare "$tmp/a.git"
git -C "$tmp/a.git" symbolic-ref HEAD refs/heads/main
python3 tests/git/random_history.py 11 |
    git -C "$tmp/a.git" fast-import --quiet || fail "no history"

# Notes for two commits of three, and an assay.yaml that corrects some.
python3 - "$tmp" <<'END' || fail "no notes"
import os
import random
import re
import subprocess
import sys

folder = sys.argv[1]
repo = folder + "/a.git"
random.seed(1)


def git(*args, **more):
    return subprocess.run(["git", "-C", repo, *args], check=True,
                          capture_output=True, **more).stdout


def ranges():
    at, out = 1, []
    for _ in range(random.randint(1, 6)):
        first = at + random.randint(0, 9)
        at = first + random.randint(1, 30)
        out.append("%d-%d" % (first, at - 1))
    return ",".join(out)


def note(commit):
    keys = ["h_1", "p1", "p2"]
    text = b""
    kind = random.randrange(4)
    for path in git("ls-tree", "-r", "-z", "--name-only",
                    commit).split(b"\0")[:-1]:
        if kind == 3 or b'"' in path or b"\t" in path:
            continue
        text += path + b"\n"
        if kind == 2:
            text += b"  h_1 1-100000\n"
        else:
            for key in random.sample(keys, random.randint(1, 3)):
                text += ("  %s %s\n" % (key, ranges())).encode()
    return text + b"""---
{"schema_version": "authorship/3.0.0", "prompts": {
"p1": {"agent_id": {"tool": "cursor", "id": "1", "model": "m-1"}},
"p2": {"agent_id": {"tool": "claude", "id": "2", "model": "m-2"}}},
"humans": {"h_1": {"author": "A <a@corp.example>"}}}
"""


def births():
    """Commit, file and line of what lives, one a run."""
    text = subprocess.run(
        [os.environ["ASSAY"], "lines", repo, "--format", "porcelain"],
        check=True, capture_output=True).stdout
    found = re.findall(rb"^([0-9a-f]{40}) (\d+) \d+ \d+$(?:\n[^\t].*)*?"
                       rb"\nfilename ([ -!#-~]+)$", text, re.MULTILINE)
    return sorted({(a.decode(), c.decode(), int(b)) for a, b, c in found})


commits = git("rev-list", "--reverse", "HEAD").decode().split()
with open(folder + "/assay.yaml", "w") as config:
    config.write("""version: 1
period:
  human_before: never
repositories:
  - path: a.git
    id: a
people:
  directory: people.csv
policy:
  recording:
    - team: Web
      since: 2001-01-01
      who: Head
overrides:
""")
    corrected = set()
    for i, (commit, path, line) in enumerate(random.sample(births(), 9)):
        if commit in corrected:
            continue
        corrected.add(commit)
        config.write("  - commit: %s\n    origin: %s\n    who: w\n"
                     "    why: y\n" % (commit[:12], "ai" if i % 2 else "human"))
        if i > 2:
            config.write("    path: '%s'\n" % path)
        if i > 4:
            config.write("    lines: %d-%d\n    tool: cursor\n"
                         % (line, line + 3))
with open(folder + "/people.csv", "w") as people:
    people.write("employee id,email,team\nE1,a@example.com,Web\n")
stream = b"commit refs/notes/ai\ncommitter N <n@x.example> 0 +0000\ndata 0\n"
for commit in commits:
    if random.random() < 0.66:
        text = note(commit)
        stream += b"N inline %s\ndata %d\n%s\n" % (
            commit.encode(), len(text), text)
git("fast-import", "--quiet", input=stream)
END

# same NAME LINES DB: a row of both for each line
same() {
	tail -n +2 "$2" | awk -F '\t' '{ for (i = 0; i < $3; i++) print $1 FS \
	    $2 + i FS $4 FS $5 FS $6 FS $7 FS $8 }' |
	    sed 's/	^[0-9a-f]*	/		/' | sort >"$tmp/said"
	sqlite3 -separator '	' "$3" "SELECT f.path, l.start, l.count, c.oid,
	    l.origin, t.name, m.name, l.basis FROM line_run l
	    JOIN file f ON f.id = l.file_id
	    LEFT JOIN \"commit\" c ON c.id = l.commit_id
	    LEFT JOIN tool t ON t.id = l.tool_id
	    LEFT JOIN model m ON m.id = l.model_id" |
	    awk -F '\t' '{ for (i = 0; i < $3; i++) print $1 FS $2 + i FS \
		$4 FS $5 FS $6 FS $7 FS $8 }' | sort >"$tmp/stored"
	cut -f 2- "$tmp/said" | sort >"$tmp/a"
	cut -f 2- "$tmp/stored" | sort >"$tmp/b"
	diff "$tmp/a" "$tmp/b" >"$tmp/diff" ||
	    fail "$1: lines and line_run differ: $(head -n 5 "$tmp/diff")"
	grep -v '^"' "$tmp/said" | grep -vaxFf "$tmp/stored" >"$tmp/diff" &&
	    fail "$1: of other files: $(head -n 3 "$tmp/diff")"
	[ -s "$tmp/said" ] || fail "$1: no line"
}

# cohorts NAME DB ARGUMENT...: lines by month of birth, as the model has them
cohorts() {
	name=$1 db=$tmp/$2
	shift 2
	"$ASSAY" lines "$@" --cohorts 2>err | tail -n +2 >"$tmp/a"
	sqlite3 -separator '	' "$db" "SELECT iif(birth_month = 0, '',
	    printf('%04d-%02d', birth_month / 12, birth_month % 12 + 1)),
	    origin, coalesce(t.name, ''), coalesce(m.name, ''), sum(lines)
	    FROM cohort c LEFT JOIN tool t ON t.id = c.tool_id
	    LEFT JOIN model m ON m.id = c.model_id
	    WHERE at_time = (SELECT max(at_time) FROM cohort)
	    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4" >"$tmp/b"
	diff "$tmp/a" "$tmp/b" >"$tmp/diff" ||
	    fail "$name: cohorts differ: $(head -n 5 "$tmp/diff")"
	[ -s "$tmp/a" ] || fail "$name: no cohort"
}

cd "$tmp" || exit 1
"$ASSAY" import --db head.db >out 2>err || fail "import: $(cat err)"
"$ASSAY" lines a.git >head.tsv 2>err || fail "lines: $(cat err)"
same head head.tsv head.db
for word in 'ai.cursor.m-1.line' 'ai.claude-code.m-2.line' 'human...stated' \
    'human...corrected' 'ai.cursor..*corrected' 'human...declared' unknown; do
	grep -q "	$word" head.tsv || fail "no line is $word"
done

# What lives at the end of the last month is what lives, also when corrections
# come after the repository was read.
sums() {
	sqlite3 "$1" 'SELECT origin, coalesce(tool_id, 0), sum(count)
	    FROM line_run GROUP BY 1, 2' >live
	sqlite3 "$1" 'SELECT origin, tool_id, sum(lines) FROM cohort
	    WHERE at_time = (SELECT max(at_time) FROM cohort) GROUP BY 1, 2' |
	    diff live - || fail "$1: line_run and cohort differ"
}
sums head.db
cohorts head head.db a.git
mv assay.yaml all.yaml
sed '/^overrides:/,$d' all.yaml >assay.yaml
"$ASSAY" import --db later.db >out 2>err || fail "import: $(cat err)"
sqlite3 later.db "SELECT 1 FROM line_run WHERE basis = 'corrected'" |
    grep -q 1 && fail "corrected without a correction"
mv all.yaml assay.yaml
"$ASSAY" import --db later.db >out 2>err || fail "import: $(cat err)"
sums later.db
same later head.tsv later.db

# Elsewhere the configuration must be named; without it nothing is corrected.
mkdir other
(cd other && "$ASSAY" lines ../a.git -c ../assay.yaml >../named.tsv 2>err)
cmp -s head.tsv named.tsv || fail "--config gives other lines"
(cd other && "$ASSAY" lines ../a.git >../bare.tsv 2>err)
grep -q 'corrected\|declared' bare.tsv && fail "corrected by nobody"
"$ASSAY" import a.git --db bare.db >out 2>err || fail "import: $(cat err)"
same bare bare.tsv bare.db

# An older revision.
old=$(git -C a.git rev-list --first-parent HEAD | sed -n 4p)
git clone -q --bare a.git old.git
git -C old.git fetch -q origin '+refs/notes/*:refs/notes/*'
git -C old.git update-ref refs/heads/main "$old"
"$ASSAY" import old.git --db old.db >out 2>err || fail "import: $(cat err)"
(cd other && "$ASSAY" lines ../a.git --rev "$old" >../old.tsv 2>err) ||
    fail "lines: $(cat other/err)"
same old old.tsv old.db
mkdir bare
cd bare || exit 1
cohorts old old.db ../a.git --rev "$old"
cd .. || exit 1
"$ASSAY" lines a.git --cohorts --format json 2>err |
    python3 -c 'import json, sys; print(sum(
	row["lines"] for row in json.load(sys.stdin)["cohorts"]))' >json
awk -F '\t' 'NR > 1 { n += $3 } END { print n }' head.tsv | cmp -s - json ||
    fail "the cohorts are not all lines"
"$ASSAY" lines a.git --cohorts --format porcelain >out 2>err &&
    fail "cohorts in the porcelain form"

# A shallow clone: at its edge all is unknown.
git clone -q --bare --depth 4 "file://$tmp/a.git" shallow.git
git -C shallow.git fetch -q --depth 4 origin '+refs/notes/*:refs/notes/*' \
    2>/dev/null
"$ASSAY" import shallow.git --db shallow.db >out 2>err || fail "import"
(cd other && "$ASSAY" lines ../shallow.git >../shallow.tsv 2>err)
same shallow shallow.tsv shallow.db
grep -q '	^' shallow.tsv || fail "nothing stands at the edge"
exit $bad
