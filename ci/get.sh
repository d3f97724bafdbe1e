#!/bin/sh
# ci/get.sh FOLDER: sees that assay can be run: from the Debian package $PACKAGE (a
# file, or an https address whose digest is $SHA256), else the one in PATH, else
# built from the tree that this file is in.
set -eu
folder=${1:?usage: get.sh FOLDER}
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
as=
[ "$(id -u)" = 0 ] || as=sudo
case ${PACKAGE:-} in
'')
	if command -v assay >/dev/null 2>&1; then
		exit 0
	fi
	sh "$here/tools/packages.sh" build
	make -C "$here" -s -j2
	$as make -C "$here" -s -o all install
	exit 0
	;;
https://*)
	if [ -z "${SHA256:-}" ]; then
		echo "the digest of $PACKAGE is missing: say sha256, too" >&2
		exit 2
	fi
	mkdir -p "$folder"
	curl -fsSL --proto =https -o "$folder/assay.deb" "$PACKAGE"
	package=$folder/assay.deb
	;;
*://*)
	echo "only https is fetched, not $PACKAGE" >&2
	exit 2
	;;
*)
	package=$PACKAGE
	if [ ! -f "$package" ]; then
		echo "there is no package $package" >&2
		exit 2
	fi
	;;
esac
if [ -n "${SHA256:-}" ]; then
	echo "$SHA256  $package" | sha256sum -c --quiet -
fi
package=$(CDPATH='' cd -- "$(dirname -- "$package")" && pwd)/${package##*/}
$as apt-get update -q
$as apt-get install -y -q --no-install-recommends "$package"
