#!/bin/sh
# assay people over a repository with a directory: who is linked by what, what is
# only suggested, that suggestions taken into assay.yaml link, and that nobody is
# named without --restricted.
set -u
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
bad=0
GIT_CONFIG_GLOBAL=/dev/null
GIT_CONFIG_NOSYSTEM=1
export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM
fail() {
	echo "FAIL: $*"
	bad=1
}
commit() {
	git -C "$tmp/r" -c user.name="$1" -c user.email="$2" \
	    commit -q --allow-empty -m x --date '2026-08-01T10:00:00Z' ||
	    fail "no commit"
}
git init -q -b main "$tmp/r"
commit 'Ann Bell' ann@acme.example
commit 'Ann Bell' ann@home.example
commit 'ann' 7+annb@users.noreply.github.com
printf 'Person,Name,Email,Login,Team\nE1,Ann Bell,ann@acme.example,annb,Web\n' \
    >"$tmp/people.csv"
cat >"$tmp/assay.yaml" <<'END'
version: 1
repositories:
  - path: r
people:
  directory: people.csv
END
people() {
	"$ASSAY" people -c "$tmp/assay.yaml" --db "$tmp/$db.db" "$@" 2>"$tmp/err"
}
db=a
people --format csv >"$tmp/plain" || fail 'it runs'
if grep -qi 'bell\|annb\|acme\|home' "$tmp/plain"; then
	fail 'somebody is named without --restricted'
fi
people --restricted --format csv | tr -d '\r' | cut -d, -f1-7 >"$tmp/all"
cat >"$tmp/expected" <<'END'
person,identity,state,rule,evidence,confidence,commits
E1,ann <7+annb@users.noreply.github.com>,linked,noreply login,annb,90,1
E1,Ann Bell <ann@acme.example>,linked,directory address,ann@acme.example,100,1
email:ann@home.example,Ann Bell <ann@home.example>,unlinked,same spelling,ann@home.example,80,1
END
diff -u "$tmp/expected" "$tmp/all" || fail 'other links'
people --suggest && fail '--suggest names people without --restricted'
people --suggest --restricted >"$tmp/lines" || fail 'it suggests'
grep -v '^#\|^people:\|^  aliases:' "$tmp/lines" >"$tmp/entries"
{
	cat "$tmp/assay.yaml"
	echo '  aliases:'
	cat "$tmp/entries"
} >"$tmp/assay2.yaml"
mv "$tmp/assay2.yaml" "$tmp/assay.yaml"
db=b
people --restricted --unlinked --format json >"$tmp/left" || fail 'not YAML'
[ "$(tr -d ' \n' <"$tmp/left")" = '[]' ] || fail 'the suggestion links nobody'
exit $bad
