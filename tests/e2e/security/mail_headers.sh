#!/bin/sh
# Names and addresses that would begin a header of a mail, end one, or be markup
# in it: what Python's parser takes out of each mail is what was meant
# (tests/e2e/mail_parts.py), and an address that is more than one is refused.
set -eu
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
fail() {
	echo "$1"
	exit 1
}
parts() { # FILE [OUT]
	python3 tests/e2e/mail_parts.py "$@" >"$work/parts" || {
		grep BAD "$work/parts" || tail -5 "$work/parts"
		fail "$1 is not as it should be"
	}
}

said() { # WORDS: what the last command said has them
	grep -q -F -- "$1" "$work/log" || { cat "$work/log"; fail "not said: $1"; }
}

lure='Bcc: thief@example.org'
sh tests/git/markup.sh "$work/<b>evil<script>"
printf 'version: 1
organisation:
  name: "Acme\\r\\n%s\\r\\n\\r\\n<b>x</b>\\u202e Zoë"
repositories:
  - path: "<b>evil<script>"
mail:
  from: "\\"Zoë, of\\" <reports@acme.example>"
  to:
    - audience: board
      address: chair@acme.example
' "$lure" >"$work/evil.yaml"
"$ASSAY" mail -c "$work/evil.yaml" --as-of 2026-10-01 -o "$work/evil.eml" \
    >"$work/log" 2>&1 || { cat "$work/log"; fail "a hostile name stops it"; }
parts "$work/evil.eml" "$work/evil"
grep -q -x -F 'from "Zoë, of" <reports@acme.example>' "$work/parts" ||
    fail 'the sender is another'
! sed '/^.$/q' "$work/evil.eml" | grep -q -i '^bcc' || fail "a name begins a header"
for bad in '<b>' '<script' "$(printf '\342\200\256')"; do
	! grep -q -F "$bad" "$work/evil/mail.html" || fail "HTML holds $bad"
done
grep -q '^subject .*Acme  Bcc: thief.* Zoë$' "$work/parts" || fail "the subject lost its end"
# a script without blanks, what looks encoded, and names of everything else
long=$(printf '%060d' 0 | sed 's/0/漢字/g')
sed "s|^  name: .*|  name: \"$long =?UTF-8?Q?x?=\"|" "$work/evil.yaml" \
    >"$work/long.yaml"
"$ASSAY" mail -c "$work/long.yaml" --as-of 2026-10-01 -o "$work/long.eml" \
    --db "$work/long.db" >"$work/log" 2>&1 || { cat "$work/log"; fail "long"; }
parts "$work/long.eml"
grep -q "^subject .*$long =?UTF-8?Q?x?=$" "$work/parts" ||
    { grep ^subject "$work/parts"; fail "the subject is another"; }
mkdir "$work/hostile"
python3 tests/e2e/security/hostile.py "$work/hostile"
for audience in board engineering auditor customer; do
	"$ASSAY" mail -c "$work/hostile/assay.yaml" --as-of 2026-10-01 \
	    --audience $audience -o "$work/hostile.eml" >"$work/log" 2>&1 ||
	    { cat "$work/log"; fail "hostile names stop $audience"; }
	parts "$work/hostile.eml"
done

for address in "a@b.example
$lure" "a@b.example, c@d.example" '<a@b.example> c@d.example' 'a b@c.example' \
    '"a b"@c.example' 'a@[127.0.0.1]' 'a@b..c' '@b.example' 'a@' \
    "$(printf 'A\033[31m <a@b.example>')" "$(printf 'A\342\200\256 <a@b.example>')"; do
	status=0
	"$ASSAY" mail -c "$work/evil.yaml" --dry-run --to "$address" \
	    >"$work/log" 2>&1 || status=$?
	[ $status = 2 ] || fail "$address was taken"
	said 'expected one address'
done
printf 'version: 1\nmail:\n  from: nobody\n' >"$work/bad.yaml"
"$ASSAY" mail -c "$work/bad.yaml" --dry-run >"$work/log" 2>&1 &&
    fail "a wrong sender was taken"
said 'bad.yaml:3:9: error: expected an address'
