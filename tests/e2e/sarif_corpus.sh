#!/bin/sh
# Every SARIF log of the corpus, whatever its version: its account balances, and
# results, rules, severities and CWEs equal those that sarif_expected.py counts
# apart. Whatever else lies there must end in status 0, 1 or 3. The large corpus
# is taken from $ASSAY_CORPUS; without it the sample's scans and the broken
# samples stand in.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
places='samples/acme/inputs/scans samples/broken/sarif'
[ -d "${ASSAY_CORPUS:-}/sast" ] && places="$places $ASSAY_CORPUS/sast"
# shellcheck disable=SC2086
find $places -type f | LC_ALL=C sort >"$tmp/files"
: >"$tmp/read"
: >"$tmp/own"
while read -r file; do
	status=0
	"$ASSAY" check --format json "$file" >"$tmp/got" 2>"$tmp/err" ||
	    status=$?
	case $status in
	0 | 1) ;;
	3) continue ;;
	*)
		echo "$file: status $status"
		cat "$tmp/err"
		exit 1
		;;
	esac
	[ "$(jq -r .format "$tmp/got")" = sarif ] || continue
	jq -e '.account | .read == .imported + .duplicate + .rejected + .empty' \
	    "$tmp/got" >/dev/null || {
		echo "$file: the account does not balance"
		exit 1
	}
	# rejected results have no severity
	jq -e '.account.rejected == 0' "$tmp/got" >/dev/null || continue
	jq -cS '{path, read: .account.read,
	    duplicate: .account.duplicate, rules, severity, cwe}' "$tmp/got" \
	    >>"$tmp/own"
	echo "$file" >>"$tmp/read"
done <"$tmp/files"
tr '\n' '\0' <"$tmp/read" | xargs -0 python3 tests/e2e/sarif_expected.py |
    jq -cS . >"$tmp/expected"
cmp -s "$tmp/expected" "$tmp/own" || {
	echo "what was counted apart (<) and the program (>) differ"
	diff "$tmp/expected" "$tmp/own" || exit 1
}
compared=$(wc -l <"$tmp/read")
if [ "$compared" -lt 40 ]; then
	echo "only $compared logs compared"
	exit 1
fi
if [ ! -d "${ASSAY_CORPUS:-}/sast" ]; then
	echo "compared $compared logs; the corpus of ASSAY_CORPUS was skipped"
	exit 77
fi
echo "compared $compared logs"
