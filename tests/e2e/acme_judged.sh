#!/bin/sh
# Every item of the checklist in every repository, every verdict and every
# control of the sample against samples/acme/JUDGED.md, which was worked out from
# the sample's plan without the program (maintain/judged.py).
set -eu
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
truth=$PWD/samples/acme/JUDGED.md
sh samples/acme/build.sh "$work/acme"
cd "$work"
"$ASSAY" gate -c acme/assay.yaml --db acme/assay.db --period 2026-Q3 \
    --format json >gate.json 2>log || [ $? = 1 ] || { cat log; exit 1; }
"$ASSAY" query control.results -c acme/assay.yaml --db acme/assay.db \
    --period 2026-Q3 --format json >controls.json 2>log ||
    { cat log; exit 1; }
jq -r '.items[] as $i | $i.repositories[] | [$i.id, .repository, .status,
    .population, .exceptions, .unknown] | join(" ")' gate.json >got
jq -r '.repositories[] | "verdict \(.repository) \(.status)"' gate.json >>got
jq -r 'def known: if . == "" or . == null then "-" else . end;
    .rows[] | [.framework, (.control | gsub(" "; "_")),
    (.result | gsub(" "; "_")), (.population | known), (.exceptions | known),
    (.unknown | known)] | join(" ")' controls.json >>got
sed -n '/^```$/,/^```$/p' "$truth" | grep -v '^```$' >want
[ "$(wc -l <want)" -ge 640 ] || { echo "JUDGED.md lacks lines"; exit 1; }
diff want got >differences || {
	echo "JUDGED.md (<) and the program (>) differ:"
	cat differences
	exit 1
}
echo "$(wc -l <want) judgements, 0 differ"
