#!/bin/sh
# What docs/formats.md gives as the answer to each verb of sarif-tools runs and
# says something.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
root=$PWD
cp tests/corpus/scans/made/bandit.csv "$tmp/b.csv"
cd "$tmp"
git init -q .
mkdir src
seq 10 >src/b.py
git add src
GIT_COMMITTER_DATE='2026-01-01T00:00:00Z' GIT_AUTHOR_DATE='2026-01-01T00:00:00Z' \
    git -c user.name=Ana -c user.email=ana@example.org \
    commit -q -m one
cat >assay.yaml <<'YAML'
version: 1
repositories:
  - path: .
    id: r
inputs:
  - path: b.csv
    repository: r
    time: 2026-02-01
YAML
"$ASSAY" import -c assay.yaml --db m.db >out 2>err || { cat err; exit 1; }
sed -n '/^| sarif-tools/,/^$/p' "$root/docs/formats.md" |
    grep -o '`assay [^`]*`' | tr -d '`' >commands
[ "$(wc -l <commands)" -ge 8 ]
while read -r _ verb rest; do
	case $verb in
	check) set -- b.csv ;;
	report) set -- -o out.d ;;
	*) set -- --db m.db --as-of 2026-04-02 --period 2026-Q1 ;;
	esac
	# shellcheck disable=SC2086
	"$ASSAY" $verb ${rest%% FILE*} "$@" >out 2>err </dev/null || {
		echo "assay $verb $rest"
		cat err
		exit 1
	}
	[ -s out ] || [ -s out.d/report.html ] || {
		echo "assay $verb $rest: nothing"
		exit 1
	}
done <commands
"$ASSAY" query finding.open_by_severity --by severity --format csv --db m.db \
    --as-of 2026-04-02 --period 2026-Q1 2>err | grep -q '^medium,1' || {
	echo 'the counts are wrong'
	exit 1
}
# blame: whose line it is, as git says
"$ASSAY" query finding.open_by_severity --records --format json --db m.db \
    --as-of 2026-04-02 --period 2026-Q1 2>err |
    grep -q "$(git blame -l -L 9,9 src/b.py | cut -d' ' -f1 | tr -d '^')" || {
	echo 'the commit of a finding is not that of git blame'
	exit 1
}
