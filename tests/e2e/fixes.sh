#!/bin/sh
# Every error names the next step: of each option that is left without its value
# or given a wrong one, of too many arguments, of what cannot be read or written,
# and of all broken samples (their golden files).
set -u
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
bad=0
told=0
fixed() { # COMMAND...: when it fails, it says what to do
	"$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	[ $? -ge 2 ] || return 0
	told=$((told + 1))
	if [ "$(grep -c ' error: ' "$tmp/err")" != \
	    "$(grep -c '^  fix: [^ ]' "$tmp/err")" ] ||
	    grep -q '^  fix: this should not happen' "$tmp/err"; then
		echo "no next step: $*"
		cat "$tmp/err"
		bad=1
	fi
}
sh tools/options.sh "$ASSAY" >"$tmp/options" || exit 1
root=$PWD
mkdir "$tmp/here"
cd "$tmp/here" || exit 1
while IFS='	' read -r what command first second value _; do
	case $what in
	command) fixed "$ASSAY" "$command" --no-such-option ;;
	option)
		case $value in
		-) fixed "$ASSAY" "$command" "--$second=x" ;;
		DIR | FILE | '['*) fixed "$ASSAY" "$command" "--$second" ;;
		*)
			fixed "$ASSAY" "$command" "--$second"
			fixed "$ASSAY" "$command" "--$second" '?'
			;;
		esac
		;;
	esac
done <"$tmp/options"
[ $told -gt 150 ] || {
	echo "only $told errors"
	bad=1
}
echo 'version: 1' >none.yaml
for text in 'version: one' 'nothing: 1' 'organisation: x' 'period: {year_start: 13}' \
    'people: {directory: none.csv}' 'repositories: [{path: none}]' \
    'repositories: [{id: x}]' 'inputs: [{path: none.yaml, time: now}]' \
    'inputs: [{path: none.yaml, stage: x}]' 'privacy: {key: none.key}' \
    'overrides: [{commit: x, origin: ai}]' 'output: {language: xx}' \
    'output: {paper: A0}' 'output: {colour: red}' 'output: {logo: none.png}' \
    'mail: {to: [{audience: board}]}' 'gate: {required: [{item: RD-0}]}' \
    'thresholds: {limits: [{measure: x, at_least: 1}]}' \
    'policy: {tools: [{name: x, status: good}]}' '[1]' 'a: [' 'a: &b 1' \
    'version: 1' 'organisation: {name: [a]}' 'organisation: {name: *b}' \
    'period: {time_zone: CET}' 'period: {human_before: x}' 'output: {theme: x}' \
    'output: {keep_years: x}' 'mail: {link: x}' 'mail: {smtp: x}' \
    'mail: {attach: x}' 'mail: {to: [{audience: board, address: x}]}' \
    'repositories: x' 'overrides: [{commit: abc, origin: ai, who: a, why: b}]' \
    'overrides: [{commit: abcdef1, origin: ax, who: a, why: b}]' \
    'thresholds: {limits: [{measure: ai.commit_share, at_least: most}]}'; do
	printf 'version: 1\n%s\n' "$text" >wrong.yaml
	before=$told
	fixed "$ASSAY" report -c wrong.yaml
	fixed "$ASSAY" gate -c wrong.yaml
	if grep 'fix: assay.yaml(5) has every key' "$tmp/err"; then
		echo "no next step of its own: $text"
		bad=1
	fi
	[ $told != $before ] || {
		echo "no error: $text"
		bad=1
	}
done
mkdir templates data
echo '<report><none/></report>' >templates/board.xml
echo 'x' >data/cwe.csv
fixed "$ASSAY" report "$root/none" -o out
git init -q repository
fixed "$ASSAY" report repository -o none.yaml
fixed "$ASSAY" verify none.yaml
fixed "$ASSAY" verify none
fixed "$ASSAY" diff none.yaml none
fixed "$ASSAY" merge out.db none.yaml
fixed "$ASSAY" export none.yaml
fixed "$ASSAY" query ai.commit_share --db none.yaml
fixed "$ASSAY" explain ai.none
fixed "$ASSAY" people none
fixed "$ASSAY" init none.yaml
fixed "$ASSAY" init a b
fixed "$ASSAY" check none
fixed "$ASSAY" lines repository none
fixed "$ASSAY" trace --since 2026-02-01 --until 2026-01-01
GIT_COMMITTER_DATE=2026-01-02T00:00:00Z git -C repository -c user.name=a \
    -c user.email=a@example.org commit -q --allow-empty -m x
set -- --from a@example.org --to b@example.org
fixed "$ASSAY" import repository --db mail.db
fixed "$ASSAY" mail "$@" --db mail.db --smtp smtps://localhost:1 --retries 0
fixed "$ASSAY" mail "$@" --db mail.db --sendmail=/bin/false
fixed "$ASSAY" mail "$@" --db mail.db --sendmail="$tmp/here"
fixed env SSH_AUTH_SOCK="$tmp/none" "$ASSAY" report repository --bag --sign agent
fixed "$ASSAY" report repository --data data --templates templates

own() { # FIX COMMAND...: of its class
	fix=$1
	shift
	fixed "$@"
	grep -qF "  fix: $fix" "$tmp/err" || {
		echo "not \"$fix\": $*"
		cat "$tmp/err"
		bad=1
	}
}
mkfifo pipe
own 'name the folder evidence-' "$ASSAY" verify pipe
"$ASSAY" gate repository --format json 2>/dev/null |
    sed 's/"status": "[a-z_]*"/"status": "x"/' >gate.json
own 'name a file that assay gate --format json wrote' \
    "$ASSAY" gate repository --baseline gate.json
truncate -s 5M large.yaml
own 'see whether it is the file that is meant' "$ASSAY" gate -c large.yaml
cd "$root" || exit 1

for file in tests/golden/*/expected.err; do
	grep -q ' error: ' "$file" || continue
	grep -q '^  fix: [^ ]' "$file" || {
		echo "$file has an error without a fix"
		bad=1
	}
done
exit $bad
