#!/bin/sh
# An evidence bag: standard tools accept it, it is the same bytes elsewhere, any
# changed byte is found and named, and it tells who sealed it and what came before.
set -eu
tmp=$(mktemp -d) || exit 1
agent=
trap 'rm -rf "$tmp"; [ -z "$agent" ] || kill "$agent"' EXIT
here=$PWD
fails() {
	echo "bag.sh: $1" >&2
	exit 1
}
sh samples/acme/build.sh "$tmp/acme"
mkdir "$tmp/a" "$tmp/b" "$tmp/home"
ssh-keygen -q -t ed25519 -N '' -C auditee -f "$tmp/key"
ssh-keygen -q -t ed25519 -N 'pass phrase' -C hidden -f "$tmp/hidden"
ssh-keygen -q -t rsa -b 2048 -N '' -f "$tmp/rsa"
unset SSH_AUTH_SOCK
now=2027-01-15

# what cannot seal is told before any work
for key in hidden rsa rsa.pub key.pub none; do
	status=0
	"$ASSAY" report -c "$tmp/acme/assay.yaml" -o "$tmp/no" --bag \
	    --sign "$tmp/$key" >"$tmp/out" 2>&1 || status=$?
	[ $status -ge 2 ] || fails "--sign $key went on"
	[ ! -e "$tmp/no" ] || fails "--sign $key wrote something"
done
status=0
"$ASSAY" report "$tmp/acme" --sign "$tmp/key" >/dev/null 2>&1 || status=$?
[ $status = 2 ] || fails '--sign without --bag went on'

# the bag, and the period before it, in a chain
(cd "$tmp/a" && "$ASSAY" report -c ../acme/assay.yaml --db ../a.db -o before \
    --period 2026-Q2 --as-of $now --bag >/dev/null 2>&1)
before=$(ls -d "$tmp"/a/before/evidence-*[0-9a-f])
grep -q '^Seal: none: this bag is not signed$' "$before/bag-info.txt"
grep -q 'NOT SIGNED' "$before/VERIFY.txt"
"$ASSAY" verify "$before" | grep -q 'NOT SIGNED'
(cd "$tmp/a" && "$ASSAY" report -c ../acme/assay.yaml --db ../a.db -o one \
    --as-of $now --bag --sign ../key --previous "$before" >/dev/null 2>&1)
bag=$(ls -d "$tmp"/a/one/evidence-*[0-9a-f])
name=${bag##*/}
echo "auditee@acme.example $(cat "$tmp/key.pub")" >"$tmp/signers"
echo "else@acme.example $(cat "$tmp/hidden.pub")" >"$tmp/others"

# without assay
(
	cd "$bag"
	sha256sum -c --quiet tagmanifest-sha256.txt manifest-sha256.txt
	ssh-keygen -Y verify -f "$tmp/signers" -I auditee@acme.example \
	    -n assay-evidence -s tagmanifest-sha256.txt.sig \
	    <tagmanifest-sha256.txt >/dev/null
	ssh-keygen -Y check-novalidate -n assay-evidence \
	    -s tagmanifest-sha256.txt.sig <tagmanifest-sha256.txt >/dev/null
	# as the program would have been told to sign by ssh-keygen itself
	ssh-keygen -q -Y sign -f "$tmp/key" -n assay-evidence \
	    <tagmanifest-sha256.txt 2>/dev/null |
	    cmp - tagmanifest-sha256.txt.sig
	cut -c 67- manifest-sha256.txt >"$tmp/listed"
	find data ! -type d | LC_ALL=C sort | diff "$tmp/listed" -
)
tar -xf "$bag.tar" -C "$tmp/home"
diff -r "$bag" "$tmp/home/$name"
rm -r "$tmp/home/$name"

# with it
for form in "$bag" "$bag.tar"; do
	"$ASSAY" verify "$form" --allowed-signers "$tmp/signers" \
	    --previous "$before.tar" >"$tmp/out" ||
	    { cat "$tmp/out"; fails "$form does not hold"; }
	grep -q '^ok   signature .* by auditee@acme.example' "$tmp/out"
	grep -q '^ok   chain bag-info.txt: follows evidence-' "$tmp/out"
	if "$ASSAY" verify "$form" --allowed-signers "$tmp/others" \
	    >/dev/null 2>&1; then
		fails 'a key that is not allowed holds'
	fi
	if "$ASSAY" verify "$form" --previous "$form" >/dev/null 2>&1; then
		fails 'a bag follows itself'
	fi
done

# elsewhere, by another user who writes for nobody else, in another time zone
# and in the last locale there is: the same bytes and modes
locale=$(locale -a 2>/dev/null | tail -n 1)
cp -r "$tmp/acme" "$tmp/copy"
cp -r "$before" "$tmp/b/before"
user=
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	chown -R 65534 "$tmp"
	chmod 755 "$tmp"
	user='setpriv --reuid=65534 --regid=65534 --clear-groups'
fi
(cd "$tmp/b" && umask 077 && TZ=Asia/Kolkata LC_ALL=${locale:-C} HOME=$tmp/home \
    USER=other LOGNAME=other \
    $user "$ASSAY" report -c "$tmp/copy/assay.yaml" --db "$tmp/b/b.db" \
    -o "$tmp/b/two" --as-of $now --bag --sign "$tmp/key" --previous before \
    --jobs 3 >/dev/null 2>&1) || fails 'the bag is not made elsewhere'
diff -r "$bag" "$tmp/b/two/$name"
cmp "$bag.tar" "$tmp/b/two/$name.tar"
for there in a/one b/two; do
	(cd "$tmp/$there" && find "$name" "$name.tar" -exec stat -c '%a %n' {} + |
	    LC_ALL=C sort) >"$tmp/modes.${there%/*}"
done
diff "$tmp/modes.a" "$tmp/modes.b"
[ -z "$user" ] || chown -R "$(id -u)" "$tmp"

# a key with a passphrase, through the agent, by its file and its public half
eval "$(ssh-agent -a "$tmp/socket")" >/dev/null
agent=$SSH_AGENT_PID
SSH_AUTH_SOCK=$tmp/socket
export SSH_AUTH_SOCK
printf '#!/bin/sh\necho pass phrase\n' >"$tmp/ask"
chmod 700 "$tmp/ask"
chmod 600 "$tmp/hidden"
DISPLAY=:0 SSH_ASKPASS=$tmp/ask SSH_ASKPASS_REQUIRE=force \
    ssh-add -q "$tmp/hidden" </dev/null
for key in hidden hidden.pub agent; do
	[ $key = agent ] || key=$tmp/$key
	[ ! -e "$tmp/small" ] || rm -rf "$tmp/last"
	[ ! -e "$tmp/small" ] || mv "$tmp/small" "$tmp/last"
	"$ASSAY" report "$tmp/acme/repositories/gateway.git" -o "$tmp/small" \
	    --as-of $now --bag --sign "$key" >/dev/null 2>&1 ||
	    fails "--sign $key does not seal through the agent"
	small=$(ls -d "$tmp"/small/evidence-*[0-9a-f])
	"$ASSAY" verify "$small" --allowed-signers "$tmp/others" >"$tmp/out" ||
	    { cat "$tmp/out"; fails 'a bag sealed by the agent does not hold'; }
	[ ! -e "$tmp/last" ] || diff -r "$tmp/last" "$tmp/small" >/dev/null ||
	    fails 'the same key seals otherwise'
done

# what is no bag at all is told once, with the next step: a report's folder, a
# tar of it, a text; one that lost files is still a bag
mkdir "$tmp/none"
cp "$bag/VERIFY.txt" "$tmp/none/readme.txt"
tar -C "$tmp" -cf "$tmp/none.tar" none
for other in "$tmp/none" "$tmp/none.tar" "$bag/VERIFY.txt" "$tmp/acme"; do
	status=0
	"$ASSAY" verify "$other" >"$tmp/out" 2>"$tmp/err" || status=$?
	[ $status = 3 ] && [ ! -s "$tmp/out" ] &&
	    grep -q ': error: expected an evidence bag, found a ' "$tmp/err" &&
	    grep -q '^  fix: name the folder evidence-' "$tmp/err" ||
	    { cat "$tmp/out" "$tmp/err"; fails "$other, status $status"; }
done
cp -r "$small" "$tmp/lost"
rm "$tmp/lost/bagit.txt" "$tmp/lost/manifest-sha256.txt"
status=0
"$ASSAY" verify "$tmp/lost" >"$tmp/out" 2>&1 || status=$?
[ $status = 1 ] && grep -q '^FAIL form bagit.txt: is missing' "$tmp/out" ||
    { cat "$tmp/out"; fails "a bag without two files, status $status"; }

# a time stamp beside it
if command -v openssl >/dev/null; then
	sh tests/e2e/bag.stamp "$bag" "$tmp/stamp"
	grep -q '^openssl ts -query' "$bag/VERIFY.txt" ||
	    grep -q 'openssl ts -query' "$bag/VERIFY.txt"
	cp "$tmp/stamp/answer.tsr" "$bag/tagmanifest-sha256.txt.tsr"
	"$ASSAY" verify "$bag" | grep -q '^ok   stamp .* speaks of this bag'
	cp "$tmp/stamp/answer.tsr" "$small/tagmanifest-sha256.txt.tsr"
	if "$ASSAY" verify "$small" >/dev/null 2>&1; then
		fails 'the time stamp of another bag holds'
	fi
	rm "$bag/tagmanifest-sha256.txt.tsr" "$small/tagmanifest-sha256.txt.tsr"
fi

# every byte
python3 "$here/tests/e2e/bag.py" "$ASSAY" "$bag" "$small" \
    "$before"

# restricted: its owner alone reads it
"$ASSAY" report "$tmp/acme/repositories/gateway.git" -o "$tmp/own" --as-of $now \
    --bag --restricted >/dev/null 2>&1
for file in "$tmp"/acme/inputs/jira.csv; do
	status=0
	"$ASSAY" report "$file" -o "$tmp/no" --as-of $now --bag --copies \
	    >"$tmp/out" 2>&1 || status=$?
	[ $status = 2 ] || fails '--copies without --restricted went on'
	"$ASSAY" report "$file" -o "$tmp/copies" --as-of $now --bag --copies \
	    --restricted >/dev/null 2>&1
	cmp "$file" "$tmp"/copies/evidence-*[0-9a-f]/data/inputs/copies/*-jira.csv
	"$ASSAY" verify "$tmp"/copies/evidence-*.tar >/dev/null
done
own=$(ls -d "$tmp"/own/evidence-*[0-9a-f])
[ "$(stat -c %a "$own" "$own.tar" "$own/bag-info.txt" | tr '\n' ' ')" = \
    '700 600 600 ' ] || fails 'a restricted bag can be read by others'

# until when it is to be kept stands in the bag and on its cover
sed '/^output:/a\  keep_years: 7' "$tmp/acme/assay.yaml" >"$tmp/acme/kept.yaml"
(cd "$tmp/a" && "$ASSAY" report -c ../acme/kept.yaml --db ../a.db -o kept \
    --as-of 2026-10-04 --bag >/dev/null 2>&1)
kept=$(ls -d "$tmp"/a/kept/evidence-*[0-9a-f])
grep -qx 'Retention-Until: 2033-10-04' "$kept/bag-info.txt" ||
    fails "$(cat "$kept/bag-info.txt")"
grep -q '2033-10-04' "$kept/data/index.html" || fails 'the cover has no end'
! grep -q Retention-Until "$before/bag-info.txt" || fails 'kept without a rule'
