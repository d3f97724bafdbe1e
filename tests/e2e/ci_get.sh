#!/bin/sh
# ci/get.sh: every way in which a build server comes by assay, with a server on
# loopback, and with apt-get, sudo and make that write down what they are asked for.
set -eu
tmp=$(mktemp -d) || exit 1
server=
trap 'kill $server 2>/dev/null || :; rm -rf "$tmp"' EXIT
command -v curl >/dev/null 2>&1 || {
	echo "curl is not installed"
	exit 77
}
get=$PWD/ci/get.sh
mkdir "$tmp/bin" "$tmp/served" "$tmp/with"
for name in apt-get make; do
	printf '#!/bin/sh\necho "%s $*" >>"%s/asked"\n' $name "$tmp" \
	    >"$tmp/bin/$name"
done
printf '#!/bin/sh\nexec "$@"\n' >"$tmp/bin/sudo"
chmod +x "$tmp"/bin/*
ln -s "$ASSAY" "$tmp/with/assay"
echo 'a package' >"$tmp/served/assay_1_amd64.deb"
sum=$(sha256sum "$tmp/served/assay_1_amd64.deb" | cut -d' ' -f1)
none=$(echo other | sha256sum | cut -d' ' -f1)

# nothing of this machine's own assay
PATH=$tmp/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
! command -v assay >/dev/null 2>&1 || {
	echo "an assay is installed in $(command -v assay)"
	exit 77
}
asks() { # STATUS ASKED [NAME=VALUE...]: get.sh ends so, having asked for that
	status=0
	: >"$tmp/asked"
	wanted=$1
	words=$2
	shift 2
	env "$@" sh "$get" "$tmp/work" >"$tmp/log" 2>&1 || status=$?
	if [ "$status" != "$wanted" ] ||
	    [ "$(cat "$tmp/asked")" != "$words" ]; then
		echo "expected $wanted and \"$words\", found $status and:"
		cat "$tmp/asked" "$tmp/log"
		exit 1
	fi
	rm -rf "$tmp/work"
}
said() { # WORDS
	grep -qF -- "$1" "$tmp/log" || {
		echo "not said: $1"
		cat "$tmp/log"
		exit 1
	}
}
installed() { # PACKAGE
	printf 'apt-get update -q\napt-get install -y -q --no-install-recommends %s' "$1"
}

. tests/e2e/servers/start.sh
make_certificate "$tmp"
cat >"$tmp/serve.py" <<'END'
import functools, http.server, os, ssl, sys
at = sys.argv[1]
handler = functools.partial(http.server.SimpleHTTPRequestHandler,
                            directory=at + "/served")
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(at + "/cert.pem", at + "/key.pem")
server.socket = context.wrap_socket(server.socket, server_side=True)
with open(at + "/port.new", "w") as file:
    file.write(str(server.server_port))
os.rename(at + "/port.new", at + "/port")
server.serve_forever()
END
python3 "$tmp/serve.py" "$tmp" 2>/dev/null &
server=$!
wait_for_port "$tmp/port" || { echo 'no server'; exit 1; }
at=https://localhost:$(cat "$tmp/port")
trust=CURL_CA_BUNDLE=$tmp/cert.pem

# an address, with the digest of what lies there
asks 0 "$(installed "$tmp/work/assay.deb")" "$trust" \
    PACKAGE="$at/assay_1_amd64.deb" SHA256="$sum"
asks 1 '' "$trust" PACKAGE="$at/assay_1_amd64.deb" SHA256="$none"
said 'did NOT match'
asks 2 '' "$trust" PACKAGE="$at/assay_1_amd64.deb"
said 'say sha256, too'
asks 22 '' "$trust" PACKAGE="$at/none.deb" SHA256="$sum"
asks 60 '' PACKAGE="$at/assay_1_amd64.deb" SHA256="$sum"
asks 2 '' PACKAGE="http://localhost/assay.deb" SHA256="$sum"
said 'only https'

# a file, with its digest or without
asks 0 "$(installed "$tmp/served/assay_1_amd64.deb")" \
    PACKAGE="$tmp/served/assay_1_amd64.deb"
asks 0 "$(installed "$tmp/served/assay_1_amd64.deb")" \
    PACKAGE="$tmp/served/../served/assay_1_amd64.deb" SHA256="$sum"
asks 1 '' PACKAGE="$tmp/served/assay_1_amd64.deb" SHA256="$none"
asks 2 '' PACKAGE="$tmp/served/none.deb"
said 'there is no package'

# the one in PATH; else it is built from this tree
asks 0 '' PATH="$tmp/with:$PATH"
asks 0 "make -C $PWD -s -j2
make -C $PWD -s -o all install"
