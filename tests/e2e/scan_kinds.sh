#!/bin/sh
# What the configuration tells of scans that their reports do not: two analyses
# by one tool close nothing of each other, and an empty list is a clean scan of
# the tool whose format is named.
set -eu
command -v sqlite3 >/dev/null 2>&1 || {
	echo 'sqlite3 is not here'
	exit 77
}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
git init -q r
GIT_COMMITTER_DATE='2026-01-01T00:00:00Z' GIT_AUTHOR_DATE='2026-01-01T00:00:00Z' \
    git -C r -c user.name=Ana -c user.email=ana@example.org \
    commit -q --allow-empty -m one
audit() {
	printf '{"auditReportVersion":2,"vulnerabilities":{"%s":{"via":[{"source":1,"name":"%s","title":"t","url":"https://x/%s","severity":"high","range":"<2"}]}}}' "$1" "$1" "$2"
}
audit a GHSA-a >web.json
audit b GHSA-b >api.json
printf '[{"RuleID":"k","File":"a","StartLine":1,"Secret":"x","Match":"x"}]' >one.json
printf '[]' >two.json
# config NAME ANALYSIS-OF-WEB ANALYSIS-OF-API
config() {
	cat >"$1.yaml" <<YAML
version: 1
repositories:
  - path: r
    id: r
inputs:
  - {path: web.json, repository: r, time: 2026-01-02, analysis: $2}
  - {path: api.json, repository: r, time: 2026-01-03, analysis: $3}
  - {path: one.json, repository: r, time: 2026-01-02}
  - {path: two.json, repository: r, time: 2026-01-03, kind: gitleaks}
YAML
	"$ASSAY" import -c "$1.yaml" --db "$1.db" >out 2>err || { cat err; exit 1; }
	sqlite3 "$1.db" "SELECT group_concat(x, ' ') FROM (SELECT rule || '=' ||
	    state AS x FROM finding ORDER BY rule)"
}
apart=$(config apart web api)
[ "$apart" = 'GHSA-a=open GHSA-b=open k=fixed' ] || {
	echo "two analyses: $apart"
	exit 1
}
same=$(config same all all)
[ "$same" = 'GHSA-a=fixed GHSA-b=open k=fixed' ] || {
	echo "one analysis: $same"
	exit 1
}
[ "$(sqlite3 same.db "SELECT count(*) FROM diagnostic
    WHERE code = 'scan-unlike'")" = 1 ] || {
	echo 'nobody says that the two scans have nothing in common'
	exit 1
}
# a report of another tool is refused
if "$ASSAY" check --profile gitleaks web.json >out 2>err; then
	echo 'npm audit was read as gitleaks'
	exit 1
fi
grep -q 'expected a report as profile gitleaks' err
