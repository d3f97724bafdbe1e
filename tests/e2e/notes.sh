#!/bin/sh
# Notes of AI lines in a real repository: $ASSAY_GIT_AI names a clone of
# git-ai-project/git-ai with its refs/notes/ai. The lines of AI that the model
# has of commits equal those that a reader of its own (python3) takes from the
# notes; at the commit whose figures are published, the counts do too.
set -u
repo=${ASSAY_GIT_AI:-}
[ -n "$repo" ] || {
	echo 'ASSAY_GIT_AI names no clone of git-ai-project/git-ai'
	exit 77
}
for tool in python3 sqlite3 jq; do
	command -v $tool >/dev/null 2>&1 || {
		echo "$tool is not installed"
		exit 77
	}
done
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
bad=0

"$ASSAY" import "$repo" --db "$tmp/a.db" >/dev/null 2>&1 || {
	echo 'the import failed'
	exit 1
}

# 100 commits with a note, spread evenly by id
sqlite3 "$tmp/a.db" "SELECT c.oid FROM note n JOIN \"commit\" c
ON c.id = n.commit_id WHERE n.signal = 'git-ai note' ORDER BY c.oid" |
    awk '{ a[NR] = $0 } END { step = NR > 100 ? NR / 100 : 1
	for (i = 1; i <= NR; i += step) print a[int(i)] }' >"$tmp/commits"
sqlite3 -separator '	' "$tmp/a.db" "SELECT c.oid, f.path, r.line, r.lines
FROM attribution a JOIN \"commit\" c ON c.id = a.commit_id
JOIN attribution_range r ON r.attribution_id = a.id
JOIN file f ON f.id = r.file_id
WHERE a.signal = 'git-ai note' AND a.origin = 'ai'" |
    grep -F -f "$tmp/commits" | awk -F '\t' '{
	for (i = $3; i < $3 + $4; i++) print $1 "\t" $2 "\t" i }' |
    sort >"$tmp/ours"
python3 tests/e2e/notes.py "$repo" <"$tmp/commits" | sort >"$tmp/theirs"
if ! cmp -s "$tmp/ours" "$tmp/theirs"; then
	echo "lines of AI differ ($(wc -l <"$tmp/commits") commits):"
	diff "$tmp/ours" "$tmp/theirs" | head -20
	bad=1
fi
[ -s "$tmp/ours" ] || {
	echo 'no note names a line of AI'
	bad=1
}

published=55a1d728fb968fff90c5050470d6bd5d629967c6
if [ "$(git -C "$repo" rev-parse HEAD)" = $published ]; then
	"$ASSAY" query ai.evidence_agreement --by evidence --db "$tmp/a.db" \
	    --format json | jq -r '.groups[] | "\(.key.evidence) \(.n)"' |
	    sort >"$tmp/got"
	cat >"$tmp/wanted" <<-'END'
	disagreeing 76
	none 1365
	note_and_trailer 784
	note_only 839
	note_without_ai 480
	trailer_only 744
	END
	diff "$tmp/wanted" "$tmp/got" || bad=1
fi
for db in "$tmp"/*.db; do
	sqlite3 "$db" 'PRAGMA foreign_key_check' >"$tmp/broken"
	[ ! -s "$tmp/broken" ] || bad=1
done
exit $bad
