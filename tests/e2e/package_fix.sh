#!/bin/sh
# Who fixed a finding about a package: a commit that an AI tool took part in
# puts another version into the lock file, and the next scan is without it.
set -u
command -v git >/dev/null 2>&1 || {
	echo 'git is not installed'
	exit 77
}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
assay=$(cd "$(dirname "${ASSAY:-build/assay}")" && pwd)/assay
cd "$tmp" || exit 1
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1

# save DAY MESSAGE
save() {
	git -C r add -A
	GIT_AUTHOR_DATE=$1T00:00:00Z GIT_COMMITTER_DATE=$1T00:00:00Z \
	    git -C r -c user.name=A -c user.email=a@example.org \
	    commit -q -m "$2"
}
# scan FILE VULNERABILITIES
scan() {
	printf '{"SchemaVersion":2,"ArtifactName":".","Results":[%s' \
	    '{"Target":"package-lock.json","Class":"lang-pkgs","Type":"npm"' \
	    >"$1"
	printf ',"Vulnerabilities":[%s]}]}\n' "$2" >>"$1"
}
lock() {
	printf '{"name":"x","lockfileVersion":2,"packages":{"":%s,%s}}\n' \
	    '{"name":"x","dependencies":{"lodash":"^4.17.0"}}' \
	    "\"node_modules/lodash\":{\"version\":\"$1\"}" >r/package-lock.json
}

git init -q r
printf '{"name":"x","dependencies":{"lodash":"^4.17.0"}}\n' >r/package.json
lock 4.17.11
save 2026-01-02 one
lock 4.17.12
save 2026-01-03 'Not what the scan found'
lock 4.17.11
save 2026-01-04 back
lock 4.17.21
save 2026-01-10 'Bump lodash

Co-authored-by: Claude <noreply@anthropic.com>'
fix=$(git -C r rev-parse HEAD)
echo x >r/other
save 2026-01-12 other
scan a.json '{"VulnerabilityID":"CVE-2021-23337","PkgName":"lodash",
"InstalledVersion":"4.17.11","Severity":"HIGH"}'
scan b.json ''
cat >assay.yaml <<'END'
version: 1
repositories:
  - path: r
    id: r
inputs:
  - path: a.json
    repository: r
    time: 2026-01-05T00:00:00Z
  - path: b.json
    repository: r
    time: 2026-01-15T00:00:00Z
END
"$assay" query finding.fixed_by -c assay.yaml --period 2026-01 --records \
    --format csv >out 2>err || {
	cat err
	exit 1
}
grep -q "$fix" out && grep -q claude-code out && exit 0
echo "expected the fix by $fix, found:"
cat out
exit 1
