#!/bin/sh
# Scores of people and teams of the sample, their parts, ranges and reasons, what
# training would move, and the back-test, against samples/acme/SCORES.md, which was
# worked out from the sample's plan without the program (maintain/scores.py).
set -eu
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
truth=$PWD/samples/acme/SCORES.md
sh samples/acme/build.sh "$work/acme"
cd "$work"
printf '%064d' 7 >acme/key
chmod 600 acme/key
sed -i 's/^  minimum_group: 5/&\
  key: key\
  scoring:\
    purpose: Coaching\
    lawful_basis: Consent\
    agreed_by: Works council/' acme/assay.yaml
"$ASSAY" import -c acme/assay.yaml >log 2>&1 || { cat log; exit 1; }
ask() {
	"$ASSAY" query "$1" -c acme/assay.yaml --restricted --period 2026-Q3 \
	    --format json 2>log || { cat log >&2; exit 1; }
}
rows='def row: to_entries | map(select(.value != null and .value != ""
    and (.key | IN("state", "score", "weights", "chance", "expected", "base",
    "skill", "findings", "review", "oversight", "spotting", "fixing", "cut",
    "reason1", "reason2", "reason3", "reason4", "commits", "days"))))
    | map(if .key == "expected" then .value = (.value * 1e7 | round) else . end)
    | sort_by(.key) | map("\(.key)=\(.value | tostring | gsub(" "; "_"))")
    | join(" ");'
{
	ask people.score |
	    jq -r "$rows"' .rows | sort_by(.person)[] | "person \(.person) \(row)"'
	ask people.team_score |
	    jq -r "$rows"' .rows | sort_by(.team)[] | "team \(.team) \(row)"'
	ask people.score_changes | jq -r '[.rows[] |
	    select(.what | startswith("Training in ")) | .what |= .[12:]] |
	    sort_by(.person, .what)[] | "change \(.person) \(.what) \(.points)" +
	    " \(.weights | gsub(" "; "_"))"'
	ask people.score_backtest | jq -r '.rows[] |
	    select(.quarter != "all") | "backtest \(.quarter)" +
	    " brier=\(.brier * 1e7 | round) expected=\(.expected * 1e7 | round)" +
	    " forecasts=\(.forecasts) happened=\(.happened)"'
} >got
sed -n '/^```$/,/^```$/p' "$truth" | grep -v '^```$' >want
[ "$(wc -l <want)" -ge 60 ] || { echo "SCORES.md lacks lines"; exit 1; }
diff want got >differences || {
	echo "SCORES.md (<) and the program (>) differ:"
	cat differences
	exit 1
}
echo "$(wc -l <want) scores and changes, 0 differ"
