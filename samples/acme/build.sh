#!/bin/sh
# Builds the sample organisation in DIR: three bare repositories from their
# fast-import streams, the inputs and the configuration beside them. The
# streams have byte 1 where a file has byte 0, so that they stay text.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
out=${1:?usage: build.sh DIR}

# no setting of the user may change an object id
GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE || :

mkdir -p "$out/repositories"
while read -r name head; do
	git_dir=$out/repositories/$name.git
	rm -rf "$git_dir"
	git init -q --bare -b main "$git_dir"
	tr '\001' '\000' <"$here/repositories/$name.fi" |
	    git -C "$git_dir" fast-import --quiet --force
	git -C "$git_dir" config remote.origin.url \
	    "https://github.com/acme/$name.git"
	built=$(git -C "$git_dir" rev-parse refs/heads/main)
	if [ "$built" != "$head" ]; then
		echo "build.sh: $name is $built, not $head" >&2
		exit 1
	fi
done <"$here/repositories/heads"

rm -rf "$out/inputs"
cp -R "$here/inputs" "$out/inputs"
cp "$here/assay.yaml" "$out/assay.yaml"
