#!/bin/sh
# assay alone says where one stands in a folder and what to type next; what it
# says is typed, from an empty folder to a mail, and changes what it says.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/bin"
ln -s "$ASSAY" "$tmp/bin/assay"
PATH=$tmp/bin:$PATH
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.com
export GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.com
export GIT_AUTHOR_DATE=2026-05-04T10:00:00Z
export GIT_COMMITTER_DATE=2026-05-04T10:00:00Z
stands() { # WHERE NEXT [WHAT]: what is said in this folder; then WHAT is done
	assay >"$tmp/out"
	grep -qx "here: $1" "$tmp/out" && grep -q "^next: $2  " "$tmp/out" || {
		echo "expected $1 and $2, found:"
		cat "$tmp/out"
		exit 1
	}
	[ "$(awk 'length > 100' "$tmp/out" | wc -l)" = 0 ]
	[ "$(wc -l <"$tmp/out")" -le 9 ]
	"${3:-:}"
}
# every step of the screen that needs nothing filled in
type_all() {
	sed -n 's/^\(next\|  or\): \(assay .*\)/\2/p' "$tmp/out" |
	    sed 's/   .*//' | grep -v 'REPOSITORY\|DIR' >"$tmp/steps"
	while read -r step; do
		eval "$step" >"$tmp/log" 2>&1 </dev/null || {
			echo "what is said does not work: $step"
			cat "$tmp/log"
			exit 1
		}
	done <"$tmp/steps"
}
type_next() {
	step=$(sed -n 's/^next: \(assay .*\)/\1/p' "$tmp/out" | sed 's/   .*//')
	eval "$step" >"$tmp/log" 2>&1 || {
		echo "what is said does not work: $step"
		cat "$tmp/log"
		exit 1
	}
}

mkdir "$tmp/empty"
cd "$tmp/empty"
stands 'neither a git repository nor a configuration' 'assay report REPOSITORY'
assay init >"$tmp/log"
grep -q '^next: name a repository in assay.yaml' "$tmp/log"
stands 'assay.yaml, which names nothing to read: add repositories' \
    'assay report'

git init -q "$tmp/src/shop"
cd "$tmp/src/shop"
mkdir lib
echo 'int x;' >lib/x.c
git add lib
git commit -q -m 'Add x'
stands 'a git repository' 'assay report'
cd lib
stands 'a folder of a git repository' 'assay report ..' type_next
stands 'a report: assay-report/report.html' 'assay init'
cd ..
rm -rf lib/assay-report
stands 'a git repository' 'assay report' type_next
stands 'a report: assay-report/report.html' 'assay init' type_all
[ -s board.eml ]
stands 'a configuration, and a report: assay-report/report.html' \
    'assay mail --audience board -o board.eml' type_all

# a name that is for a shell or a terminal more than a name is not said
mkdir "$tmp/odd"
git init -q "$tmp/odd/\$(touch x)"
cd "$tmp/odd"
stands 'a folder with git repositories below it' 'assay init'
grep -q 'assay report REPOSITORY' "$tmp/out"

cd "$tmp/src"
rm -rf shop/assay-report shop/assay.yaml
stands 'a folder with git repositories below it' 'assay init' type_next
stands 'a configuration, assay.yaml' 'assay report'
assay import >/dev/null
stands 'a model, assay.db, and no report of it' 'assay report' type_next
stands 'a configuration, and a report: assay-report/report.html' \
    'assay mail --audience board -o board.eml' type_all
find . -name '*.tar' | grep -q .

# what is wrong with the configuration comes first
echo 'reposotories:' >>assay.yaml
status=0
assay >"$tmp/out" 2>"$tmp/err" || status=$?
[ $status = 3 ]
grep -q 'assay.yaml:.*: error: ' "$tmp/err"
grep -q '  fix: ' "$tmp/err"
assay --help | grep -q '^  report '
