#!/bin/sh
# assay lines takes paths as git blame does: from the current folder, quoted or
# not; a file without lines gets a word.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
git init -q "$tmp/r"
cd "$tmp/r"
mkdir -p a/b
printf 'x\ny\n' >a/b/f
printf 'x\0' >a/bin
printf 'l\n' >"$(printf 'lat\344in')"
ln -s f a/b/link
git add .
git -c user.name=a -c user.email=a@x.example commit -qm x
paths() {
	"$ASSAY" lines "$@" 2>err | sed 1d | cut -f1 | tr '\n' ' '
}
is() {
	[ "$1" = "$2" ] || {
		echo "expected $2, found $1"
		exit 1
	}
}
is "$(paths)" 'a/b/f "lat\344in" '
is "$(paths '"lat\344in"')" '"lat\344in" '
is "$(paths "$(printf 'lat\344in')")" '"lat\344in" '
is "$(paths ./a/../a/b/)" 'a/b/f '
cd a/b
is "$(paths)" 'a/b/f '
is "$(paths f)" 'a/b/f '
is "$(paths ../..)" 'a/b/f "lat\344in" '
is "$(paths ../bin)" ''
grep -q '^a/bin: binary, so it has no lines' err
is "$(paths link)" ''
grep -q '^a/b/link: no regular file' err
"$ASSAY" lines g 2>err && exit 1
grep -q 'found "a/b/g"' err
