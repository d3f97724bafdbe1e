#!/bin/sh
# The first report of a repository in which nothing tells of AI, and no scan:
# two pages on either paper, which say that this proves nothing, and what to
# add. A record of AI, a file that sets a tool up, or a scan makes it whole.
set -eu
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0
bad() {
	echo "$*"
	status=1
}
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.com
export GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.com
repo=$work/quiet
git init -q -b main "$repo"
commit() { # DATE MESSAGE
	GIT_AUTHOR_DATE="$1T12:00:00Z" GIT_COMMITTER_DATE="$1T12:00:00Z" \
	    git -C "$repo" commit -qam "$2"
}
for month in 05 06 07 08 09; do
	echo "int f$month(void) { return 1; }" >>"$repo/a.c"
	git -C "$repo" add a.c
	commit "2026-$month-10" "Change $month"
done

report() { # NAME [OPTION...]
	name=$1
	shift
	"$ASSAY" report "$@" --as-of 2026-10-01 -o "$work/$name" \
	    >"$work/$name.log" 2>&1 || { cat "$work/$name.log"; exit 1; }
}
pages() {
	pdfinfo "$work/$1/report.pdf" | sed -n 's/^Pages: *//p'
}
report plain "$repo"
cat >"$work/letter.yaml" <<END
version: 1
repositories:
  - path: $repo
output:
  paper: Letter
END
report letter -c "$work/letter.yaml"
for name in plain letter; do
	[ "$(pages $name)" = 2 ] || bad "$name: $(pages $name) pages, not 2"
	pdftotext -f 1 -l 1 "$work/$name/report.pdf" - | tr '\n' ' ' |
	    grep -q 'No AI use is recorded here; that is not proof of none\.' ||
	    bad "$name: page one does not say that this proves nothing"
	for command in 'assay init' 'semgrep scan' 'git commit --trailer' \
	    'assay report'; do
		pdftotext -f 2 -l 2 "$work/$name/report.pdf" - | tr '\n' ' ' |
		    grep -qF "$command" || bad "$name: page two lacks $command"
	done
done

# from within it is called as its folder is, too
(cd "$repo" && report inside .)
head -n 1 "$work/inside/report.txt" | grep -q '^quiet: ' ||
    bad "from within: $(head -n 1 "$work/inside/report.txt")"

# one record of AI, of whatever period
echo 'int g(void) { return 2; }' >>"$repo/a.c"
commit 2026-09-20 "Add g

Assisted-by: Claude:claude-opus-4-6"
report marked "$repo"
[ "$(pages marked)" -gt 5 ] || bad "a record of AI: $(pages marked) pages"
grep -q 'No AI use is recorded' "$work/marked/report.html" &&
    bad "a record of AI is not seen"

# what is too little says why, on page one and below its tables, and only then
few='fewer than five commits'
told() { # NAME
	pdftotext -f 1 -l 1 "$work/$1/report.pdf" - | tr '\n' ' ' |
	    grep -qF "New lines with known origin $few"
}
told marked || bad "four commits of a quarter: page one does not say so"
grep -q "Too little data to say: $few\." "$work/marked/report.txt" ||
    bad "four commits of a quarter: no table says so"
echo 'int h(void) { return 3; }' >>"$repo/a.c"
commit 2026-09-21 "Add h"
report five "$repo"
told five && bad "five commits are few on page one"
grep -q "Too little data to say: $few\." "$work/five/report.txt" &&
    bad "five commits are few in a table"
exit $status
