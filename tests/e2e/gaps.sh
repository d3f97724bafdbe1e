#!/bin/sh
# What can no longer be read is not known from that day, never removed and never
# zero; what went and came back was not there between. In b the configuration of
# servers and a manifest break on 10 July, in g server, secret and package are
# gone from 20 January to 1 May.
set -eu
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
cd "$place"
export HOME="$place"

commit() {
	git add -A
	GIT_AUTHOR_DATE="$1T12:00:00Z" GIT_COMMITTER_DATE="$1T12:00:00Z" \
		git -c user.name=Ana -c user.email=ana@corp.example \
		commit -qm "$2

Co-Authored-By: Claude <noreply@anthropic.com>"
}
ask() { # DATABASE PERIOD ID...: what the query says, blanks squeezed
	db=$1 period=$2
	shift 2
	"$ASSAY" query "$@" --db "$db" --period "$period" | tr -s ' '
}
expect() { # WHAT TEXT: TEXT stands in out.txt
	grep -qF -e "$2" out.txt || {
		echo "$1: expected \"$2\", found:"
		cat out.txt
		exit 1
	}
}
lib='<dependency><groupId>org.x</groupId><artifactId>lib</artifactId></dependency>'
write() {
	printf '{"mcpServers":{"a":{"command":"npx","args":["pkg-a"]}}}' \
		>.mcp.json
	printf 'GH_TOKEN=ghp_%s\n' "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5" >.env
	printf '{"dependencies":{"left-pad":"1.0.0"}}' >package.json
}

git init -q b
cd b
mkdir .codex
printf '[mcp_servers.p1]\ncommand = "npx"\nargs = ["p1"]\n' >.codex/config.toml
printf '<project><dependencies>%s</dependencies></project>' "$lib" >pom.xml
printf '{"dependencies":{"left-pad":"1.0.0"}}' >package.json
commit 2026-07-01 one
printf '[mcp_servers.p1\n' >.codex/config.toml
printf '<project><depend' >pom.xml
commit 2026-07-10 broken
echo x >x
commit 2026-10-10 later
cd ..
"$ASSAY" import b --db b.db >/dev/null 2>&1

ask b.db 2026-07-06..2026-07-08 mcp.servers >out.txt
expect "before it broke" "in use"
ask b.db 2026-07-06..2026-07-08 mcp.unpinned_servers >out.txt
expect "before it broke" "1 server"
ask b.db 2026-07-06..2026-07-08 deps.ai_introduced >out.txt
expect "before it broke" "2 of 2"
ask b.db 2026-Q3 mcp.servers >out.txt
expect "a server" "not known since 2026-07-10"
expect "a server" "in part: not known since 2026-07-10: .codex/config.toml of b"
ask b.db 2026-Q3 mcp.unpinned_servers >out.txt
expect "none is not zero" "not assessed: it needs files that can be read"
ask b.db 2026-Q3 deps.ai_introduced >out.txt
expect "a share" "1 of 1"
expect "a share" "in part: not known since 2026-07-10: pom.xml of b"
ask b.db 2026-Q3 deps.ai_inventory >out.txt
expect "a package" "org.x:lib"
expect "a package" "not known since 2026-07-10"
"$ASSAY" report b --db b.db -o rb --period 2026-Q3 >/dev/null 2>&1
tr '\n' ' ' <rb/report.txt >rb/line
grep -q 'Not known since 2026-07-10: .codex/config.toml of b cannot be read\.' \
	rb/line || { echo "the report is silent of servers"; exit 1; }
grep -q 'Not known since 2026-07-10: pom.xml of b cannot be read\.' \
	rb/line || { echo "the report is silent of packages"; exit 1; }

git init -q g
cd g
write
commit 2026-01-01 one
rm .mcp.json .env package.json
echo x >x
commit 2026-01-20 gone
write
commit 2026-05-01 back
echo y >y
commit 2026-06-30 later
cd ..
"$ASSAY" import g --db g.db >/dev/null 2>&1
for id in mcp.unpinned_servers secrets.open deps.ai_introduced; do
	ask g.db 2026-Q2 "$id" --by month >out.txt
	expect "$id" "2026-05 1"
	if grep -q '^2026-0[1-4] 1' out.txt; then
		echo "$id counts what is not there:"
		cat out.txt
		exit 1
	fi
done
ask g.db 2026-Q2 mcp.servers >out.txt
expect "since it came back" "2026-05-01"
ask g.db 2026-Q1 secrets.in_config >out.txt
expect "gone for a while" "2026-01-20 removed, still in history"
ask g.db 2026-Q2 secrets.in_config >out.txt
expect "there again" " open "
ask g.db 2026-Q2 trace.living_lines >out.txt
expect "outside of a trace" "not assessed: it needs a trace"

# A clone without contents knows of the files, and of nothing in them.
git -C g config uploadpack.allowFilter true
git clone -q --no-checkout --filter=blob:none "file://$place/g" part
"$ASSAY" import part --db part.db >/dev/null 2>&1
for id in mcp.unpinned_servers mcp.servers deps.ai_introduced deps.ai_added; do
	ask part.db 2026-Q2 "$id" >out.txt
	expect "without contents, $id" "not assessed: it needs files that can be read"
done
