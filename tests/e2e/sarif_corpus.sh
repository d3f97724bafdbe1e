#!/bin/sh
# Every SARIF 2.1.0 log of the corpus: its account balances, and results, rules
# and severities equal those that jq counts apart (sarif_expected.jq). Whatever
# else lies there must end in status 0, 1 or 3. The large corpus is taken from
# $ASSAY_CORPUS; without it the sample's scans and the broken samples stand in.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
places='samples/acme/inputs/scans samples/broken/sarif'
[ -d "${ASSAY_CORPUS:-}/sast" ] && places="$places $ASSAY_CORPUS/sast"
# shellcheck disable=SC2086
find $places -type f | LC_ALL=C sort >"$tmp/files"
compared=0
different=0
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
	# what jq cannot read has nothing to compare with
	jq -S --rawfile words data/severity.csv \
	    -f tests/e2e/sarif_expected.jq "$file" >"$tmp/expected" \
	    2>"$tmp/jq" || { [ $status = 1 ] && continue; }
	# rejected results have no severity
	jq -e '.account.rejected == 0' "$tmp/got" >/dev/null || continue
	jq -S '{read: .account.read, rules, severity}' "$tmp/got" >"$tmp/own"
	cmp -s "$tmp/expected" "$tmp/own" || {
		echo "$file: jq counts (<) and the program (>) differ"
		cat "$tmp/jq"
		diff "$tmp/expected" "$tmp/own" || different=$((different + 1))
	}
	compared=$((compared + 1))
done <"$tmp/files"
[ $different = 0 ] || exit 1
if [ $compared -lt 40 ]; then
	echo "only $compared logs compared"
	exit 1
fi
if [ ! -d "${ASSAY_CORPUS:-}/sast" ]; then
	echo "compared $compared logs; the corpus of ASSAY_CORPUS was skipped"
	exit 77
fi
echo "compared $compared logs"
