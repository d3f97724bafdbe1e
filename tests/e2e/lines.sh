#!/bin/sh
# assay lines names the commit that git blame names, for every line: on random
# histories (more of them with $LINES_SEEDS), on a shallow and a partial clone,
# from work trees, alternates and packs; and what it says where it cannot.
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
GIT_NO_LAZY_FETCH=1
export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM GIT_NO_LAZY_FETCH

fail() {
	echo "FAIL: $*"
	bad=1
}
# make_history FOLDER SEED
make_history() {
	git init -q --bare "$1"
	git -C "$1" symbolic-ref HEAD refs/heads/main
	python3 tests/git/random_history.py "$2" |
	    git -C "$1" fast-import --quiet || fail "seed $2 makes no history"
}
# same_as_blame FOLDER NAME
same_as_blame() {
	sh tests/bench/lines.sh "$1" >"$tmp/out" 2>&1 ||
	    fail "$2: $(cat "$tmp/out")"
}
lines() {
	"$ASSAY" lines "$@" 2>"$tmp/err"
}

# --- random histories
for seed in $(seq 1 "${LINES_SEEDS:-6}"); do
	make_history "$tmp/r.git" "$seed"
	same_as_blame "$tmp/r.git" "seed $seed"
	rm -rf "$tmp/r.git"
done

# --- files that are asked for alone are followed alone
# alone FOLDER: each file of HEAD beside git blame
alone() {
	git -C "$1" grep -I --name-only -e '' HEAD | sed 's/^HEAD://' |
	    grep -v '^"' >"$tmp/names"
	while IFS= read -r name; do
		git -C "$1" -c diff.indentHeuristic=true blame -l -s --root \
		    --no-textconv HEAD -- "$name" </dev/null |
		    cut -c 1-40 >"$tmp/blamed"
		lines "$1" "$name" </dev/null | awk -F '\t' 'NR > 1 {
			for (i = 0; i < $3; i++) print $4 }' >"$tmp/named"
		cmp -s "$tmp/blamed" "$tmp/named" ||
		    fail "$1: $name alone has other lines"
	done <"$tmp/names"
	[ -s "$tmp/names" ] || fail "$1 has no file"
}
make_history "$tmp/r.git" 11
alone "$tmp/r.git"
rm -rf "$tmp/r.git"

# --- one history, however it is stored or opened
make_history "$tmp/a.git" 7
lines "$tmp/a.git" >"$tmp/a"
[ "$(wc -l <"$tmp/a")" -gt 20 ] || fail "seed 7 has hardly a line"
head -n 1 "$tmp/a" | grep -q "^path	start	count	commit	origin	tool	model	level$" ||
    fail "another header: $(head -n 1 "$tmp/a")"
git clone -q -s "$tmp/a.git" "$tmp/alternate" 2>/dev/null
git clone -q "$tmp/a.git" "$tmp/tree" 2>/dev/null
git -C "$tmp/tree" worktree add -q --detach "$tmp/worktree" 2>/dev/null
git clone -q --bare "$tmp/a.git" "$tmp/packed.git"
git -C "$tmp/packed.git" repack -q -a -d -f --depth=50
git -C "$tmp/packed.git" commit-graph write --changed-paths 2>/dev/null
for other in alternate tree worktree packed.git; do
	lines "$tmp/$other" >"$tmp/b"
	cmp -s "$tmp/a" "$tmp/b" || fail "$other gives other lines"
done
(cd "$tmp/tree" && lines >"$tmp/b")
cmp -s "$tmp/a" "$tmp/b" || fail "the folder itself gives other lines"

# --- forms and paths
lines "$tmp/a.git" --format json | jq -r '.files[] | .path as $p | .ranges[] |
    [.start, .count, .commit] | @tsv' >"$tmp/json" || fail "no JSON"
cut -f 2-4 "$tmp/a" | tail -n +2 | cmp -s - "$tmp/json" ||
    fail "JSON differs from the table"
lines "$tmp/a.git" --format porcelain |
    sed -n 's/^\([0-9a-f]\{40\}\) [0-9]* [0-9]*\( [0-9]*\)*$/\1/p' >"$tmp/porcelain"
tail -n +2 "$tmp/a" | awk -F '\t' '{ for (i = 0; i < $3; i++) print $4 }' |
    cmp -s - "$tmp/porcelain" || fail "porcelain differs from the table"
lines "$tmp/a.git" --format porcelain >"$tmp/b"
grep -q '^author not shown$' "$tmp/b" || fail "porcelain names nobody"
git -C "$tmp/a.git" log -1 --format=%an%n%ae | grep -qFf - "$tmp/b" &&
    fail "porcelain names people"
path=$(tail -n +2 "$tmp/a" | cut -f 1 | grep -v '"' | head -n 1)
lines "$tmp/a.git" "$path" | tail -n +2 >"$tmp/b"
awk -F '\t' -v path="$path" '$1 == path' "$tmp/a" | cmp -s - "$tmp/b" ||
    fail "one path gives other lines"

# --- replace refs and grafts are applied, as git does
git clone -q --bare "$tmp/a.git" "$tmp/replaced.git"
old=$(git -C "$tmp/a.git" rev-list --topo-order HEAD | sed -n 2p)
older=$(git -C "$tmp/a.git" rev-list --topo-order HEAD | sed -n 9p)
git -C "$tmp/replaced.git" replace --graft "$old" "$older"
same_as_blame "$tmp/replaced.git" 'replace ref'
lines "$tmp/replaced.git" | cmp -s "$tmp/a" - && fail 'replace ref: no effect'
git clone -q --bare "$tmp/a.git" "$tmp/grafted.git"
echo "$old $older" >"$tmp/grafted.git/info/grafts"
same_as_blame "$tmp/grafted.git" grafts
lines "$tmp/replaced.git" >"$tmp/b"
lines "$tmp/grafted.git" | cmp -s "$tmp/b" - || fail 'grafts: other lines'

# --- a shallow clone: what stands at its edge is nobody's
git clone -q --bare --depth 4 "file://$tmp/a.git" "$tmp/shallow.git"
same_as_blame "$tmp/shallow.git" shallow
lines "$tmp/shallow.git" >"$tmp/b"
while read -r commit; do # a root is listed too, and is not cut off
	git -C "$tmp/a.git" cat-file -p "$commit" | grep -q '^parent' &&
	    echo "$commit"
done <"$tmp/shallow.git/shallow" >"$tmp/edge"
awk -F '\t' 'NR == FNR { edge[$1] = 1; next }
    { known = sub(/^\^/, "", $4) ? 0 : 1 }
    ($4 in edge) && (known || $5 != "unknown" || $6 $7 $8 != "") ||
    !($4 in edge) && !known' "$tmp/edge" "$tmp/b" >"$tmp/wrong"
[ -s "$tmp/wrong" ] && fail "lines at the edge have an origin"
cut -f 4 "$tmp/b" | grep -qFf "$tmp/edge" || fail "the edge has no lines"
grep -q 'history is cut off before' "$tmp/err" &&
    grep -q 'who wrote them is not known' "$tmp/err" ||
    fail "lines does not say that history is cut off: $(cat "$tmp/err")"
lines "$tmp/shallow.git" --format json | jq -r '.files[].ranges[] |
    select(.boundary) | [.commit, .origin] | tojson' | sort -u >"$tmp/json"
[ "$(cat "$tmp/json")" = '[null,"unknown"]' ] || fail "JSON credits the edge"
for run in first second; do
	"$ASSAY" import "$tmp/shallow.git" --db "$tmp/s.db" >/dev/null 2>"$tmp/err"
	grep -q 'warning: the clone is shallow' "$tmp/err" ||
	    fail "the $run import does not say that history is cut off"
done

# --- a partial clone: unknown, and never another commit than the real one
git -C "$tmp/a.git" config uploadpack.allowFilter true
git clone -q --bare --filter=blob:none "file://$tmp/a.git" "$tmp/partial.git"
git -C "$tmp/partial.git" remote remove origin
git -C "$tmp/a.git" ls-tree -r HEAD | awk '$2 == "blob" { print $3 }' |
    sort -u | git -C "$tmp/a.git" pack-objects -q --stdout >"$tmp/head.pack"
git -C "$tmp/partial.git" unpack-objects -q <"$tmp/head.pack"
lines "$tmp/partial.git" >"$tmp/b" || fail "partial: $(cat "$tmp/err")"
expand_lines() {
	tail -n +2 "$1" | awk -F '\t' \
	    '{ for (i = 0; i < $3; i++) print $1 "\t" $2 + i "\t" $4 }'
}
expand_lines "$tmp/a" >"$tmp/a.lines"
expand_lines "$tmp/b" >"$tmp/b.lines"
awk -F '\t' 'NR == FNR { real[$1 FS $2] = $3; next }
    $3 != "" && real[$1 FS $2] != $3' "$tmp/a.lines" "$tmp/b.lines" >"$tmp/wrong"
[ -s "$tmp/wrong" ] && fail "partial: wrong credit: $(head -n 1 "$tmp/wrong")"
[ "$(wc -l <"$tmp/a.lines")" = "$(wc -l <"$tmp/b.lines")" ] ||
    fail "partial: lines are lost"
cut -f 3 "$tmp/b.lines" | grep -q '^$' || fail "partial: nothing is unknown"
git clone -q --bare --filter=tree:0 "file://$tmp/a.git" "$tmp/treeless.git"
git -C "$tmp/treeless.git" remote remove origin
lines "$tmp/treeless.git" >/dev/null && fail "no trees, no complaint"
grep -q 'not all in this clone' "$tmp/err" || fail "treeless: $(cat "$tmp/err")"

# --- plain messages
git init -q --bare "$tmp/empty.git"
lines "$tmp/empty.git" >"$tmp/b" || fail "empty: $(cat "$tmp/err")"
[ "$(wc -l <"$tmp/b")" = 1 ] || fail "an empty repository has lines"
if git init -q --bare --object-format=sha256 "$tmp/sha256.git" 2>/dev/null; then
	lines "$tmp/sha256.git" >/dev/null
	[ $? = 3 ] || fail "SHA-256 is no input error"
	grep -q 'SHA-256' "$tmp/err" || fail "sha256: $(cat "$tmp/err")"
fi
if [ "$(id -u)" = 0 ]; then
	cp -r "$tmp/a.git" "$tmp/foreign.git"
	chown -R 65534 "$tmp/foreign.git"
	HOME=$tmp/nobody lines "$tmp/foreign.git" >/dev/null &&
	    fail "a repository of somebody else is read"
	grep -q 'belongs to another user' "$tmp/err" ||
	    fail "foreign: $(cat "$tmp/err")"
fi
lines "$tmp/a.git" no/such >/dev/null
[ $? = 3 ] || fail "a path that is not there is no input error"
grep -q 'expected a file or folder of the revision' "$tmp/err" ||
    fail "no/such: $(cat "$tmp/err")"
lines "$tmp/a.git" . ./ "$path" >"$tmp/b"
cmp -s "$tmp/a" "$tmp/b" || fail "the folder of all gives other lines"
lines "$tmp/a.git" --rev nothing >/dev/null && fail "no such revision"
grep -q 'expected a revision' "$tmp/err" || fail "rev: $(cat "$tmp/err")"

# --- the import tells the same, and what lives is what came less what went
"$ASSAY" import "$tmp/a.git" --db "$tmp/x.db" >/dev/null 2>&1 || fail "import"
if command -v sqlite3 >/dev/null 2>&1; then
	want=$(wc -l <"$tmp/a.lines")
	for sql in 'sum(count) FROM line_run' 'sum(lines) FROM repository_file' \
	    'sum(count * change) FROM line_change' \
	    'sum(lines) FROM cohort WHERE at_time = (SELECT max(at_time) FROM cohort)'; do
		got=$(sqlite3 "$tmp/x.db" "SELECT $sql")
		[ "$got" = "$want" ] || fail "$sql: $got, not $want"
	done
	# at the end of every month what came less what went is what lives
	sqlite3 -separator ' ' "$tmp/x.db" 'SELECT a.at_time, (
	    SELECT sum(count * change) FROM line_change b
	    WHERE b.at_time <= a.at_time), (SELECT coalesce(sum(lines), 0)
	    FROM cohort c WHERE c.at_time = a.at_time)
	  FROM (SELECT DISTINCT at_time FROM line_change) a ORDER BY 1' \
	    >"$tmp/months"
	while read -r at sum cohort; do
		commit=$(git -C "$tmp/a.git" rev-list -1 --first-parent \
		    --before=$((at - 1)) HEAD)
		want=$(lines "$tmp/a.git" --rev "$commit" |
		    awk -F '\t' 'NR > 1 { n += $3 } END { print n + 0 }')
		[ "$sum $cohort" = "$want $want" ] ||
		    fail "$commit: $sum came less went, $cohort in cohorts, not $want"
	done <"$tmp/months"
	[ -s "$tmp/months" ] || fail "no month"
fi

# --- a finding at the audited revision stands on the line that is printed,
# also when the repository is not at hand any more
git clone -q --bare "$tmp/a.git" "$tmp/found.git"
git -C "$tmp/found.git" remote set-url origin https://example.com/team/found
tail -n +2 "$tmp/a" | grep -v '^"' | head -n 60 >"$tmp/places"
jq -R -n --arg head "$(git -C "$tmp/found.git" rev-parse HEAD)" '
    [inputs | split("\t")] as $rows | { version: "2.1.0", runs: [{
      tool: { driver: { name: "scanner" } },
      versionControlProvenance: [{ revisionId: $head,
        repositoryUri: "https://example.com/team/found" }],
      results: [$rows[] | { ruleId: "R", message: { text: "m" },
        locations: [{ physicalLocation: { artifactLocation: { uri: .[0] },
          region: { startLine: (.[1] | tonumber) } } }] }] }] }' \
    "$tmp/places" >"$tmp/found.sarif"
"$ASSAY" import "$tmp/found.git" --db "$tmp/f.db" >/dev/null 2>&1 || fail "import"
mv "$tmp/found.git" "$tmp/away.git"
"$ASSAY" import "$tmp/found.sarif" --db "$tmp/f.db" >/dev/null 2>&1 ||
    fail "import of findings"
if command -v sqlite3 >/dev/null 2>&1; then
	sqlite3 -separator '	' "$tmp/f.db" 'SELECT f.path, f.line, c.oid
	  FROM finding f JOIN finding_origin o ON o.finding_id = f.id
	  LEFT JOIN "commit" c ON c.id = o.commit_id' | sort >"$tmp/b"
	cut -f 1,2,4 "$tmp/places" | sort | diff - "$tmp/b" >"$tmp/wrong" ||
	    fail "findings stand elsewhere: $(head -n 3 "$tmp/wrong")"
fi
exit $bad
