#!/bin/sh
# Summaries by mail: what Python's parser takes out of summary.eml and of each
# audience's mail is what was meant (tests/e2e/mail_parts.py), two runs give the
# same bytes, and a server on loopback with TLS and login gets them; what goes
# wrong is told by name, and nothing from an input begins a header.
set -eu
work=$(mktemp -d) || exit 1
servers=
trap 'kill $servers 2>/dev/null || :; rm -rf "$work"' EXIT
fail() {
	echo "$1"
	exit 1
}
said() { # WORDS: what the last command said has them
	grep -q -F -- "$1" "$work/log" || { cat "$work/log"; fail "not said: $1"; }
}
run() { # STATUS ARGUMENT...: assay mail ends so
	expected=$1
	shift
	status=0
	"$ASSAY" mail -c "$work/acme/assay.yaml" "$@" >"$work/log" 2>&1 ||
	    status=$?
	[ "$status" = "$expected" ] || {
		cat "$work/log"
		fail "assay mail $*: status $status, expected $expected"
	}
}
parts() { # FILE [OUT]
	python3 tests/e2e/mail_parts.py "$@" >"$work/parts" || {
		grep BAD "$work/parts" || tail -5 "$work/parts"
		fail "$1 is not as it should be"
	}
}
has() { # WORDS: the mail that parts took apart has them, wherever lines end
	grep -q -F -- "$1" "$work/parts" ||
	    tr '\r\n' '  ' <"$work/parts" | tr -s ' ' | grep -q -F -- "$1" || { cat "$work/parts"; fail "not there: $1"; }
}

sh samples/acme/build.sh "$work/acme" >/dev/null
"$ASSAY" report -c "$work/acme/assay.yaml" -o "$work/report" >"$work/log" 2>&1 ||
    { cat "$work/log"; exit 1; }

# ------------------------------------------------------------ what is in it --

parts "$work/report/summary.eml" "$work/board"
has 'structure alternative(text/plain,related(text/html,image/png))'
has 'subject 2026 Q3: 2 of 7 measures outside the limit, 3 borderline, 2 decisions. Acme Payments'
has 'from assay@assay.invalid'
has 'Two of seven measures are outside their limits'
has 'What we ask'
has 'Full report: report.html and report.pdf, beside this message'
has "$(jq -r .made_from_sha256 "$work/report/report.json")"
grep -q 'alt="[^"]*1[.]04' "$work/board/mail.html" ||
    fail "the picture's text has no number"
jq -r '.indicators[].name' "$work/report/report.json" >"$work/names"
while read -r name; do
	grep -q -F "$name" "$work/board/mail.html" || fail "no measure $name"
done <"$work/names"

for audience in board engineering auditor customer; do
	run 0 --audience $audience -o "$work/$audience.eml"
	parts "$work/$audience.eml" "$work/$audience"
done
has 'structure alternative(text/plain,text/html)'
has 'AI took part in 70 of 179 commits'
for word in 'EUR' 'ledger' 'storefront' 'Head of' 'Full report'; do
	! grep -q -F "$word" "$work/parts" || fail "customers read of $word"
done
run 0 --attach pdf -o "$work/attached.eml"
parts "$work/attached.eml"
has 'structure mixed(alternative(text/plain,related(text/html,image/png)),application/pdf)'
has 'Full report: report.pdf, attached'
run 2 --audience customer --attach pdf -o "$work/no.eml"
said 'the full report is not for the audience customer'
run 0 --link https://intranet.example/q3 -o "$work/link.eml"
parts "$work/link.eml" "$work/link"
has 'Full report: https://intranet.example/q3'
grep -q 'href="https://intranet.example/q3"' "$work/link/mail.html" ||
    fail 'the link is none'

# it is made when nothing moved, and says so
run 0 --period 2026-09 -o "$work/still.eml"
parts "$work/still.eml"
has 'subject September 2026: 3 of 7 measures outside the limit, 2 borderline, nothing moved'
has 'No measure moved by more than chance since last month.'

# by the clock where that is asked for
run 0 --now -o "$work/now.eml"
parts "$work/now.eml"
has "$(date -u '+%b %Y')"

# ---------------------------------------------------------------- the same --

mkdir "$work/home"
cp "$work/board.eml" "$work/first.eml"
(cd / && TZ=Asia/Kolkata LC_ALL=C LANG=de_DE.UTF-8 HOME=$work/home \
    "$ASSAY" mail -c "$work/acme/assay.yaml" -o "$work/second.eml" --no-cache) \
    >"$work/log" 2>&1
cmp "$work/first.eml" "$work/second.eml"

# each refers to the one of the period before, whoever made that
run 0 --period 2026-Q2 -o "$work/q2.eml"
parts "$work/q2.eml"
before=$(sed -n 's/^message-id //p' "$work/parts")
parts "$work/board.eml"
has "in-reply-to $before"
has "references $before"
own=$(sed -n 's/^message-id //p' "$work/parts")
parts "$work/engineering.eml"
! grep -q -F -e "$own" -e "$before" "$work/parts" || fail "audiences share a thread"
run 0 --correction -o "$work/corrected.eml"
parts "$work/corrected.eml"
has "in-reply-to $own"
has 'subject Corrected: 2026 Q3'
! grep -q -F "message-id $own" "$work/parts" || fail "a correction replaces it"

# ------------------------------------------------------------------ people --

sed 's/Head of security,2026-12-15/Rosa Keller,2026-12-15/' \
    "$work/acme/inputs/decisions.csv" >"$work/acme/inputs/named.csv"
cmp -s "$work/acme/inputs/decisions.csv" "$work/acme/inputs/named.csv" &&
    fail "the sample's decisions have another form"
sed 's|inputs/decisions.csv|inputs/named.csv|' "$work/acme/assay.yaml" \
    >"$work/acme/named.yaml"
"$ASSAY" report -c "$work/acme/named.yaml" --db "$work/named.db" \
    -o "$work/named" >"$work/log" 2>&1 || fail "a name stops the report"
said 'the mail would name a person'
said 'Rosa Keller'
said 'summary.eml is not written'
[ -s "$work/named/report.html" ] && [ ! -e "$work/named/summary.eml" ] ||
    fail 'a summary names a person'
status=0
"$ASSAY" mail -c "$work/acme/named.yaml" --db "$work/named.db" \
    -o "$work/named.eml" >"$work/log" 2>&1 || status=$?
[ $status = 1 ] && [ ! -e "$work/named.eml" ] || fail "assay mail names a person"
"$ASSAY" mail -c "$work/acme/named.yaml" --db "$work/named.db" --restricted \
    -o "$work/named.eml" >"$work/log" 2>&1 || fail "--restricted does not help"
run 0 --restricted --attach pdf -o "$work/restricted.eml"
parts "$work/restricted.eml" "$work/restricted"
pdftotext -l 1 "$work/restricted/report.pdf" - | grep -q Restricted ||
    fail 'another edition is attached'
has 'subject Restricted: 2026 Q3'
has 'The report that is attached is the restricted edition'
[ "$(stat -c %a "$work/restricted.eml")" = 600 ] || fail 'others can read it'

# ------------------------------------------------------------ by sendmail --

cat >"$work/sendmail" <<-END
	#!/bin/sh
	printf '%s\n' "\$@" >"$work/words"
	cat >"$work/piped.eml"
	exit \${SENDMAIL_STATUS:-0}
END
chmod +x "$work/sendmail"
to="--to chair@acme.example --from reports@acme.example"
run 0 $to --sendmail="$work/sendmail"
printf '%s\n' -t -oi -f reports@acme.example | cmp - "$work/words"
run 0 $to -o "$work/sent.eml"
tr -d '\r' <"$work/sent.eml" | cmp - "$work/piped.eml"
SENDMAIL_STATUS=75
export SENDMAIL_STATUS
run 4 $to --sendmail="$work/sendmail"
said 'did not take the mail: exit status 75'
run 4 $to --sendmail="$work/none"
said 'cannot run'
run 2 --sendmail="$work/sendmail"
said 'nobody is named to send it to'
run 2
said 'nothing is asked for'
run 0 $to --dry-run --smtp smtps://mail.acme.example
said 'server: smtps://mail.acme.example'
said 'to: chair@acme.example'
said 'Subject: 2026 Q3: 2 of 7'

# ---------------------------------------------------------------- by SMTP --

. tests/e2e/servers/start.sh
find_mail_python
serve() { # WAY: a server of its own folder; sets $port
	mkdir "$work/$1"
	cp "$work/cert.pem" "$work/key.pem" "$work/$1"
	"$python" tests/e2e/mail_server.py "$work/$1" "$1" >"$work/$1/log" 2>&1 &
	servers="$servers $!"
	wait_for_port "$work/$1/port" || { cat "$work/$1/log"; fail "no server"; }
	port=$(cat "$work/$1/port")
}
make_certificate "$work"
serve smtps
url=smtps://localhost:$port
ASSAY_SMTP_USER=reports ASSAY_SMTP_PASSWORD=s3cret
export ASSAY_SMTP_USER ASSAY_SMTP_PASSWORD
trust="--ca $work/cert.pem"

run 0 $to --smtp $url $trust
said 'sent to chair@acme.example'
cmp "$work/sent.eml" "$work/smtps/1.eml" || fail "the server got other bytes"
jq -e '.from == "reports@acme.example" and .to == ["chair@acme.example"]
    and .login and .hello == "acme.example"' "$work/smtps/1.json" >/dev/null ||
    { cat "$work/smtps/1.json"; fail "another envelope"; }

# one that is refused does not stop the others, and its words do not escape
run 1 --to nobody@acme.example $to --smtp $url $trust
said 'nobody@acme.example: error: the server refuses it: 550 5.1.1 no such'
said 'sent to chair@acme.example'
! grep -q "$(printf '\033')" "$work/log" || fail "the server colours the terminal"
# what passes is tried again
run 0 --to later@acme.example $to --smtp $url $trust
said 'later@acme.example: not yet (451 4.7.1 greylisted, come back)'
said 'sent to later@acme.example'
run 1 --to never@acme.example $to --smtp $url $trust --retries 0
said 'never@acme.example: error: the server refuses it: 451 4.7.1'
said 'sent to chair@acme.example'

run 4 $to --smtp $url
said 'is not trusted'
ASSAY_SMTP_PASSWORD=wrong
run 4 $to --smtp $url $trust
said 'refuses the login: 535'
! grep -q wrong "$work/log" || fail "the password is shown"
unset ASSAY_SMTP_PASSWORD
run 2 $to --smtp $url $trust
said 'expected ASSAY_SMTP_USER and ASSAY_SMTP_PASSWORD, found one of them'
unset ASSAY_SMTP_USER
run 1 $to --smtp $url $trust
said 'the server refuses it: 530'
echo 'machine localhost login reports password s3cret' >"$work/netrc"
chmod 644 "$work/netrc"
run 3 $to --smtp $url $trust --login "$work/netrc"
said 'expected a login file that its owner alone can read, found mode 644'
chmod 600 "$work/netrc"
run 0 $to --smtp $url $trust --login "$work/netrc"
run 2 $to --smtp smtps://reports:s3cret@localhost:$port
said 'an address with a login in it'
! grep -q s3cret "$work/log" || fail "the password is shown"
for bad in https://localhost smtp:// smtps://a/b smtps://a:0 'smtps://a?b' file:///a; do
	run 2 $to --smtp "$bad"
	said 'expected --smtp smtps://HOST'
done

# as the configuration says
sed 's|^organisation:|mail:\
  from: reports@acme.example\
  to:\
    - audience: auditor\
      address: audit@acme.example\
    - audience: board\
      address: chair@acme.example\
  smtp: '$url'\
  login: ../netrc\
  ca: ../cert.pem\
organisation:|' "$work/acme/assay.yaml" >"$work/acme/mail.yaml"
"$ASSAY" mail -c "$work/acme/mail.yaml" --audience auditor --send \
    >"$work/log" 2>&1 || { cat "$work/log"; fail "--send"; }
said 'sent to audit@acme.example'
! grep -q chair "$work/log" || fail "the board got the auditor's"

ASSAY_SMTP_USER=reports ASSAY_SMTP_PASSWORD=s3cret
export ASSAY_SMTP_USER ASSAY_SMTP_PASSWORD
serve starttls
run 0 $to --smtp smtp://localhost:$port $trust
cmp "$work/sent.eml" "$work/starttls/1.eml"
serve plain
run 4 $to --smtp smtp://localhost:$port $trust
said 'offers no TLS, and nothing is sent without'
[ ! -e "$work/plain/1.eml" ] || fail "it was sent in the clear"
run 4 $to --smtp smtps://localhost:1 --retries 0
said 'cannot be reached'

# ------------------------------------------------------------ in a browser --

command -v chromium >/dev/null 2>&1 || {
	echo "chromium is not installed"
	exit 77
}
for audience in board engineering auditor customer; do
	sed 's|</body>|<script>parent.postMessage(\
document.documentElement.scrollWidth + " of " + innerWidth, "*")</script></body>|' \
	    "$work/$audience/mail.html" >"$work/$audience/measured.html"
	{
		echo '<!DOCTYPE html><title>widths</title><script>onmessage = e => {'
		echo 'document.body.append("measured " + e.data + ". ") }</script>'
		for width in 320 360 600; do
			echo "<iframe src=measured.html width=$width height=900></iframe>"
		done
	} >"$work/$audience/frames.html"
	chromium --headless --no-sandbox --disable-gpu \
	    --user-data-dir="$work/profile" --virtual-time-budget=5000 --dump-dom \
	    "file://$work/$audience/frames.html" 2>/dev/null |
	    grep -o 'measured [0-9]* of [0-9]*' >"$work/widths"
	[ "$(wc -l <"$work/widths")" = 3 ] || fail "chromium measured nothing"
	while read -r _ wide _ window; do
		[ "$wide" -le "$window" ] ||
		    fail "$audience is $wide px wide in a window of $window"
	done <"$work/widths"
done

# -------------------------------------------------------- in mail programs --

. tests/npm.sh
npm_packages browser
node "$BUILD/browser/mail.mjs" "$work"/board/mail.html \
    "$work"/engineering/mail.html "$work"/auditor/mail.html \
    "$work"/customer/mail.html
