#!/bin/sh
# What goes wrong says so, ends in the right status and leaves old reports.
set -u
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
bad=0

# expect STATUS TEXT COMMAND...
expect() {
	status=$1
	text=$2
	shift 2
	"$@" >"$tmp/out" 2>"$tmp/err"
	got=$?
	if [ $got != "$status" ] || {
	    [ -n "$text" ] && ! grep -qF -- "$text" "$tmp/err"; }; then
		echo "FAIL: $*"
		echo "expected status $status and \"$text\", got $got and:"
		cat "$tmp/err"
		bad=1
	fi
}

GIT_CONFIG_GLOBAL=/dev/null
GIT_CONFIG_NOSYSTEM=1
export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM
export GIT_AUTHOR_NAME=Ann GIT_AUTHOR_EMAIL=ann@x.example
export GIT_COMMITTER_NAME=Ann GIT_COMMITTER_EMAIL=ann@x.example
export GIT_AUTHOR_DATE=2026-05-04T10:00:00Z
export GIT_COMMITTER_DATE=2026-05-04T10:00:00Z
git init -q "$tmp/repo"
for n in 1 2 3; do
	echo "line $n" >>"$tmp/repo/file.c"
	git -C "$tmp/repo" add file.c
	git -C "$tmp/repo" commit -q -m "Commit $n"
done

expect 0 '' "$ASSAY" report "$tmp/repo" -o "$tmp/report"
cp -r "$tmp/report" "$tmp/before"

expect 3 'there is no such file or folder' \
    "$ASSAY" report "$tmp/missing" -o "$tmp/report"
mkfifo "$tmp/pipe.sarif"
expect 3 'found a pipe or a device' \
    timeout 60 "$ASSAY" check "$tmp/pipe.sarif"
expect 3 'found a pipe or a device' \
    timeout 60 "$ASSAY" import "$tmp/pipe.sarif" --db "$tmp/pipe.db"
mkdir "$tmp/folder"
expect 3 'expected a git repository' \
    "$ASSAY" report "$tmp/folder" -o "$tmp/other"
expect 2 'expected a period' \
    "$ASSAY" report "$tmp/repo" -o "$tmp/report" --period Q3
expect 2 'did you mean --period?' \
    "$ASSAY" report "$tmp/repo" -o "$tmp/report" --perod 2026-Q3
expect 2 'expected --as-of with a date' \
    "$ASSAY" report "$tmp/repo" -o "$tmp/report" --as-of soon
# a question to a model that is not there makes none
for question in 'query ai.commit_share' trace people \
    'explain ai.commit_share' 'diff 2026-Q1 2026-Q2' 'mail --dry-run' \
    "export $tmp/tables"; do
	# shellcheck disable=SC2086
	expect 3 'none.db: error: expected a model, found no such file' \
	    "$ASSAY" $question --db "$tmp/none.db"
done
[ -e "$tmp/none.db" ] && {
	echo 'FAIL: a question made a model'
	bad=1
}
# choices and numbers of options
expect 2 'expected --jobs with a number from 1 to 16, found "17"' \
    "$ASSAY" report "$tmp/repo" -o "$tmp/report" --jobs 17
expect 2 'expected --limit with a number from 1 to 1000, found "0"' \
    "$ASSAY" explain ai.commit_share --limit 0
expect 2 'expected --sample with a number from 1 to' \
    "$ASSAY" query ai.commit_share "$tmp/repo" --db "$tmp/asked.db" \
    --records --sample 9999999999999999999
expect 2 'expected --format table|csv|json, found "cs"' \
    "$ASSAY" query ai.commit_share "$tmp/repo" --format cs
for format in text json sarif junit; do
	"$ASSAY" gate "$tmp/repo" --db "$tmp/asked.db" --format $format \
	    >"$tmp/gate.$format" 2>"$tmp/err"
done
if ! grep -q '^gate: ' "$tmp/gate.text" || ! grep -q '^{' "$tmp/gate.json" ||
    ! grep -q '2\.1\.0' "$tmp/gate.sarif" ||
    ! grep -q '<testsuite' "$tmp/gate.junit"; then
	echo 'FAIL: a choice is not the one that was named'
	bad=1
fi
for kind in sariff nothing; do
	printf 'version: 1\ninputs:\n  - path: x.csv\n    kind: %s\n' $kind \
	    >"$tmp/$kind.yaml"
done
: >"$tmp/x.csv"
expect 3 'did you mean sarif?' "$ASSAY" import -c "$tmp/sariff.yaml"
expect 3 'there is: attest, coverage, ' "$ASSAY" import -c "$tmp/nothing.yaml"
git init -q "$tmp/empty"
expect 3 'nothing to report' "$ASSAY" report "$tmp/empty" -o "$tmp/other2"
git clone -q --depth 1 "file://$tmp/repo" "$tmp/shallow"
expect 0 '' "$ASSAY" import "$tmp/shallow" --db "$tmp/shallow.db"
if command -v sqlite3 >/dev/null 2>&1; then
	n=$(sqlite3 "$tmp/shallow.db" "SELECT count(*) FROM diagnostic
	    WHERE text LIKE '%shallow%'")
	[ "$n" -ge 1 ] || {
		echo 'FAIL: a shallow clone is not told'
		bad=1
	}
fi
echo 'not a report' >"$tmp/report-file"
expect 4 'cannot make folder' \
    "$ASSAY" report "$tmp/repo" -o "$tmp/report-file" --db "$tmp/x.db"
if [ "$(id -u)" != 0 ]; then
	mkdir "$tmp/closed"
	chmod 000 "$tmp/closed"
	expect 3 'cannot read' "$ASSAY" report "$tmp/closed" -o "$tmp/other3"
	chmod 700 "$tmp/closed"
fi
if [ -w /dev/full ]; then
	"$ASSAY" import "$tmp/repo" --db "$tmp/y.db" >/dev/full 2>"$tmp/err"
	[ $? = 4 ] || {
		echo 'FAIL: a full standard output is not told'
		bad=1
	}
fi
# a full disk, where a small one can be made
mkdir "$tmp/disk"
if mount -t tmpfs -o size=600k tmpfs "$tmp/disk" 2>/dev/null; then
	"$ASSAY" report "$tmp/repo" -o "$tmp/disk/r" >/dev/null 2>"$tmp/err"
	[ $? = 4 ] || {
		echo 'FAIL: a full disk is not told'
		cat "$tmp/err"
		bad=1
	}
	grep -q "no room is left for\|No space left" "$tmp/err" || {
		echo 'FAIL: a full disk is not named'
		cat "$tmp/err"
		bad=1
	}
	ls "$tmp"/disk/r/*.?????? 2>/dev/null && {
		echo 'FAIL: half-written files are left'
		bad=1
	}
	umount "$tmp/disk"
fi

rm -rf "$tmp"/before/assay.db* "$tmp"/report/assay.db*
diff -r "$tmp/before" "$tmp/report" >/dev/null || {
	echo 'FAIL: a failed run touched the old report'
	bad=1
}
exit $bad
