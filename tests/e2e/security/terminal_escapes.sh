#!/bin/sh
# Names that would move the cursor, set a title, ring or turn the direction of
# writing, wherever an input can have one: folders, files, authors, messages,
# trailers, rules, tools, cells, owners, packages, keys of the configuration.
# What any command says, on either stream, holds no control character.
set -eu
. tests/e2e/faults/small.sh
root=$PWD
python3 "$root/tests/e2e/security/terminal.py" make "$tmp/evil"
cd "$tmp/evil"
looked=0
quiet() { # COMMAND...: says nothing that a terminal would obey
	run "$@"
	cat "$tmp/out" "$tmp/err" >"$tmp/said"
	[ ! -s "$tmp/said" ] || looked=$((looked + 1))
	python3 "$root/tests/e2e/security/terminal.py" look "$tmp/said" ||
	    fail "assay $*"
}
for path in *; do
	quiet check "./$path"
	quiet import "./$path" --db "$tmp/one.db"
	quiet import "./$path" --db "$tmp/one.db" --format csv
	rm -f "$tmp/one.db"
done
name=$(printf 'x\033]0;title\007\033[2J')
for command in report import check query lines trace gate verify diff people \
    mail export explain merge init "$name"; do
	quiet $command "$name"
	quiet $command --db "$tmp/none.db" "$name"
	quiet $command "--$name"
	quiet $command --config "$name"
	quiet $command --format "$name"
	quiet $command --period "$name"
done
quiet import --db "$tmp/a.db"
quiet report --db "$tmp/a.db" -o "$tmp/report" --bag="$tmp/bag"
quiet verify "$tmp/bag"
quiet people --db "$tmp/a.db" --restricted
quiet people --db "$tmp/a.db"
quiet gate --db "$tmp/a.db"
quiet mail --db "$tmp/a.db" --dry-run --to a@b.example
for repository in repo*; do
	quiet lines "$repository"
	quiet lines "$repository" --by author
	quiet trace --db "$tmp/a.db" --repo "$repository" -o "$tmp/trace"
done
quiet query --all --db "$tmp/a.db"
for measure in $("$ASSAY" explain --all --format markdown |
    sed -n 's/^#* *`\([a-z_]*\.[a-z_0-9]*\)`.*/\1/p' | sort -u); do
	quiet query "$measure" --db "$tmp/a.db" --records
	quiet query "$measure" --by repo --db "$tmp/a.db"
done
for text in "$tmp/report/report.txt" "$tmp/report/summary.txt"; do
	[ ! -e "$text" ] || python3 "$root/tests/e2e/security/terminal.py" \
	    look "$text" || fail "$text"
done
[ "$looked" -gt 80 ] || fail "only $looked commands said anything"
echo "$looked commands said something"
