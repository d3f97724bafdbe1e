#!/bin/sh
# What tools say of how many problems they found is what is read from their
# reports: no two results that look alike are taken for one, where the tool
# counts both. The large corpus is taken from $ASSAY_CORPUS; without it the made
# reports stand in.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
places=tests/corpus/scans/made
[ -d "${ASSAY_CORPUS:-}/sast" ] && places="$places $ASSAY_CORPUS/sast"

# The tool's own figure; nothing where it has none.
said() {
	case $1 in
	bandit) jq '.metrics._totals | objects | [to_entries[]
	    | select(.key | startswith("SEVERITY.")).value] | add' "$2" ;;
	brakeman) jq '.scan_info.security_warnings // empty' "$2" ;;
	checkov) jq -s 'flatten | map(.summary.failed // empty) | add' "$2" ;;
	eslint) jq '[.[] | .errorCount + .warningCount] | add' "$2" ;;
	gosec) jq '.Stats.found // empty' "$2" ;;
	kics) jq '.total_counter // empty' "$2" ;;
	esac 2>/dev/null
}

compared=0
failed=0
# shellcheck disable=SC2086
find $places -type f | LC_ALL=C sort >"$tmp/files"
while read -r file; do
	"$ASSAY" check --format json "$file" >"$tmp/got" 2>/dev/null || [ $? = 1 ] ||
	    continue
	# what was written wrong is told by itself
	jq -e '.account.rejected == 0' "$tmp/got" >/dev/null || continue
	tool=$(jq -r '.tools[0].name' "$tmp/got")
	expected=$(said "$tool" "$file") || continue
	case $expected in '' | null) continue ;; esac
	found=$(jq '.severity | add' "$tmp/got")
	compared=$((compared + 1))
	[ "$found" = "$expected" ] && continue
	echo "$file ($tool): its tool says $expected, read $found"
	failed=1
done <"$tmp/files"
[ "$failed" = 0 ] || exit 1
[ -d "${ASSAY_CORPUS:-}/sast" ] || {
	echo "compared $compared reports; the corpus of ASSAY_CORPUS was skipped"
	exit 77
}
[ "$compared" -ge 10 ] || {
	echo "only $compared reports compared"
	exit 1
}
echo "compared $compared reports"
