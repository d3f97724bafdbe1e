#!/bin/sh
# Languages of data/lang: each has every sentence; the sample's reports (board and
# audit edition) and mails in it leave no English but what people of the sample
# wrote; HTML and PDF carry its code; page one stays one page; English is what it
# is without it. What is missing is listed, so that it can be added to texts.csv.
#
# tests/e2e/language.CODE has the words of heads and charts that are the same in
# English, and names.
#
# A text that was just added may be English for a while: up to SLACK of them
# are only listed.
set -eu
SLACK=${SLACK:-0}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0
fail() {
	echo "$1"
	status=1
}

sh samples/acme/build.sh "$work/acme" >/dev/null
cp "$work/acme/assay.yaml" "$work/acme/english.yaml"

short_words() { # PAGES
	cat "$@" | grep -o -e 'scope="col"[^>]*>[^<]*' -e '<text[^>]*>[^<]*' |
	    sed 's/.*>//' | grep '[a-z][a-z][a-z]' | LC_ALL=C sort -u
}

mail_text() { # FILE
	python3 -c 'import sys, email, email.policy
mail = email.message_from_binary_file(open(sys.argv[1], "rb"),
    policy=email.policy.default)
print(mail["Subject"])
print(mail.get_body(("plain",)).get_content())' "$1"
}

report() { # CONFIG OUT [OPTION...]
	config=$1
	out=$2
	shift 2
	ASSAY_UNTRANSLATED=1 "$ASSAY" report -c "$work/acme/$config" -o "$out" \
	    "$@" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
}
report english.yaml "$work/en"
"$ASSAY" report -c "$work/acme/english.yaml" --edition audit \
    -o "$work/en-audit" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
grep -q 'lang="en"' "$work/en/report.html" || fail "English is not en"

# what the people of the sample wrote, and names of products and formats
cat "$work/acme/assay.yaml" "$work"/acme/inputs/*.csv \
    "$work"/acme/inputs/*.yaml >"$work/written"

for folder in data/lang/*/; do
	code=$(basename "$folder")
	sed "s/^output:/output:\n  language: $code/" "$work/acme/english.yaml" \
	    >"$work/acme/$code.yaml"
	# before most of the sample was recorded: what is not assessed, and why
	for period in 2025-Q2 2025-Q4; do
		report "$code.yaml" "$work/early" --period $period
		cat "$work/log"
	done >"$work/early.log"
	# a repository alone, of which little is known
	printf 'version: 1\nrepositories:\n  - path: %s\noutput:\n  language: %s\n' \
	    repositories/gateway.git "$code" >"$work/acme/alone.yaml"
	report alone.yaml "$work/alone" --db "$work/alone.db"
	cat "$work/log" >>"$work/early.log"
	report "$code.yaml" "$work/$code"
	cat "$work/early.log" >>"$work/log"
	grep -q '[1-9][0-9]* sentences of others' "$work/log" && {
		sed -n 's/^warning: //p' "$work/log"
		fail "$code: sentences of data/words.csv are missing"
	}

	ASSAY_UNTRANSLATED=1 "$ASSAY" report -c "$work/acme/$code.yaml" \
	    --edition audit -o "$work/$code-audit" >>"$work/log" 2>&1 ||
	    { cat "$work/log"; exit 1; }
	for audience in board engineering auditor customer; do
		ASSAY_UNTRANSLATED=1 "$ASSAY" mail -c "$work/acme/$code.yaml" \
		    --audience $audience -o "$work/$code.eml" >>"$work/log" 2>&1 ||
		    { cat "$work/log"; exit 1; }
		mail_text "$work/$code.eml" >>"$work/$code.mails"
	done

	# texts that nothing stands for, without those that people wrote
	: >"$work/missing"
	sed -n 's/^untranslated: //p' "$work/log" | while IFS= read -r text; do
		grep -q -F -- "$text" "$work/written" ||
		    grep -q -F -- "${text#? }" "$work/written" ||
		    grep -q -F -x -- "$text" tests/e2e/language.names ||
		    printf '%s\n' "$text" >>"$work/missing"
	done
	if [ -s "$work/missing" ]; then
		echo "$code: not in data/lang/$code/texts.csv:"
		sed 's/^/  /' "$work/missing"
	fi
	[ "$(wc -l <"$work/missing")" -le "$SLACK" ] ||
	    fail "$code: more than $SLACK texts are English"

	# words that only English has, on the pages as read
	{
		pdftotext "$work/$code/report.pdf" -
		pdftotext "$work/$code-audit/report.pdf" -
		cat "$work/$code.mails"
	} | awk '
	NR == FNR { name[NR] = $0; next }
	{
		for (i in name) # in an entry a name shares its line
			while ((at = index($0, name[i])))
				$0 = substr($0, 1, at - 1) \
				    substr($0, at + length(name[i]))
		print
	}' tests/e2e/language.names - >"$work/$code.txt"
	grep -w -E 'the|of|with|which|their|that|are|between|without' \
	    "$work/$code.txt" | grep -v -E 'Secrets of|Head of' \
	    >"$work/words" || :
	: >"$work/left"
	while IFS= read -r line; do # a line of what somebody wrote is theirs
		said=${line#*: }
		grep -q -F -- "$said" "$work/written" ||
		    grep -q -F -- "${said#? }" "$work/written" ||
		    grep -q -F -- "$said" tests/e2e/language.names ||
		    printf '%s\n' "$line" >>"$work/left"
	done <"$work/words"
	if [ -s "$work/left" ]; then
		echo "$code: lines with English words:"
		sed 's/^/  /' "$work/left"
	fi
	[ "$(wc -l <"$work/left")" -le "$SLACK" ] ||
	    fail "$code: more than $SLACK lines have English words"

	# heads and charts at both widths, whose words are few and short
	short_words "$work/en/report.html" "$work/en-audit/report.html" \
	    >"$work/english"
	short_words "$work/$code/report.html" "$work/$code-audit/report.html" | LC_ALL=C comm -12 "$work/english" - |
	    grep -v -x -F -f "tests/e2e/language.$code" >"$work/same" &&
	    { cat "$work/same"; fail "$code: heads or charts have English words"; }
	! grep -o -E '>(What should be|What is|Cause|Effect|Action|none stated)<' \
	    "$work/$code-audit/report.html" ||
	    fail "$code: findings have English words"
	! grep -E '^(Table T-|Figure F-|Shows: |Note: )' \
	    "$work/$code/report.txt" || fail "$code: English in report.txt"

	grep -q "<html lang=\"$code\"" "$work/$code/report.html" ||
	    fail "$code: the HTML does not say its language"
	qpdf --qdf --object-streams=disable "$work/$code/report.pdf" - |
	    grep -q -a "/Lang ($code)" ||
	    fail "$code: the PDF does not say its language"
	# the answer stays on one page: the next one starts after its last line
	pdftotext -f 1 -l 1 "$work/$code/report.pdf" - | grep -q '0[,.]89×' ||
	    fail "$code: page one does not end on page one"
	# machines read English
	cmp -s "$work/$code/tables/$(ls "$work/en/tables" | head -1)" \
	    "$work/en/tables/$(ls "$work/en/tables" | head -1)" ||
	    fail "$code: a table for programs changed"
done

printf 'version: 1\noutput:\n  language: xx\n' >"$work/acme/xx.yaml"
"$ASSAY" report -c "$work/acme/xx.yaml" -o "$work/xx" >"$work/log" 2>&1 &&
    fail "an unknown language was taken"
grep -q 'there are en, de' "$work/log" || { cat "$work/log"; fail "xx"; }
exit $status
