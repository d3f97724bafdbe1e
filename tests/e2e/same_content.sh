#!/bin/sh
# report.txt and report.json say what report.html says: every number that a
# reader of the page sees stands in both, in its table or its sentence, of the
# sample in each language, of its summary and of a first run; lines of the text
# have 80 columns. That a lost number would be found is shown by losing one.
set -eu
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
fail() {
	echo "$*"
	exit 1
}
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
sh samples/acme/build.sh "$work/acme" >/dev/null
report() { # NAME OPTION...
	name=$1
	shift
	"$ASSAY" report "$@" -o "$work/$name" >"$work/log" 2>&1 ||
	    { cat "$work/log"; exit 1; }
	python3 tests/e2e/same_content.py "$work/$name" || fail "$name"
	# of what is wider each line is one word: an address, a path
	python3 - "$work/$name/report.txt" <<'PY' || fail "$name is wider than 80 columns"
import sys, unicodedata
def width(text):
    return sum(0 if unicodedata.combining(c) else
               2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
wide = [line for line in open(sys.argv[1], encoding="utf-8").read().split("\n")
        if width(line) > 80 and " " in line.strip()]
print("\n".join(wide[:5]), end="")
sys.exit(len(wide) > 0)
PY
}
report en -c "$work/acme/assay.yaml"
report summary -c "$work/acme/assay.yaml" --edition summary
for folder in data/lang/*/; do
	code=$(basename "$folder")
	sed "s/^output:/output:\n  language: $code/" "$work/acme/assay.yaml" \
	    >"$work/acme/$code.yaml"
	report "$code" -c "$work/acme/$code.yaml"
done
git init -q -b main "$work/quiet"
echo 'int main(void) { return 0; }' >"$work/quiet/a.c"
git -C "$work/quiet" add a.c
GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=A \
    GIT_COMMITTER_EMAIL=a@example.com GIT_AUTHOR_DATE=2026-09-10T12:00:00Z \
    GIT_COMMITTER_DATE=2026-09-10T12:00:00Z git -C "$work/quiet" commit -qm Start
report first "$work/quiet" --as-of 2026-10-01

# each heading is underlined, each table, figure and definition is there
for id in $(jq -r '(.tables[] | select(.print or ([.rows[].cells[] |
    select(has("printed"))] | length > 0))), .figures[] | .id' \
    "$work/en/report.json"); do
	grep -q "^[A-Z][a-z]* $id\. " "$work/en/report.txt" || fail "no $id"
done
jq -r '.. | objects | select(.kind == "section") | .title' \
    "$work/en/report.json" | while IFS= read -r title; do
	grep -A1 -xF -- "$title" "$work/en/report.txt" | grep -Eq '^(=+|-+)$' ||
	    echo "not underlined: $title"
    done >"$work/headings"
[ ! -s "$work/headings" ] || fail "$(cat "$work/headings")"

# what is lost is found: a cell of the text, a cell of the JSON, a sentence
lost() { # FILE EXPRESSION
	rm -rf "$work/lost"
	cp -r "$work/en" "$work/lost"
	sed "$2" "$work/en/$1" >"$work/lost/$1"
	! cmp -s "$work/en/$1" "$work/lost/$1" || fail "$1 has nothing to lose"
	! python3 tests/e2e/same_content.py "$work/lost" >"$work/log" ||
	    fail "$1 lost a number, and nobody saw it"
}
lost report.txt 's/^AI took part in 70 of 179/AI took part in 70 of/'
lost report.txt '/^critical  .* days$/s/[0-9]* days$/days/'
lost report.json 's/"printed": "13,119"/"printed": ""/'
lost report.json 's/70 of 179 commits (39%)/70 of 179 commits/'
lost report.html 's/<td class="r">13,119/<td class="r">/'
echo "what was lost was found"
