#!/bin/sh
# docs/tutorial.md as it is written: each of its commands in order, in a home with
# two repositories and nothing else, down to a mail that a server on loopback has
# taken; what it says is printed is printed.
set -eu
tmp=$(mktemp -d) || exit 1
server=
trap 'kill $server 2>/dev/null || :; rm -rf "$tmp"' EXIT
. tests/e2e/servers/start.sh
find_mail_python
root=$PWD
mkdir "$tmp/home" "$tmp/out" "$tmp/mail"
sh tests/e2e/tutorial/world.sh "$tmp/home"
ln -s "$root" "$tmp/home/assay"
make_certificate "$tmp/mail"
"$python" tests/e2e/mail_server.py "$tmp/mail" smtps 2>"$tmp/log" &
server=$!
wait_for_port "$tmp/mail/port" || { cat "$tmp/log"; echo 'no mail server'; exit 1; }
cd "$tmp/home"
env -u ASSAY -u MAKELEVEL -u MFLAGS HOME="$tmp/home" MAKEFLAGS="BUILD=$BUILD" \
    GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 \
    MAIL_SERVER="smtps://localhost:$(cat "$tmp/mail/port")" \
    MAIL_CERTIFICATES="$tmp/mail/cert.pem" \
    ASSAY_SMTP_USER=reports ASSAY_SMTP_PASSWORD=s3cret \
    python3 "$root/tests/e2e/tutorial/run.py" "$root/docs/tutorial.md" \
    "$tmp/out"

# the mail has come, to whom the tutorial says, with the report
[ "$(jq -c '[.from, .to, .login]' "$tmp/mail/1.json")" = \
    '["reports@example.org",["chair@example.org"],true]' ]
python3 "$root/tests/e2e/mail_parts.py" "$tmp/mail/1.eml" "$tmp/parts" \
    >"$tmp/told"
grep -q '^subject 2026 Q3: .*example-org' "$tmp/told"
pdftotext -l 1 "$tmp/parts/report.pdf" - | grep -q example-org
