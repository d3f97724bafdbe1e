#!/bin/sh
# The report of the sample: its figures are those of TRUTH.md, in report.json,
# in the tables and as printed; it names no person and no commit.
set -eu
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
truth=samples/acme/TRUTH.md
sh samples/acme/build.sh "$work/acme"
"$ASSAY" report -c "$work/acme/assay.yaml" -o "$work/out" >"$work/log" 2>&1 ||
    { cat "$work/log"; exit 1; }
out=$work/out
status=0

# ------------------------------------------------------- figures and tables --
# as lines "measure group name=value ...", like those of TRUTH.md
jq -r '.measures[] | "\(.id)  -  " + (to_entries | map(select(.value |
    type == "number") | "\(.key)=\(.value)") | join(" "))' \
    "$out/report.json" >"$work/printed"

table() { # MEASURE KEY HEADER [COLUMN=NAME]: the table with that header
	for file in "$out"/tables/*.csv; do
		[ "$(head -1 "$file" | tr -d '\r')" = "$3" ] && break
		file=
	done
	if [ -z "$file" ]; then
		echo "no table has the header $3"
		return 1
	fi
	tr -d '\r' <"$file" | awk -F, -v id="$1" -v key="$2" -v names="${4-}" '
	BEGIN {
		n = split(names, part, " ")
		for (i = 1; i <= n; i++) {
			split(part[i], pair, "=")
			name[pair[1]] = pair[2]
		}
	}
	NR == 1 { for (i = 2; i <= NF; i++)
		head[i] = $i in name ? name[$i] : $i; next }
	$1 != "" && $1 != "All" {
		gsub(/"|\047/, "") # around what a spreadsheet would work out
		gsub(/ /, "_")
		text = id "  " key "=" $1 "  "
		for (i = 2; i <= NF; i++)
			if ($i != "")
				text = text head[i] "=" $i " "
		print text
	}' >>"$work/printed"
}
table ai.commit_share repository repository,n,hit,value,low,high,state
table ai.tools_inventory tool \
    tool,label,vendor,policy,first,last,commits,unapproved,repositories,people,lines,signals
table ai.models_inventory model \
    model,policy,first,last,commits,unapproved,repositories,people,lines,signals
table finding.open_by_severity severity severity,value,low,high,state value=n
table finding.gaps gap gap,findings,severe,ai,human,other
table finding.states state state,value,low,high,state value=n
table review.states origin \
    origin,commits,other,weak,self,agent,nobody,unknown
table usage.by_tool tool \
    tool,label,report,users,days,prompts,suggestions,acceptances,lines,definition
table usage.tools_seen tool \
    tool,label,certainty,shown,users,devices,uses,blocked,first,last,policy
table finding.mttr severity severity,n,events,value,low,high,state \
    events=hit
table finding.density_ratio language \
    language,like_events,like_exposure,like_events_rest,like_exposure_rest,value,low,high,state,events,exposure,events_rest,exposure_rest \
    "events=hit events_rest=n"
table finding.density_ratio repository \
    repository,like_events,like_exposure,like_events_rest,like_exposure_rest,value,low,high,state,events,exposure,events_rest,exposure_rest \
    "events=hit events_rest=n"
table ai.model_exposure model model,lines,files,repositories,commits,findings
table deps.ai_inventory package \
    package,ecosystem,repository,asked,version,since,until,tool,owner,review,state,path
table secrets.in_config path \
    path,line,label,name,severity,repository,first,removed,state,origin,rule
table evidence.sources path \
    path,importer,read,imported,duplicate,rejected,empty,bytes,sha256

grep -E '^[a-z]+\.[a-z_]+  ' "$truth" | grep '  2026-Q3  ' |
    sed -E '/density_ratio/s/,repository=[a-z]*//' >"$work/truth"
awk -F '  +' '
function near(a, b) {
	if (a == b)
		return 1
	d = a - b; if (d < 0) d = -d
	m = a < 0 ? -a : a
	return a ~ /^-?[0-9]/ && b ~ /^-?[0-9]/ &&
	    d <= 1e-8 * (m > 0.01 ? m : 0.01)
}
FILENAME ~ /printed$/ {
	n = split($3, part, " ")
	for (i = 1; i <= n; i++) {
		at = index(part[i], "=")
		has[$1, $2, substr(part[i], 1, at - 1)] = \
		    substr(part[i], at + 1)
	}
	next
}
{
	n = split($4, part, " ")
	for (i = 1; i <= n; i++) {
		at = index(part[i], "=")
		key = $1 SUBSEP $2 SUBSEP substr(part[i], 1, at - 1)
		if (!(key in has))
			continue
		count++
		if (!near(substr(part[i], at + 1), has[key])) {
			print "report: " $1, $2 ": " part[i] ", printed " has[key]
			bad++
		}
	}
}
END {
	print count " numbers of the report compared, " bad + 0 " wrong"
	exit bad > 0 || count < 700
}' "$work/printed" "$work/truth" || status=1

# a hidden cell is told from an empty one
for row in Fraud,,,,,,suppressed Gateway,,,,,,suppressed; do
	cat "$out"/tables/T-*.csv | tr -d '\r' | grep -qx "$row" || {
		echo "no table has the row $row"
		status=1
	}
done

# ------------------------------------------------- as a director reads them --
value() { # MEASURE GROUP NAME
	awk -F '  +' -v id="$1" -v group="$2" -v name="$3" '
	$1 == id && $2 == group { n = split($4, part, " ")
		for (i = 1; i <= n; i++)
			if (index(part[i], name "=") == 1)
				print substr(part[i], length(name) + 2) }' \
	    "$work/truth"
}
round() { awk -v x="$2" -v format="$1" 'BEGIN { printf format, x }'; }
says() {
	for file in "$work/report.pdf.txt" "$out/report.txt"; do
		if ! tr '\n' ' ' <"$file" | grep -qF -- "$1"; then
			echo "$(basename "$file") does not say \"$1\""
			status=1
		fi
	done
}
pdftotext -layout "$out/report.pdf" "$work/report.pdf.txt"
ratio=finding.density_ratio
says "$(value ai.approved_use - hit) of $(value ai.approved_use - n)"
says "$(value training.current - hit) of $(value training.current - n)"
says "$(value outcome.change_failure - hit) of $(
	value outcome.change_failure - n)"
says "$(round %.2f "$(value $ratio - crude)") times the problems"
says "$(round %.2f "$(value $ratio - value)")×"
says "$(round %.2f "$(value $ratio - low)") to $(
	round %.2f "$(value $ratio - high)")"
says "no clear difference"
says "$(round %.2f "$(value $ratio reading=all_ai value)")"
says "$(round %.2f "$(value $ratio reading=none_ai value)")"
says "$(value ai.commit_share - hit) of $(value ai.commit_share - n) commits ($(
	round %.0f%% "$(awk -v x="$(value ai.commit_share - value)" \
	    'BEGIN { print 100 * x }')"))"
# what moved is named, each once, with both figures, and each decision is asked
says "Worse than last quarter: known origin, overdue problems."
reads() {
	tr '\n' ' ' <"$out/report.txt" | tr -s ' ' | grep -qF -- "$1" && return
	echo "report.txt does not say \"$1\""
	status=1
}
reads "Worse: known origin $(round %.0f%% "$(
	awk -v x="$(value ai.origin_coverage - value)" \
	    'BEGIN { print 100 * x }')") (was 98%), overdue problems $(
	value finding.overdue_critical - n) (was 30)."
reads ", and on one more matter below."
reads "$(value usage.users_estimated - hit) on both."
of() { echo "$(value "$1" - hit) of $(value "$1" - n)"; }
reads "$(of deps.ai_introduced) packages that manifests ask for came in with AI"
reads "asked for in the period: $(value deps.ai_added - n), whether"
reads "that name owners: $(of deps.ai_introduced_unowned)."
reads "that one could hold: $(of deps.ai_unresolvable)."
reads "whatever their origin: $(of deps.unpinned)."
grep -A2 '^.env$' "$out/report.txt" | tr '\n' ' ' |
    grep -q "Line: 3; What it is: random value of a secret; Severity: medium; Repository:  *storefront;" || {
	echo "report.txt does not list the secret of .env"
	status=1
}
secrets=secrets.introduced_ai
reads "included: $(value $secrets - n); on lines of AI: $(value $secrets - hit)."
# ledger has commits of the model that came after its newest scan
reads "Open problems are those found so far: some of these commits have not"
# why more are at risk later; in the first quarter of the scans none are
late='joins at the age it had when it began'
reads "$late"
"$ASSAY" report -c "$work/acme/assay.yaml" --period 2025-Q4 -o "$work/first" \
    >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
if tr '\n' ' ' <"$work/first/report.txt" | grep -qF "$late" ||
    ! grep -q 'Kaplan and Meier; 95%' "$work/first/report.txt"; then
	echo "the first quarter has a curve that somebody joins late, or none"
	status=1
fi
# no word is broken for want of room, and no row
grep -Eq "^csv-parse +storefront +13 Jul 2026 +OpenAI Codex +none +(no|unknown|yes) +unlocked" \
    "$work/report.pdf.txt" || {
	echo "report.pdf has no row of csv-parse in one line"
	status=1
}
grep -rF n0t-a-r34l "$out" && { echo "a secret is printed"; status=1; }

# ------------------------------------------------------------------ privacy --
cut -d, -f2,5,6 samples/acme/inputs/directory.csv | tail -n +2 |
    tr ';,' '\n\n' | sort -u >"$work/people"
echo rosa.keller@posteo.example >>"$work/people"
if grep -riF -f "$work/people" "$out" "$work/report.pdf.txt"; then
	echo "a person is named"
	status=1
fi
for git_dir in "$work"/acme/repositories/*.git; do
	git -C "$git_dir" log --format=%H
done >"$work/commits"
grep -rF -f "$work/commits" "$out" && { echo "a commit is named"; status=1; }
exit $status
