#!/bin/sh
# No value of a secret that a scanner reports gets into the model, a report or
# what is printed: reports of three secret scanners, and SARIF whose snippet is
# the secret, are imported and every output is searched for the raw values.
# The values are made here; no real one is in this file.
set -eu
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
cd "$place"
one=Zq7Kx1Vb93LmT0aa
two=Yw4Rn8Gc52HpS6bb
cat >gitleaks.json <<END
[{"Description":"Generic API Key","StartLine":3,"EndLine":3,"StartColumn":1,
"EndColumn":30,"Match":"key = $one","Secret":"$one","File":"conf/app.ini",
"SymlinkFile":"","Commit":"","Entropy":4.1,"Author":"","Email":"","Date":"",
"Message":"","Tags":[],"RuleID":"generic-api-key",
"Fingerprint":"conf/app.ini:generic-api-key:3"}]
END
cat >old.json <<END
[{"line":"key = $one","lineNumber":3,"offender":"$one","commit":"",
"repo":"r","rule":"Generic","commitMessage":"m","author":"a","email":"e",
"file":"conf/app.ini","date":"2026-01-02T00:00:00Z","tags":"key"}]
END
cat >trufflehog.json <<END
{"SourceMetadata":{"Data":{"Git":{"commit":"","file":"conf/app.ini","email":"e","repository":"r","timestamp":"2026-01-02 00:00:00 +0000","line":3}}},"SourceID":1,"SourceType":16,"SourceName":"trufflehog - git","DetectorType":2,"DetectorName":"AWS","DecoderName":"PLAIN","Verified":false,"Raw":"$one","RawV2":"$one$two","Redacted":"","ExtraData":null}
END
cat >gitleaks.sarif <<END
{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"gitleaks","rules":[
{"id":"generic-api-key"}]}},"results":[{"ruleId":"generic-api-key",
"message":{"text":"generic-api-key has detected secret for file conf/app.ini: $two"},
"locations":[{"physicalLocation":{"artifactLocation":{"uri":"conf/app.ini"},
"region":{"startLine":3,"snippet":{"text":"$two"}}}}],
"partialFingerprints":{"commitSha":"","author":"$two"}}]}]}
END
{
	for file in gitleaks.json old.json trufflehog.json gitleaks.sarif; do
		"$ASSAY" check "$file"
		"$ASSAY" check --format json "$file"
	done
	"$ASSAY" import --db a.db --format json ./*.json ./*.sarif
	"$ASSAY" query secrets.open --db a.db --as-of 2026-06-01 \
		--records --format csv
} >out.txt 2>err.txt || { cat err.txt; exit 1; }
grep -q 'gitleaks' out.txt || { echo "nothing was read"; exit 1; }
rows=$(grep -c 'secret\|conf/app.ini' out.txt)
test "$rows" -gt 0 || { echo "no secret was listed"; exit 1; }
for value in "$one" "$two"; do
	found=$(grep -rlaF "$value" a.db* out.txt err.txt || true)
	test -z "$found" || { echo "a value is in $found"; exit 1; }
done

# And of reports of scanners that are not to be copied here.
test -n "${ASSAY_CORPUS:-}" || {
	echo "the values of ASSAY_CORPUS were skipped"
	exit 0
}
for folder in gitleaks trufflehog; do
	"$ASSAY" import --db c.db "$ASSAY_CORPUS/sast/$folder"/* >>corpus.txt 2>&1 || true
done
grep -haoE '"(Secret|Match|offender|Raw|RawV2)": *"[^"\\]{12,}"' \
	"$ASSAY_CORPUS"/sast/gitleaks/* "$ASSAY_CORPUS"/sast/trufflehog/* |
	sed 's/^[^:]*: *"//; s/"$//' | sort -u >values.txt
test -s values.txt || { echo "no values in the corpus"; exit 1; }
if grep -laFf values.txt c.db* corpus.txt; then
	echo "values of the corpus are in these"
	exit 1
fi
echo "$(wc -l <values.txt) values of the corpus are nowhere"
