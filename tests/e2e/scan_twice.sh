#!/bin/sh
# The same reports imported twice add nothing, nor do copies of them by other
# names: their records are all duplicates. The large corpus is taken from
# $ASSAY_CORPUS; without it the samples stand in.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
places='samples/acme/inputs/scans tests/corpus/scans'
[ -d "${ASSAY_CORPUS:-}/sast" ] && places="$places $ASSAY_CORPUS/sast"
# What is no report of findings is refused (3): it is left out.
mkdir "$tmp/files"
count=0
# shellcheck disable=SC2086
for file in $(find $places -type f | LC_ALL=C sort); do
	"$ASSAY" check "$file" >/dev/null 2>&1 || [ $? = 1 ] || continue
	count=$((count + 1))
	cp "$file" "$tmp/files/$count-$(basename "$file")"
done
tell() {
	sqlite3 "$tmp/a.db" "SELECT count(*), total(id), total(line) FROM result;
	SELECT count(*), total(rank), total(cwe) FROM result_cwe;
	SELECT count(*) FROM scan; SELECT count(*) FROM reject;
	SELECT count(*), group_concat(key) FROM finding"
}
add() {
	"$ASSAY" import --db "$tmp/a.db" "$@" >"$tmp/out" 2>"$tmp/err" ||
	    [ $? = 1 ] || { cat "$tmp/err"; exit 1; }
}
add "$tmp/files"/*
tell >"$tmp/first"
add "$tmp/files"/*
tell >"$tmp/again"
cmp "$tmp/first" "$tmp/again" || { echo "a second import added"; exit 1; }
mkdir "$tmp/copies"
cp "$tmp/files"/* "$tmp/copies"
add "$tmp/copies"/*
sqlite3 "$tmp/a.db" "SELECT s.path, s.imported FROM source s
WHERE s.path LIKE '%/copies/%' AND s.imported > 0
AND EXISTS (SELECT 1 FROM scan c JOIN source o ON o.id = c.source_id
  WHERE replace(o.path, '/files/', '/copies/') = s.path)" >"$tmp/new"
[ ! -s "$tmp/new" ] || { echo "copies added:"; cat "$tmp/new"; exit 1; }
echo "imported $count reports twice"
[ -d "${ASSAY_CORPUS:-}/sast" ] || { echo "the corpus was skipped"; exit 77; }
