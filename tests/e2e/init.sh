#!/bin/sh
# assay init finds what lies around, and assay report uses what it wrote.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
sh samples/acme/build.sh "$tmp/src"
rm "$tmp/src/assay.yaml"
mkdir "$tmp/work"
cd "$tmp/work"
"$ASSAY" init ../src >out
said() { # WORDS NUMBER
	grep -q "^  $1  *$2" out || {
		echo "not said: $1 $2"
		cat out
		exit 1
	}
}
unsaid() { # WORDS
	if grep -q "$1" out; then
		echo "said: $1"
		cat out
		exit 1
	fi
}
said repositories 3
said 'of them with CODEOWNERS' 3
said 'results of scanners' 60
said 'who is who' 1
said 'training and tests of skills' 2
said organisation 'acme, the owner at github.com'
unsaid 'not found'
[ "$(tail -1 out)" = 'next: assay report' ]
grep -qx '  name: "acme"' assay.yaml
grep -qF 'directory: "../src/inputs/directory.csv"' assay.yaml
for path in repositories/ledger.git 'inputs/scans/2026-Q3/*.sarif' \
    inputs/incidents.csv; do
	grep -qF "path: \"../src/$path\"" assay.yaml || {
		echo "assay.yaml lacks $path"
		cat assay.yaml
		exit 1
	}
done
[ "$(stat -c '%a %s' assay.key)" = '600 65' ]
grep -qx '  key: assay.key' assay.yaml
cp assay.key key
status=0
"$ASSAY" init ../src 2>err || status=$?
[ $status = 2 ]
grep -q 'is there already' err
cmp assay.key key
"$ASSAY" report >out 2>err
[ -s assay-report/report.pdf ]
[ -s assay-report/report.html ]
[ -s assay.db ]
"$ASSAY" query ai.commit_share --period 2026-Q3 --format json >out
grep -q '"hit": 7[0-9]' out

# of what assay has written itself nothing is read; the same folder gives the
# same file
"$ASSAY" init -o again.yaml . >out
said repositories 0
unsaid 'other records'
tail -1 out | grep -qx 'then: assay report -c again.yaml'
"$ASSAY" init -o once.yaml ../src >out
cmp assay.yaml once.yaml

# a repository with a result that is not committed, one that is, and one in a
# folder that git ignores; another one of somebody else; nobody is invented
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.com
export GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.com
scan=$(find ../src/inputs/scans/2026-Q3 -name '*.sarif' | head -1)
git init -q ../own/shop
mkdir ../own/shop/old ../own/shop/target ../own/shop/.hidden
for name in results old/old target/ignored .hidden/hidden; do
	cp "$scan" "../own/shop/$name.sarif"
done
echo target/ >../own/shop/.gitignore
(cd ../own/shop && git add old .gitignore && git commit -q -m 'Add a result')
git -C ../own/shop remote add origin git@gitlab.example.com:Group/sub/shop.git
"$ASSAY" init -o own.yaml ../own >out
said repositories 1
said 'results of scanners' 1
said organisation 'Group, the owner at gitlab.example.com'
unsaid CODEOWNERS
grep -q '^not found, and so not known to the report:$' out
grep -q '^  skills: ' out
grep -qF 'path: "../own/shop/results.sarif"' own.yaml
git init -q ../own/.cache/hidden
git init -q ../own/other
git -C ../own/other remote add origin https://github.com/Else/other
"$ASSAY" init -o two.yaml ../own >out
said repositories 2
unsaid '^  organisation '
grep -q "the organisation's name" out
grep -qx '#  name: Example Ltd' two.yaml
git -C ../own/other remote set-url origin ssh://host.example/srv/git/other.git
"$ASSAY" init -o three.yaml ../own/other >out
unsaid '^  organisation '
"$ASSAY" report -c own.yaml -o own >out 2>err
