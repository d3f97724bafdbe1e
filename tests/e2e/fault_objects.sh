#!/bin/sh
# Objects that a repository lacks: a clone without blobs, a blob, tree or commit
# that is gone or damaged. It is said, the other sources are read, and once the
# objects are back the next run has all of it.
set -eu
. tests/e2e/faults/small.sh
cd "$tmp/org"
run report --db "$tmp/m.db" -o "$tmp/good" --edition summary
whole=$(git -C shop rev-parse HEAD)

mv shop full
git -C full config uploadpack.allowFilter true
git clone -q --bare --filter=blob:none "file://$tmp/org/full" shop 2>/dev/null
git -C shop remote remove origin
run report --db "$tmp/partial.db" -o "$tmp/x" --edition summary
says 0 'shop: warning: '
rm -rf shop
mv full shop

object() { # REVISION: the file that holds it
	name=$(git -C shop rev-parse "$1")
	echo "shop/.git/objects/$(echo "$name" | cut -c1-2)/$(echo "$name" |
	    cut -c3-)"
}
for lost in HEAD:shop.py HEAD~1:shop.c HEAD^{tree} HEAD~1 HEAD; do
	file=$(object "$lost")
	chmod u+w "$file"
	cp "$file" "$tmp/kept"
	for how in gone damaged; do
		case $how in
		gone) rm "$file" ;;
		damaged) echo nonsense >"$file" ;;
		esac
		rm -rf "$tmp/x.db"*
		run import --db "$tmp/x.db"
		case $status in 0 | 3) ;; *) fail "$lost $how: $status" ;; esac
		grep -q 'shop' "$tmp/err" || fail "nothing says that $lost is $how"
		"$ASSAY" query evidence.sources --db "$tmp/x.db" --format csv \
		    2>/dev/null | grep -q '^bank,git,.*,3,3,0,0,0' ||
		    fail "without $lost the other repository is lost"
		cp "$tmp/kept" "$file"
		rm -rf "$tmp/x"
		run report --db "$tmp/x.db" -o "$tmp/x" --edition summary
		diff -r "$tmp/good" "$tmp/x" >"$tmp/diff" ||
		    fail "$lost was $how and is back: $(head -5 "$tmp/diff")"
	done
done
[ "$whole" = "$(git -C shop rev-parse HEAD)" ]
