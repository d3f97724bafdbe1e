#!/bin/sh
# Commands that read what others wrote give up what they do not need: a library
# that is loaded into them tries to write elsewhere, to open sockets and to run a
# program, and is refused; a command that needs these shows that it would work.
set -eu
. tests/e2e/faults/small.sh
gcc -shared -fPIC -O1 -D_DEFAULT_SOURCE -o "$tmp/probe.so" tests/e2e/security/probe.c
cd "$tmp/org"
# temporary files may be made anywhere below /tmp, /var/tmp and $TMPDIR
away=$(mktemp -d /dev/shm/assay-XXXXXX) || exit 1
trap 'rm -rf "$tmp" "$away"' EXIT
export PROBE="$away/probe"
probe() { # ARGUMENT...: $tmp/tried has what came of it
	rm -rf "$PROBE"
	mkdir "$PROBE"
	echo there >"$PROBE/there"
	echo old >"$PROBE/old"
	LD_PRELOAD=$loaded_first$tmp/probe.so "$ASSAY" "$@" >"$tmp/out" 2>"$tmp/err" || :
	sed -n 's/^probe: //p' "$tmp/err" >"$tmp/tried"
	[ "$(wc -l <"$tmp/tried")" = 10 ] || fail "nothing was tried: $(cat "$tmp/err")"
}

probe explain ai.commit_share
! grep -q refused "$tmp/tried" || fail "what is tried does not work: $(cat "$tmp/tried")"

machine=$(uname -m)
confined() { # COMMAND...: is refused all but reading
	probe "$@"
	grep -q '^read done$' "$tmp/tried" || fail "assay $1 cannot read"
	case $machine in
	x86_64 | aarch64)
		! grep -E '^(internet|datagram|local|program) done' "$tmp/tried" ||
		    fail "assay $1"
		;;
	esac
	[ -n "$landlock" ] || return 0
	! grep -E '^(make|change|remove|folder|link) done' "$tmp/tried" ||
	    fail "assay $1 writes elsewhere"
}
landlock=yes
probe import --db "$tmp/first.db"
if grep -q '^make done$' "$tmp/tried"; then
	landlock=
	echo 'this kernel has no Landlock: writing is not confined'
fi
confined import --db "$tmp/a.db"
confined import --db "$tmp/b.db" --jobs 2
confined merge "$tmp/m.db" "$tmp/a.db"
confined check scan.sarif
confined init -o "$tmp/init.yaml"
confined lines shop
confined report --db "$tmp/a.db" -o "$tmp/report" --bag --edition summary
confined report shop -o "$tmp/fresh"
confined gate --db "$tmp/a.db"
confined gate shop -o "$tmp/gate"
confined query ai.commit_share --db "$tmp/a.db"
confined explain ai.commit_share --db "$tmp/a.db"
confined people --db "$tmp/a.db"
confined trace --tool claude-code --db "$tmp/a.db" --write-patches "$tmp/patches" \
    --author 'A <a@example.com>' --revert
confined export "$tmp/export" --db "$tmp/a.db"
confined mail --from a@example.com --to b@example.com --db "$tmp/a.db" -o "$tmp/m.eml"
confined mail --from a@example.com --to b@example.com --db "$tmp/a.db" --dry-run
confined verify "$tmp"/report/evidence-*.tar
confined diff "$tmp"/report/evidence-*.tar "$tmp"/report/evidence-*.tar
confined diff --db "$tmp/a.db" 2026-Q2 2026-Q3

unset PROBE
# what they are for goes on: what they write, where a link leads, rejects, a profile
ls "$tmp/report/report.pdf" "$tmp/fresh/report.pdf" "$tmp"/report/evidence-*.tar \
    "$tmp"/patches/shop/*.patch "$tmp/export/repository.csv" "$tmp/m.eml" "$tmp/init.yaml" >"$tmp/out" ||
    fail "not written: $(cat "$tmp/out")"
"$ASSAY" verify "$tmp"/report/evidence-*.tar >/dev/null
mkdir "$away/bag"
run report --db "$tmp/a.db" -o "$away/bag/out" --bag --edition summary
run report --db "$tmp/a.db" -o "$away/bag/out" --bag --edition summary
ls "$away"/bag/out/evidence-*.tar >/dev/null
run export "$away/bag/export" --db "$tmp/a.db"
[ -s "$away/bag/export/repository.csv" ] || fail "$(cat "$tmp/err")"
run trace --tool claude-code --db "$tmp/a.db" --author 'A <a@example.com>' \
    --write-patches "$away/bag/patches"
ls "$away"/bag/patches/shop/*.patch >/dev/null
run mail --from a@example.com --to b@example.com --db "$tmp/a.db" -o "$away/bag/m.eml"
[ -s "$away/bag/m.eml" ] || fail "$(cat "$tmp/err")"
mkdir "$tmp/far" "$away/near"
cp "$tmp/a.db" "$away/near/real.db"
ln -s "$away/near/real.db" "$tmp/far/link.db"
at 2026-09-20
commit shop late.c 5
run import --db "$tmp/far/link.db"
[ $status = 0 ] || fail "$(cat "$tmp/err")"
printf 'employee_id,name,email,team,from\n1,A,a@b.example,T,never\n' >"$tmp/bad.csv"
mkdir "$away/rejects"
run check "$tmp/bad.csv" --rejects "$away/rejects/rejects.csv"
[ -s "$away/rejects/rejects.csv" ] || fail "no rejects: $(cat "$tmp/err")"
printf 'who,what\n1,2\n' >"$tmp/own.csv"
mkdir "$away/here"
cd "$away/here"
run check "$tmp/own.csv" --save-profile mine
[ -s mine.profile ] || fail "no profile: $(cat "$tmp/err")"
[ -n "$landlock" ] || exit 77
