#!/bin/sh
# The lines of every file of every commit are those of git log --numstat, on a
# made-up history with merges, renames, binary files, links, submodules and odd
# names, and on the repositories that $ASSAY_BENCH_REPOS names; a repository
# that grew gives the same rows as one read at once.
set -u
command -v sqlite3 >/dev/null 2>&1 || {
	echo 'sqlite3 is not installed'
	exit 77
}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
bad=0
GIT_CONFIG_GLOBAL=/dev/null
GIT_CONFIG_NOSYSTEM=1
export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM

# A repeatable history as a fast-import stream: few kinds of lines, so that
# the diffs are hard, on four branches that are merged now and then.
history() {
	awk -v commits="$1" '
	function dice(n) { seed = (seed * 16807) % 2147483647; return seed % n }
	function line(  k) {
		k = dice(14)
		return k == 0 ? "" : k == 1 ? "{" : k == 2 ? "}" : "line " k
	}
	function mutate(text,   n, i, a, out) {
		n = split(text, a, "\n")
		out = ""
		for (i = 1; i < n; i++) {
			if (dice(12) == 0) continue
			if (dice(12) == 0) out = out line() "\n"
			out = out a[i] "\n"
		}
		for (i = dice(6); i > 0; i--) out = out line() "\n"
		return out
	}
	function put(mode, path, text) {
		printf "M %s inline \"%s\"\ndata %d\n%s\n", mode, path,
		    length(text), text
	}
	BEGIN {
		seed = 20260501
		split("a.c,src/b.py,src/c d.go,doc/caf\303\251.md,src,x.bin",
		    name, ",")
		for (i = 1; i <= commits; i++) {
			b = i < 5 ? 0 : dice(4)
			printf "commit refs/heads/b%d\nmark :%d\n", b, i
			printf "committer Ann <a@x.example> %d +0000\n",
			    1700000000 + i * 60
			message = "Commit " i
			printf "data %d\n%s\n", length(message), message
			if (!tip[b] && i > 1) printf "from :%d\n", i - 1
			else if (tip[b]) printf "from :%d\n", tip[b]
			other = dice(4)
			if (tip[b] && tip[other] && other != b && dice(5) == 0)
				printf "merge :%d\n", tip[other]
			f = dice(4) + 1
			text[f] = mutate(text[f])
			put(dice(20) ? "100644" : "100755", name[f], text[f])
			if (dice(10) == 0) put("100644", "n" i, mutate(""))
			if (dice(12) == 0) print "D " "\"" name[dice(4) + 1] "\""
			if (dice(15) == 0)
				put("120000", "link", "target" dice(3))
			if (dice(15) == 0)
				printf "M 160000 %040d sub\n", dice(1000)
			if (dice(20) == 0)
				put("100644", "x.bin", "\001binary" dice(9))
			if (dice(25) == 0) print "R \"src\" \"moved" i "\""
			print ""
			tip[b] = i
		}
	}' | tr '\001' '\000'
}

rows="SELECT c.oid || '|' || coalesce(x.added, '-') || '|' ||
    coalesce(x.deleted, '-') || '|' || f.path FROM commit_file x
    JOIN \"commit\" c ON c.id = x.commit_id JOIN file f ON f.id = x.file_id
    ORDER BY 1"

# compare REPOSITORY DATABASE: names with control characters are left out
compare() {
	git -C "$1" -c core.quotepath=false log --no-merges --no-renames \
	    --numstat --format=@%H | awk -F '\t' '
		/^@/ { oid = substr($0, 2); next }
		NF == 3 && $3 !~ /^"/ {
			print oid "|" $1 "|" $2 "|" $3 }' |
	    LC_ALL=C sort >"$tmp/want"
	sqlite3 "$2" "$rows" | grep -v '|"' | LC_ALL=C sort >"$tmp/got"
	[ -s "$tmp/want" ] || echo "no lines to compare in $1"
	if ! cmp -s "$tmp/want" "$tmp/got"; then
		echo "FAIL: $1 differs from git log --numstat:"
		diff "$tmp/want" "$tmp/got" | head -10
		bad=1
	fi
	n=$(git -C "$1" rev-list --count HEAD)
	if [ "$n" != "$(sqlite3 "$2" 'SELECT count(*) FROM "commit"')" ]; then
		echo "FAIL: $1 has $n commits"
		bad=1
	fi
}

git init -q --bare "$tmp/repo"
history 400 | git -C "$tmp/repo" fast-import --quiet || exit 1
git -C "$tmp/repo" symbolic-ref HEAD refs/heads/b0
"$ASSAY" import "$tmp/repo" --db "$tmp/whole.db" >/dev/null 2>&1 || exit 1
compare "$tmp/repo" "$tmp/whole.db"

tip=$(git -C "$tmp/repo" rev-parse b0)
git -C "$tmp/repo" update-ref refs/heads/b0 b0~40
"$ASSAY" import "$tmp/repo" --db "$tmp/grown.db" >/dev/null 2>&1 || exit 1
git -C "$tmp/repo" update-ref refs/heads/b0 "$tip"
"$ASSAY" import "$tmp/repo" --db "$tmp/grown.db" >/dev/null 2>&1 || exit 1
compare "$tmp/repo" "$tmp/grown.db"

# same NAME: the last import gave the rows of the first, and its lines
lines="SELECT f.path, l.start, l.count, c.oid FROM revision_line l
    JOIN file f ON f.id = l.file_id LEFT JOIN \"commit\" c
    ON c.id = l.commit_id ORDER BY 1, 2"
sqlite3 "$tmp/whole.db" "$rows; $lines" >"$tmp/first"
same() {
	sqlite3 "$tmp/other.db" "$rows; $lines" >"$tmp/now"
	rm "$tmp/other.db"
	cmp -s "$tmp/first" "$tmp/now" && return
	echo "FAIL: other rows $1"
	bad=1
}

# other REPOSITORY OPTION...: imports into a new model
other() {
	repository=$1
	shift
	"$ASSAY" import "$repository" --db "$tmp/other.db" "$@" >/dev/null \
	    2>&1 || bad=1
}

other "$tmp/repo" --no-cache
[ ! -e "$tmp/other.db.cache" ] || {
	echo 'FAIL: --no-cache makes a cache'
	bad=1
}
same 'without a cache'
other "$tmp/repo"
same 'with a new cache'
cache=$(find "$tmp/other.db.cache" -type f)
[ "$(stat -c %a "$cache")" = 600 ] || {
	echo 'FAIL: the mode of the cache'
	bad=1
}
cp "$cache" "$tmp/cache"
other "$tmp/repo"
same 'from the cache'
cmp "$cache" "$tmp/cache" || bad=1
head -c 2000 "$tmp/cache" >"$cache"
other "$tmp/repo"
same 'from a damaged cache'
cp -r "$tmp/repo" "$tmp/loose"
rm "$tmp"/loose/objects/pack/*
git -C "$tmp/loose" unpack-objects -q <"$(echo "$tmp"/repo/objects/pack/*.pack)"
other "$tmp/loose" --no-cache
same 'from loose objects'
cp -r "$tmp/repo" "$tmp/packed"
git -C "$tmp/packed" repack -adfq --depth=100 --window=50
other "$tmp/packed" --no-cache
same 'from another pack'

count=0
for repository in ${ASSAY_BENCH_REPOS:-}; do
	git -C "$repository" log --no-merges --numstat >/dev/null 2>&1 ||
	    continue
	rm -f "$tmp/real.db"
	"$ASSAY" import "$repository" --db "$tmp/real.db" >/dev/null 2>&1 ||
	    bad=1
	compare "$repository" "$tmp/real.db"
	count=$((count + 1))
done
echo "$count repositories of \$ASSAY_BENCH_REPOS compared"
for db in "$tmp"/*.db; do
	sqlite3 "$db" 'PRAGMA foreign_key_check' >"$tmp/broken"
	[ -s "$tmp/broken" ] && echo "$db: what rows refer to is not there" &&
	    head -n 3 "$tmp/broken" && bad=1
done
exit $bad
