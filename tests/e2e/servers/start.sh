# For tests that start a server, read by them.

# A Python that has aiosmtpd stands in $python; without one the test is skipped.
find_mail_python() {
	python=
	for name in python3 /usr/bin/python3; do
		[ -n "$python" ] || ! $name -c 'import aiosmtpd' 2>/dev/null ||
		    python=$name
	done
	[ -n "$python" ] || {
		echo "python3-aiosmtpd is not installed"
		exit 77
	}
}

# Makes DIR/key.pem and DIR/cert.pem of localhost.
make_certificate() { # DIR
	openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
	    -addext subjectAltName=DNS:localhost -keyout "$1/key.pem" \
	    -out "$1/cert.pem" 2>/dev/null
}

# Until a server that has just been started wrote its port to FILE.
wait_for_port() { # FILE
	tries=0
	while [ ! -s "$1" ]; do
		tries=$((tries + 1))
		[ $tries -lt 600 ] || return 1
		sleep 0.1
	done
}
