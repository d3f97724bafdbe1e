#!/bin/sh
# One scan in two formats is one set of findings: both together give as many as
# one of them alone. Pairs of the large corpus are taken from $ASSAY_CORPUS.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
cp tests/corpus/scans/made/bandit.csv "$tmp/b.csv"
cat >"$tmp/b.json" <<'JSON'
{"errors": [], "generated_at": "2026-01-01T00:00:00Z", "metrics": {},
 "results": [{"filename": "src/a.py", "line_number": 3, "test_id": "B404",
  "issue_severity": "LOW", "issue_text": "Consider", "col_offset": 0},
 {"filename": "src/b.py", "line_number": 9, "test_id": "B102",
  "issue_severity": "MEDIUM", "issue_text": "Use of exec", "col_offset": 4}]}
JSON
cat >"$tmp/b.sarif" <<'JSON'
{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Bandit"}},
 "results": [{"ruleId": "B404", "message": {"text": "m"}, "locations": [{
  "physicalLocation": {"artifactLocation": {"uri": "src/a.py"},
  "region": {"startLine": 3}}}]}, {"ruleId": "B102", "message": {"text": "m"},
  "locations": [{"physicalLocation": {"artifactLocation": {"uri": "src/b.py"},
  "region": {"startLine": 9}}}]}]}]}
JSON
cp tests/corpus/scans/flawfinder/ValidResults.csv "$tmp/f.csv"
pairs='b.json,b.csv b.json,b.sarif b.csv,b.sarif'
if [ -d "${ASSAY_CORPUS:-}/sast" ]; then
	cp "$ASSAY_CORPUS/sast/flawfinder/ValidResults.sarif" "$tmp/f.sarif"
	cp "$ASSAY_CORPUS/sast/fortify/OneResultBasic.fvdl" "$tmp/o.fvdl"
	cp "$ASSAY_CORPUS/sast/fortify/OneResultBasic.fpr" "$tmp/o.fpr"
	pairs="$pairs f.csv,f.sarif o.fvdl,o.fpr"
fi
cd "$tmp"
git init -q .
git -c user.name=Ana -c user.email=ana@example.org \
    commit -q --allow-empty -m one
# How many findings the files give together.
count() {
	rm -f m.db
	{
		printf 'version: 1\nrepositories:\n  - path: .\n    id: r\n'
		echo 'inputs:'
		for file; do
			printf '  - path: %s\n    repository: r\n' "$file"
			echo '    time: 2026-01-01'
		done
	} >assay.yaml
	"$ASSAY" import -c assay.yaml --db m.db >out 2>err || {
		cat err
		exit 1
	}
	sqlite3 m.db 'SELECT count(*) FROM finding'
}
for pair in $pairs; do
	one=$(count "${pair%,*}")
	other=$(count "${pair#*,}")
	both=$(count "${pair%,*}" "${pair#*,}")
	[ "$one" -gt 0 ] && [ "$one" = "$other" ] && [ "$both" = "$one" ] || {
		echo "$pair: $one, $other, together $both"
		exit 1
	}
done
echo "compared $pairs"
[ -d "${ASSAY_CORPUS:-}/sast" ] || { echo "the corpus was skipped"; exit 77; }
