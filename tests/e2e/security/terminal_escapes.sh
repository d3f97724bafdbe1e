#!/bin/sh
# Names that would move the cursor, set a title, ring or turn the direction of
# writing, wherever an input can have one: folders, files, authors, messages,
# trailers, rules, tools, cells, owners, packages, keys of the configuration.
# What a command says to people, on either stream, holds no control character.
set -eu
. tests/e2e/faults/small.sh
terminal=$PWD/tests/e2e/security/terminal.py
python3 "$terminal" make "$tmp/evil"
cd "$tmp/evil"
looked=0
quiet() { # ARGUMENT...: says nothing that a terminal would obey
	run "$@"
	[ ! -s "$tmp/out" ] && [ ! -s "$tmp/err" ] || looked=$((looked + 1))
	for stream in out err; do
		python3 "$terminal" look "$tmp/$stream" || fail "assay $*"
	done
}
for path in *; do
	quiet check "./$path"
	quiet import "./$path" --db "$tmp/one.db"
	rm -f "$tmp/one.db"
done
name=$(printf 'x\033]0;title\007\033[2J')
quiet "$name"
quiet query x --format "$name"
quiet report --period "$name"
quiet report --config "$name"
for command in report import check query lines trace gate verify diff people \
    mail export explain merge; do
	quiet $command "$name" "$name"
	quiet $command "--$name"
done
quiet import --db "$tmp/a.db"
[ $status = 0 ] || [ $status = 3 ] || fail "no import: $(cat "$tmp/err")"
quiet report --db "$tmp/a.db" -o "$tmp/report" --bag
[ -s "$tmp/report/report.txt" ] || fail "no report: $(cat "$tmp/err")"
python3 "$terminal" look "$tmp/report/report.txt" || fail report.txt
quiet verify "$tmp"/report/evidence-*.tar
quiet verify --list "$tmp"/report/evidence-*.tar
quiet people --db "$tmp/a.db" --restricted
quiet people --db "$tmp/a.db" --restricted --suggest
quiet gate --db "$tmp/a.db"
quiet trace --tool aider --db "$tmp/a.db"
quiet trace --model '*' --db "$tmp/a.db" --restricted
quiet trace --tool "$name" --db "$tmp/a.db"
quiet mail --db "$tmp/a.db" --dry-run --to a@b.example
quiet query --all --db "$tmp/a.db"
for measure in ai.commit_share deps.ai_inventory mcp.servers; do
	quiet query $measure --db "$tmp/a.db" --period 2026-Q3 --records
	quiet query $measure --db "$tmp/a.db" --period 2026-Q3 --by repo
	quiet query $measure --db "$tmp/a.db" --where "repo=$name"
	quiet explain $measure --db "$tmp/a.db" --period 2026-Q3 --records
done
for repository in repo*; do
	quiet lines "$repository"
	quiet lines "$repository" "$name"
done
[ "$looked" -gt 60 ] || fail "only $looked commands said anything"
echo "$looked commands said something"
