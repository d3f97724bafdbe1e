#!/bin/sh
# Installs the Debian packages that a build (and its tests) need. Who may not
# install gets the exact command for an administrator, and nothing is built.
set -eu
build='gcc make pkg-config libc6-dev libgit2-dev libcjson-dev libcsv-dev
libxml2-dev libcairo2-dev libpango1.0-dev libsqlite3-dev libcyaml-dev
libyaml-dev libsodium-dev zlib1g-dev libdeflate-dev libarchive-dev
libgmime-3.0-dev libcurl4-openssl-dev fonts-inter
libharfbuzz-bin woff2 git'
deb='build-essential debhelper dpkg-dev'
test='libcmocka-dev poppler-utils qpdf jq libxml2-utils mandoc sqlite3
valgrind time parallel slurmctld slurmd slurm-client munge strace openssh-client
python3 python3-aiosmtpd python3-jsonschema python3-yaml openssl chromium default-jre-headless zsh fish'
# Node that is no package of Debian is as good.
command -v npm >/dev/null 2>&1 || test="$test nodejs npm"
wanted=
for part in "$@"; do
	case $part in
	build) wanted="$wanted $build" ;;
	deb) wanted="$wanted $deb" ;;
	test) wanted="$wanted $test" ;;
	esac
done
missing=
for package in $wanted; do
	state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) ||
	    state=
	[ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
	echo "This is no Debian system. Install the counterparts of:$missing" >&2
	exit 1
fi
command="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then
	run=
elif sudo -n true 2>/dev/null; then
	run=sudo
else
	{
		echo "Packages are missing and you may not install them. Ask an"
		echo "administrator to run:"
		echo
		echo "    apt-get update && $command"
		echo
		echo "Then run this again. Nothing was built."
	} >&2
	exit 1
fi
echo "Installing:$missing"
export DEBIAN_FRONTEND=noninteractive
$run apt-get update -q
# shellcheck disable=SC2086
$run $command -q
