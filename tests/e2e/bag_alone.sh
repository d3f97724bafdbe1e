#!/bin/sh
# The commands of VERIFY.txt, all of them as they stand there, run where there
# is no assay: stamped by an authority of a test, sealed, whole; and they find
# what was changed. ASSAY_BARE_ROOT names the root of another system (with
# ssh-keygen and openssl) to run them in, too.
set -eu
command -v openssl >/dev/null || exit 77
tmp=$(mktemp -d) || exit 1
inside=
trap 'rm -rf "$tmp" ${inside:+"$inside"}' EXIT
fails() {
	echo "bag_alone.sh: $1" >&2
	exit 1
}
here=$PWD
mkdir "$tmp/in"
cp samples/acme/inputs/jira.csv "$tmp/in/"
ssh-keygen -q -t ed25519 -N '' -C auditee -f "$tmp/key"
"$ASSAY" report "$tmp/in/jira.csv" -o "$tmp/out" --as-of 2026-10-01 --bag \
    --sign "$tmp/key" >/dev/null 2>&1
bag=$(ls -d "$tmp"/out/evidence-*[0-9a-f])

# as its text says: what is set in by four blanks
grep '^    ' "$bag/VERIFY.txt" | sed 's/^    //' >"$tmp/all"
for command in 'sha256sum -c' 'cut -c 67-' 'find data' 'ssh-keygen -Y verify' \
    'openssl ts -verify' 'openssl ts -query' 'sha256sum tagmanifest'; do
	grep -q "^$command" "$tmp/all" || fails "VERIFY.txt has no $command"
done
# lines that are no commands: the fingerprint, the form of allowed_signers
grep -v -e '^SHA256:' -e '^SIGNER namespaces=' "$tmp/all" |
    sed 's/-I SIGNER/-I auditee@acme.example/' >"$tmp/commands"
form=$(grep '^SIGNER namespaces=' "$tmp/all")

lay() { # FOLDER: the bag, and beside its manifest what an auditor has
	mkdir -p "$1"
	cp -r "$bag" "$1/bag"
	cp "$tmp/commands" "$1/commands"
	read -r type key rest <"$tmp/key.pub"
	echo "$form" | sed "s/SIGNER/auditee@acme.example/; s|KEY|$key|" \
	    >"$1/bag/allowed_signers"
	cp "$tmp/stamp/tsa.pem" "$1/bag/tsa.pem"
	cp "$tmp/stamp/answer.tsr" "$1/bag/tagmanifest-sha256.txt.tsr"
}
sh "$here/tests/e2e/bag.stamp" "$bag" "$tmp/stamp"
cp "$bag/tagmanifest-sha256.txt" "$tmp/manifest"

run() { # FOLDER
	(cd "$1/bag" && env -i PATH=/usr/bin:/bin sh -eu ../commands) \
	    >"$tmp/said" 2>&1
}
lay "$tmp/alone"
env -i PATH=/usr/bin:/bin sh -c 'command -v assay' && exit 77
run "$tmp/alone" || { cat "$tmp/said"; fails 'VERIFY.txt does not run'; }
grep -q 'Good "assay-evidence" signature' "$tmp/said"
grep -q 'Verification: OK' "$tmp/said"
# what it asks an authority for is what was stamped
openssl ts -query -in "$tmp/alone/bag/query.tsq" -text 2>/dev/null |
    sed '/Policy/d' >"$tmp/asked"
openssl ts -query -in "$tmp/stamp/query.tsq" -text 2>/dev/null |
    sed '/Policy/d' | diff "$tmp/asked" -

changed() { # WHAT: in $tmp/bad
	! run "$tmp/bad" || fails "VERIFY.txt does not find $1"
	rm -rf "$tmp/bad"
}
lay "$tmp/bad"
echo >>"$tmp/bad/bag/data/index.html"
changed 'a changed file'
lay "$tmp/bad"
echo >"$tmp/bad/bag/data/more.csv"
changed 'a file that was added'
lay "$tmp/bad"
sed 's/[0-9]/7/3' "$tmp/alone/bag/tagmanifest-sha256.txt.sig" \
    >"$tmp/bad/bag/tagmanifest-sha256.txt.sig"
changed 'another signature'
lay "$tmp/bad"
rm -rf "$tmp/stamp2" "$tmp/other"
mkdir "$tmp/other"
echo other >"$tmp/other/tagmanifest-sha256.txt"
sh "$here/tests/e2e/bag.stamp" "$tmp/other" "$tmp/stamp2"
cp "$tmp/stamp2/answer.tsr" "$tmp/bad/bag/tagmanifest-sha256.txt.tsr"
cp "$tmp/stamp2/tsa.pem" "$tmp/bad/bag/tsa.pem"
changed 'the stamp of something else'

[ -n "${ASSAY_BARE_ROOT:-}" ] || exit 0
inside=$(mktemp -d "$ASSAY_BARE_ROOT/tmp/assay-XXXXXX")
lay "$inside/alone"
name=${inside#"$ASSAY_BARE_ROOT"}
chroot "$ASSAY_BARE_ROOT" sh -euc \
    "if command -v assay; then exit 1; fi; cd $name/alone/bag; sh -eu ../commands" \
    >"$tmp/said" 2>&1 || { cat "$tmp/said"; fails 'not in the bare root'; }
grep -q 'Good "assay-evidence" signature' "$tmp/said"
grep -q 'Verification: OK' "$tmp/said"
echo 'and in the bare root'
