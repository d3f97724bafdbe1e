#!/bin/sh
# A file that cannot be read is told, counted as rejected, and leaves the others
# imported; mended, it takes its place.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
cp samples/broken/sarif/empty.sarif "$tmp/scan.sarif"
cp samples/acme/inputs/directory.csv "$tmp/people.csv"
root=$PWD
cd "$tmp"

status=0
"$ASSAY" import scan.sarif people.csv --db m.db --format csv \
    >out 2>err || status=$?
[ $status = 3 ]
grep -q '^scan.sarif:1:1: error: expected JSON' err
grep -q '^scan.sarif,none,1,0,0,1,0' out
grep -q '^people.csv,table,25,25,0,0,0' out

# it is looked at again each time
status=0
"$ASSAY" import scan.sarif people.csv --db m.db >out 2>err || status=$?
[ $status = 3 ]

cat >scan.sarif <<'JSON'
{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Semgrep"}},
 "results": [{"ruleId": "a", "message": {"text": "b"}}]}]}
JSON
"$ASSAY" import scan.sarif people.csv --db m.db --format csv >out 2>err
grep -q '^scan.sarif,sarif,1,1,0,0,0' out
if grep -q ',none,' out; then
	echo 'the refusal is still there'
	exit 1
fi

# what was read before a file broke is forgotten with it
cp "$root/samples/broken/sarif/empty.sarif" scan.sarif
"$ASSAY" import scan.sarif --db m.db --format csv >out 2>err || :
grep -q '^scan.sarif,none,1,0,0,1,0' out
if grep -q ',sarif,' out; then
	echo 'facts of the old content are still there'
	exit 1
fi

# nor does a repository that cannot be read stop the others
git init -q good
git -C good -c user.name=Ana -c user.email=ana@example.org \
    commit -q --allow-empty -m one
cp -R good bad
printf '[core]\n\trepositoryformatversion = 9\n' >bad/.git/config
status=0
"$ASSAY" import bad good --db r.db --format csv >out 2>err || status=$?
[ $status = 3 ]
grep -q 'importing bad' err
grep -q '^bad,none,1,0,0,1,0' out
grep -q '^good,git,1,1,0,0,0' out

# what an earlier run read of it stands, and is said to be old until it is read
cp good/.git/config bad/.git/config
git -C bad -c user.name=Ana -c user.email=ana@example.org \
    commit -q --allow-empty -m two
"$ASSAY" import bad good --db k.db >out 2>err
kept() {
	"$ASSAY" query evidence.kept --db k.db 2>/dev/null
}
if kept | grep -q '^bad'; then exit 1; fi
printf '[core]\n\trepositoryformatversion = 9\n' >bad/.git/config
status=0
"$ASSAY" import bad good --db k.db --format csv >out 2>err || status=$?
[ $status = 3 ]
grep -q '^bad,git,2,2,0,0,0' out
grep -q "bad: warning: it could not be read: .*, up to commit $(
	cut -c1-12 bad/.git/refs/heads/*)" err
kept | grep -q '^bad'
"$ASSAY" import bad good --db k.db >out 2>err || status=$?
kept | grep -q '^bad'
cp good/.git/config bad/.git/config
"$ASSAY" import bad good --db k.db >out 2>err
if kept | grep -q '^bad'; then exit 1; fi
