#!/bin/sh
# The GitHub Action, the workflow for fleets and the one that docs/ci.md shows are
# what GitHub takes; wrong ones are told. Scripts of build servers hold for dash
# and, where it is installed, for shellcheck.
set -eu
. tests/npm.sh
npm_packages lint
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
lint() { # KIND FILE
	(cd "$BUILD/lint" && node lint.mjs "$1" "$2") >"$tmp/log" 2>&1
}
right() {
	lint "$@" || {
		cat "$tmp/log"
		exit 1
	}
}
wrong() { # WORDS KIND FILE
	words=$1
	shift
	if lint "$@" || ! grep -q "$words" "$tmp/log"; then
		echo "not told: $words"
		cat "$tmp/log"
		exit 1
	fi
}
{
	echo 'on: push'
	sed -n '/^## GitHub Actions/,/^## GitLab/s/^    //p' docs/ci.md
} >"$tmp/docs.yml"
grep -q 'fetch-depth: 0' "$tmp/docs.yml"
right action "$PWD/ci/github/action.yml"
right workflow "$PWD/docs/scale/github.yml"
right workflow "$tmp/docs.yml"
sed 's/using: composite/using: compost/' ci/github/action.yml >"$tmp/action.yml"
wrong /runs/using action "$tmp/action.yml"
sed 's/needs: import/needs: nothing/' docs/scale/github.yml >"$tmp/needs.yml"
wrong nothing workflow "$tmp/needs.yml"
sed 's/matrix\.shard/matrix.share/' docs/scale/github.yml >"$tmp/matrix.yml"
wrong share workflow "$tmp/matrix.yml"

for script in ci/*.sh docs/scale/*.sh; do
	sh -n "$script"
	! command -v shellcheck >/dev/null 2>&1 || shellcheck -s sh "$script"
done
