#!/bin/sh
# Every figure of samples/acme/TRUTH.md against what the program answers. A
# line there is: measure, group, period, name=value ..., parted by two blanks.
# Each mismatch is printed; figures may differ by one in the eighth digit (small
# ones in the tenth decimal).
set -eu
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
truth=$PWD/samples/acme/TRUTH.md
sh samples/acme/build.sh "$work/acme"
cd "$work" # the configuration is named by a relative path: acme/assay.yaml
acme=acme
"$ASSAY" import -c "$acme/assay.yaml" --db "$acme/assay.db" >"$work/log" 2>&1 ||
    { cat "$work/log"; exit 1; }

grep -E '^[a-z]+\.[a-z_]+  ' "$truth" |
    grep -Ev '^(git|sarif|account)\.' >"$work/truth"

# one question for all groups of one measure, by the same keys, in a period
awk -F '  +' '{
	by = $2
	gsub(/=[^,]*/, "", by)
	print $1, by, $3
}' "$work/truth" | sort -u >"$work/questions"

# figures of an answer, a line for each group, named as TRUTH.md names them, "_"
# for blanks
cat >"$work/lines.jq" <<'JQ'
def figures: to_entries | map(select(.value | type == "number" or
    type == "string" or type == "boolean") |
    "\(.key)=\(.value | tostring | gsub(" "; "_"))") | join(" ");
def name: to_entries | map("\(.key)=\(.value | tostring | gsub(" "; "_"))") |
    join(",");
.by as $by | .period as $period | .answer |
if $by == "-" then "\(.id)  -  \($period)  \(figures)"
elif $by == "reading" then .id as $id |
    ("all_ai", "none_ai", "change") as $reading | .[$reading] // empty |
    "\($id)  reading=\($reading)  \($period)  \(figures)"
elif .rows then .id as $id | .rows[] | . as $row |
    "\($id)  \([$by | split(",")[] | {(.): $row[.]}] | add | name)  \(
	$period)  \(figures)"
else .id as $id | (.groups // [])[] |
    "\($id)  \(.key | name)  \($period)  \(del(.key) | figures)" end
JQ
ask() { # FILE of questions: prints them with their answers, each asked once
	while read -r id by period; do
		case $id.$by in
		gate.checklist.* | control.results.* | *.- | *.repository,scanner | *.item,scope | *.team,quarter | \
		    *.pattern,model | *.tool,currency | *.id | review.states.* | \
		    *.title | *.question) set -- ;;
		*) false ;;
		esac || case $by in
		*,*) set -- --by "${by%,*}" --by "${by#*,}" ;;
		reading) set -- ;;
		path | stage | tool | model | line | identity | package | group | \
		    gap | scanners)
			case $id in
			*.unsanctioned_tools | *.ai_added | bench.secure | finding.density_*) set -- --by "$by" ;;
			*) set -- ;; # a table has its groups in its rows
			esac
			;;
		*) set -- --by "$by" ;;
		esac
		answer="$work/$id $period $*.json"
		[ -e "$answer" ] ||
		    "$ASSAY" query "$id" "$@" --period "$period" --format json \
			-c "$acme/assay.yaml" --db "$acme/assay.db" \
			>"$answer" 2>"$answer.log" ||
		    { echo "$id by $by in $period:"; cat "$answer.log"; }
		[ ! -s "$answer" ] || {
			printf '{"by":"%s","period":"%s","answer":' "$by" "$period"
			cat "$answer"
			echo "}"
		}
	done <"$1"
}
awk -v one="$work/one" -v two="$work/two" \
    '{ print > ($1 < "finding" ? one : two) }' "$work/questions"
ask "$work/one" >"$work/answers.one" &
ask "$work/two" >"$work/answers.two"
wait
# all at once: starting jq takes longer than most questions
cat "$work/answers.one" "$work/answers.two" |
    jq -r -f "$work/lines.jq" >"$work/answers"

awk -F '  +' '
function near(a, b) {
	if (a == b)
		return 1
	if (a !~ /^-?[0-9]/ || b !~ /^-?[0-9]/)
		return 0
	d = a - b; if (d < 0) d = -d
	m = a < 0 ? -a : a
	return d <= 1e-8 * (m > 0.01 ? m : 0.01)
}
FILENAME ~ /answers$/ {
	n = split($4, part, " ")
	seen[$1, $2, $3] = 1
	for (i = 1; i <= n; i++) {
		at = index(part[i], "=")
		has[$1, $2, $3, substr(part[i], 1, at - 1)] = \
		    substr(part[i], at + 1)
	}
	next
}
{
	figures++
	n = split($4, part, " ")
	if (!(($1, $2, $3) in seen)) {
		print "missing: " $0
		bad++
		next
	}
	for (i = 1; i <= n; i++) {
		at = index(part[i], "=")
		name = substr(part[i], 1, at - 1)
		want = substr(part[i], at + 1)
		got = has[$1, $2, $3, name]
		numbers++
		if (!near(want, got)) {
			print $1, $2, $3 ": " name " is " got ", should be " want
			bad++
		}
	}
}
END {
	printf "%d lines, %d numbers, %d wrong\n", figures, numbers, bad
	exit bad > 0 || figures < 50
}' "$work/answers" "$work/truth"
