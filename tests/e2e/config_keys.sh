#!/bin/sh
# Keys of assay.yaml that the sample has no need of do what docs/config.md
# says: the order of dates, sheets and stages of inputs, days to fix by severity,
# and until when somebody records all AI use.
set -eu
command -v sqlite3 >/dev/null 2>&1 || {
	echo 'sqlite3 is not here'
	exit 77
}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
book=$PWD/samples/broken/book-two-sheets.xlsx
cd "$tmp"
is() { # WHAT FOUND EXPECTED
	[ "$2" = "$3" ] || {
		echo "$1: expected $3, found $2"
		exit 1
	}
}
ask() { sqlite3 m.db "$1"; }

git init -q r
for day in 2026-05-31 2026-06-01; do
	GIT_COMMITTER_DATE="${day}T12:00:00Z" GIT_AUTHOR_DATE="${day}T12:00:00Z" \
	    git -C r -c user.name=Ana -c user.email=ana@example.org \
	    commit -q --allow-empty -m "$day"
done
cp "$book" book.xlsx
printf 'Name,Course,Completed\nAnn,SQL,1/2/2026\n' >dates.csv
results=
for severity in critical high medium low; do
	results="$results${results:+,}$(printf '{"RuleID":"%s","Description":"x",
	    "File":"%s","StartLine":1,"Secret":"x","Match":"x"}' $severity \
	    $severity)"
done
printf '[%s]' "$results" >leaks.json
cat >assay.yaml <<YAML
version: 1
repositories:
  - {path: r, id: r}
inputs:
  - {path: dates.csv, profile: training, date_order: DMY}
  - {path: book.xlsx, sheet: August}
  - {path: leaks.json, repository: r, time: 2026-06-02, stage: staging}
policy:
  recording:
    - {repository: r, since: 2026-01-01, until: 2026-05-31, who: CTO}
period:
  human_before: never
thresholds:
  approved_by: Board
  date: 2026-01-01
  fix_days: {critical: 1, high: 2, medium: 3, low: 4}
YAML
"$ASSAY" import --db m.db >out 2>err || { cat out err; exit 1; }
is 'order of dates' "$(ask "SELECT date(t.completed_time, 'unixepoch')
    FROM training t JOIN source s ON s.id = t.source_id
    WHERE s.path LIKE '%dates.csv'")" 2026-02-01
# without it, which of the two is meant is asked
is sheet "$(ask "SELECT count(*) FROM training t
    JOIN source s ON s.id = t.source_id WHERE s.path LIKE '%book.xlsx'")" 2
is stage "$(ask 'SELECT stage FROM scan')" staging
is 'days to fix' "$(ask "SELECT group_concat(severity || ' ' || days, ', ')
    FROM fix_limit")" 'critical 1, high 2, medium 3, low 4'
# the last day is within
is recording "$(ask "SELECT group_concat(x, ', ') FROM (
    SELECT date(c.commit_time, 'unixepoch') || ' ' || o.origin AS x
    FROM commit_origin o JOIN \"commit\" c ON c.id = o.commit_id ORDER BY 1)")" \
    '2026-05-31 human, 2026-06-01 unknown'
# what would hold nothing is refused, with its place
refused() { # PLACE WHAT KEYS
	printf 'version: 1\n%s\n' "$3" >wrong.yaml
	"$ASSAY" report -c wrong.yaml -o wrong >out 2>&1 && {
		echo "not refused: $3"
		exit 1
	}
	is "$3" "$(head -1 out)" "wrong.yaml:$1: error: $2"
}
refused 2:33 'there is no measure "ai.comit_share"' \
    'thresholds: {limits: [{measure: ai.comit_share, at_least: 0.8}]}'
refused 2:60 'expected a share from 0 to 1, found "80"' \
    'thresholds: {limits: [{measure: ai.commit_share, at_least: 80}]}'
refused 2:40 'expected DMY, MDY or YMD, found "DM"' \
    'inputs: [{path: dates.csv, date_order: DM}]'
