#!/bin/sh
# A file beyond the limits, by its bytes or by its lines: a plain message, and
# lines that are unknown wherever it had a say, never somebody's.
set -u
command -v python3 >/dev/null 2>&1 || {
	echo 'python3 is not installed'
	exit 77
}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
bad=0
GIT_CONFIG_GLOBAL=/dev/null
GIT_CONFIG_NOSYSTEM=1
export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM

fail() {
	echo "FAIL: $*"
	bad=1
}

git init -q -b main "$tmp/r"
cd "$tmp/r" || exit 1
git config user.name a
git config user.email a@x
git config core.fsync none

# commit MESSAGE BLOB: with it as the file big, and two others
commit() {
	git update-index --add --cacheinfo "100644,$2,big"
	git update-index --add --cacheinfo "100644,$few,small"
	tree=$(git write-tree --missing-ok)
	parent=$(git rev-parse -q --verify HEAD)
	new=$(git commit-tree ${parent:+-p "$parent"} -m "$1" "$tree")
	git update-ref HEAD "$new"
}
few=$(printf 'a\nb\nc\n' | git hash-object -w --stdin)
more=$(printf 'a\nb\nc\nd\n' | git hash-object -w --stdin)
# the library finds 600 MB in its head, and must not ask for them
huge=1234567812345678123456781234567812345678
python3 - "$huge" <<'PYTHON'
import os, sys, zlib
folder = ".git/objects/" + sys.argv[1][:2]
os.makedirs(folder, exist_ok=True)
with open(folder + "/" + sys.argv[1][2:], "wb") as out:
    out.write(zlib.compress(b"blob 629145600\0x"))
PYTHON
# more than 2^24 lines
many=$(head -c 16777217 /dev/zero | tr '\0' '\n' | git hash-object -w --stdin)

for blob in "$huge" "$many"; do
	git update-ref -d HEAD
	commit one "$few"
	commit two "$blob"
	commit three "$more"
	one=$(git rev-parse HEAD~2)
	"$ASSAY" lines --rev HEAD . >"$tmp/out" 2>"$tmp/err" ||
	    fail "lines: $(cat "$tmp/err")"
	printf 'big\t1\t4\t\tunknown\t\t\t\nsmall\t1\t3\t%s\tunknown\t\t\t\n' \
	    "$one" >"$tmp/want"
	tail -n +2 "$tmp/out" | cut -f 1-8 | cmp -s - "$tmp/want" ||
	    fail "behind it: $(cat "$tmp/out")"
	"$ASSAY" lines --rev HEAD~1 . >"$tmp/out" 2>"$tmp/err" ||
	    fail "lines: $(cat "$tmp/err")"
	cut -f 1 "$tmp/out" | grep -q big && fail "it is listed"
	grep -q small "$tmp/out" || fail "the other file is not listed"
	grep -q 'left out: 1 file not in this clone, or too large' "$tmp/err" ||
	    fail "it is not said: $(cat "$tmp/err")"
	"$ASSAY" import . --db "$tmp/x.db" >/dev/null 2>"$tmp/err" ||
	    fail "import: $(cat "$tmp/err")"
	if command -v sqlite3 >/dev/null 2>&1; then
		got=$(sqlite3 "$tmp/x.db" "SELECT code FROM diagnostic
		    WHERE text LIKE '%too large to be compared%'")
		[ "$got" = large-files ] || fail "no diagnostic: $got"
		got=$(sqlite3 "$tmp/x.db" 'SELECT sum(count) FROM line_run
		    WHERE commit_id IS NULL')
		[ "$got" = 4 ] || fail "$got lines are unknown, not 4"
	fi
	rm -rf "$tmp"/x.db*
done
exit $bad
