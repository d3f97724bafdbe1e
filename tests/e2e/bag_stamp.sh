#!/bin/sh
# A time stamp for the bag $1 from an authority of our own, in the folder $2:
# answer.tsr, which openssl verifies.
set -eu
mkdir "$2"
cp "$1/tagmanifest-sha256.txt" "$2/manifest"
cd "$2"
cat >config <<'END'
[req]
distinguished_name = name
prompt = no
[name]
CN = A stamp authority of a test
[extensions]
extendedKeyUsage = critical,timeStamping
basicConstraints = CA:TRUE
[authority]
serial = serial
default_policy = 1.2.3.4.1
digests = sha256,sha512
signer_digest = sha256
ess_cert_id_alg = sha256
END
echo 01 >serial
openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out tsa.pem \
    -config config -extensions extensions -days 3650 2>/dev/null
openssl ts -query -data manifest -sha256 -no_nonce -cert -out query.tsq \
    2>/dev/null
openssl ts -reply -queryfile query.tsq -signer tsa.pem -inkey key \
    -config config -section authority -out answer.tsr 2>/dev/null
openssl ts -verify -data manifest -in answer.tsr -CAfile tsa.pem \
    >/dev/null 2>&1
