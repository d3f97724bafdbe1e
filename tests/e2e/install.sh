#!/bin/sh
# make install below a prefix of its own, and from there, with nothing of the
# source tree in reach, the report of the sample with the same bytes; the tables
# and templates that are installed are those that are built in; make uninstall
# leaves what was there before.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
sh samples/acme/build.sh "$tmp/acme"
mkdir -p "$tmp/dest/opt/x/bin"
echo other >"$tmp/dest/opt/x/bin/other"
(cd "$tmp/dest" && find . | sort) >"$tmp/before"
make -s BUILD="$BUILD" -o all install DESTDIR="$tmp/dest" prefix=/opt/x
assay=$tmp/dest/opt/x/bin/assay
share=$tmp/dest/opt/x/share

cmp "$ASSAY" "$assay"
[ -x "$assay" ]
for file in man/man1/assay.1 man/man1/assay-gate.1 man/man5/assay.yaml.5 \
    bash-completion/completions/assay zsh/site-functions/_assay \
    fish/vendor_completions.d/assay.fish assay/data/cwe.csv \
    assay/data/lang/de/words.csv assay/templates/board.xml \
    assay/templates/theme assay/model/schema.sql doc/assay/NOTICE \
    doc/assay/docs/method.md doc/assay/docs/scale/shard.sh; do
	[ -s "$share/$file" ] || { echo "lacks $file"; exit 1; }
done
[ -z "$(find "$tmp/dest" -newer "$tmp/before" -type f ! -perm 644 ! -name assay \
    ! -path "*/share/assay/*.sh")" ]
[ -x "$share/assay/ci/run.sh" ]
[ -x "$share/assay/docs/scale/shard.sh" ]

report() { # PROGRAM OUT: in a folder with nothing else
	mkdir "$tmp/empty"
	(cd "$tmp/empty" && env -i PATH=/nowhere HOME=/nowhere \
	    LSAN_OPTIONS="${LSAN_OPTIONS-}" "$1" report \
	    -c "$tmp/acme/assay.yaml" --db "$tmp/$2.db" -o "$tmp/$2") \
	    >"$tmp/log" 2>&1 ||
	    { cat "$tmp/log"; exit 1; }
	rmdir "$tmp/empty"
}
report "$ASSAY" built
report "$assay" installed
diff -r "$tmp/built" "$tmp/installed"
for folder in data templates; do
	diff -r "$folder" "$share/assay/$folder"
done

make -s BUILD="$BUILD" uninstall DESTDIR="$tmp/dest" prefix=/opt/x
(cd "$tmp/dest" && find . ! -type d -o -path '*/assay*' | sort) >"$tmp/after"
diff - "$tmp/after" <<'END'
./opt/x/bin/other
END
