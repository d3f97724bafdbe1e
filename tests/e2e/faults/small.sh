# For tests of faults, read by them: a folder $tmp that is removed at the end,
# a small organisation in it ($tmp/org: two repositories, a scan, a directory,
# assay.yaml), and the library that makes things go wrong ($FAULT).
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
here=$PWD/tests/e2e/faults
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null \
    GIT_AUTHOR_NAME=Ana GIT_AUTHOR_EMAIL=ana@example.com \
    GIT_COMMITTER_NAME=Ana GIT_COMMITTER_EMAIL=ana@example.com
# AddressSanitizer's library wants to be loaded first, gives memory its own way,
# takes terabytes of addresses and looks for leaks as a tracer.
sanitizer=$(ldd "$ASSAY" | awk '/libasan/ { print $3 }')
loaded_first=${sanitizer:+$sanitizer:}
FAULT=$loaded_first$tmp/fault.so
TRACE="strace -f -qq -E ASAN_OPTIONS=detect_leaks=0"
fail() {
	echo "$*"
	exit 1
}
gcc -shared -fPIC -O1 -o "$tmp/fault.so" "$here/fault.c" -ldl

addresses() { # KILOBYTES that there are, from here on
	[ -n "$sanitizer" ] || ulimit -v "$1"
}

at() { # DAY: of the commits that follow
	export GIT_AUTHOR_DATE="$1T12:00:00Z" GIT_COMMITTER_DATE="$1T12:00:00Z"
}
commit() { # REPOSITORY FILE LINES [MARK]
	seq "$3" >"$1/$2"
	git -C "$1" add -A
	git -C "$1" commit -qm "Write $2${4:+

$4}"
}
mark='Co-authored-by: Claude <noreply@anthropic.com>'

make_small() { # FOLDER
	mkdir "$1"
	for repository in shop bank; do
		git init -q -b main "$1/$repository"
		at 2026-07-01
		commit "$1/$repository" "$repository.c" 40
		at 2026-08-01
		commit "$1/$repository" "$repository.py" 60 "$mark"
		at 2026-09-01
		commit "$1/$repository" "$repository.c" 50
	done
	cat >"$1/scan.sarif" <<-'JSON'
	{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Semgrep"}},
	 "invocations": [{"executionSuccessful": true,
	  "endTimeUtc": "2026-09-02T12:00:00Z"}],
	 "results": [{"ruleId": "a", "level": "error", "message": {"text": "b"},
	  "locations": [{"physicalLocation": {"artifactLocation":
	   {"uri": "shop.py"}, "region": {"startLine": 3}}}]}]}]}
	JSON
	cat >"$1/people.csv" <<-'CSV'
	employee_id,name,email,team,from
	1,Ana,ana@example.com,Shop,2026-01-01
	2,Bo,bo@example.com,Shop,2026-01-01
	CSV
	cat >"$1/assay.yaml" <<-'YAML'
	version: 1
	organisation:
	  name: Small
	people:
	  directory: people.csv
	repositories:
	  - path: shop
	  - path: bank
	inputs:
	  - path: scan.sarif
	    repository: shop
	YAML
}
make_small "$tmp/org"

# What a model holds, row by row.
dump() { # DATABASE
	python3 -c 'import sqlite3, sys
for line in sqlite3.connect(sys.argv[1]).iterdump():
    print(line)' "$1"
}

points() { # COUNT UPTO: drawn by a seed
	awk -v n="$1" -v upto="$2" 'BEGIN {
		srand(9)
		for (i = 0; i < n; i++)
			print 1 + int(rand() * upto)
	}'
}

# Runs assay: its status stands in $status, what it says in $tmp/err. A crash
# ends the test.
run() {
	status=0
	"$ASSAY" "$@" >"$tmp/out" 2>"$tmp/err" || status=$?
	[ "$status" -lt 128 ] || fail "it crashed ($status): $*"
}
says() { # STATUS PATTERN
	[ "$status" = "$1" ] || fail "status $status, not $1: $(cat "$tmp/err")"
	grep -q -- "$2" "$tmp/err" ||
	    fail "nothing says \"$2\": $(cat "$tmp/err")"
}
# Permissions hold nobody back who is root, so these tests run as somebody else.
as_user() {
	if [ "$(id -u)" = 0 ]; then
		HOME=$tmp setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	else
		"$@"
	fi
}
give_user() { # FOLDER
	[ "$(id -u)" != 0 ] || { chmod 755 "$tmp"; chown -R 65534:65534 "$1"; }
}
