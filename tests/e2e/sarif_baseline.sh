#!/bin/sh
# The states that SARIF Multitool gives results against an earlier log
# (baselineState), beside those that come of importing both logs: two pairs of
# the SARIF SDK's own tests. Each pair names two tools; the tool of the first log
# is renamed to that of the second, so that both are one series of one tool.
# ASSAY_CORPUS holds them.
set -eu
: "${ASSAY:?}"
folder=${ASSAY_CORPUS:-}/sast/sarif-baseline
if [ -z "${ASSAY_CORPUS:-}" ] || [ ! -d "$folder" ]; then
	echo "2 pairs of logs skipped: ASSAY_CORPUS does not hold them"
	exit 0
fi
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT

# What is known again of the second log, and what it says of that itself.
compare='WITH again AS (SELECT result_id FROM finding_match)
SELECT count(*) || " of " || (SELECT count(*) FROM result r
  JOIN scan s ON s.id = r.scan_id WHERE s.time > 1767225600)
FROM result r JOIN scan s ON s.id = r.scan_id
WHERE s.time > 1767225600
  AND (r.baseline <> "new") = (r.id IN (SELECT result_id FROM again))'

failed=0
for pair in TEST1004:NewResults TEST1006:UpdatedResults; do
	name=${pair%:*}
	sed 's/"testhost"/"SARIF Functional Testing"/' \
	    "$folder/$name.Baseline.sarif" >"$place/first.sarif"
	cp "$folder/$name.ValidateBaseline.${pair#*:}.sarif" \
	    "$place/second.sarif"
	cat >"$place/assay.yaml" <<-END
	version: 1
	inputs:
	  - path: first.sarif
	    repository: demo
	    time: 2026-01-01T00:00:00Z
	  - path: second.sarif
	    repository: demo
	    time: 2026-02-01T00:00:00Z
	END
	rm -f "$place/assay.db"
	"$ASSAY" import -c "$place/assay.yaml" >/dev/null 2>&1
	agreed=$(echo "$compare;" | tr '"' "'" | sqlite3 "$place/assay.db")
	echo "$name: $agreed states agree"
	[ "$agreed" = "29 of 29" ] || failed=1
done
exit $failed
