#!/bin/sh
# The sample builds to the commits it was planned with, and git counts in it
# what TRUTH.md says: git rev-list --count, also by the tools' signatures, git
# log --no-merges --no-renames --numstat, and jq over the scans and manifests.
set -eu
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
sh samples/acme/build.sh "$work"

truth() {
	sed -n "s/^$1  *repository=$2  *all  *n=//p" samples/acme/TRUTH.md
}
# commits that git finds by the same words in message or author
signed() {
	case $1 in
	claude) set -- --grep='^Co-Authored-By: Claude .*<noreply@anthropic' ;;
	copilot) set -- --author='^copilot-swe-agent' ;;
	cursor) set -- --grep='^Co-authored-by: Cursor <cursoragent@cursor' ;;
	codex) set -- --grep='^Co-authored-by: Codex <noreply@openai.com>' ;;
	aider) set -- --grep='^Co-authored-by: aider [(]' ;;
	suffix) set -- --author=' [(]aider[)] <' ;;
	esac
	$git rev-list --count -E -i "$1" HEAD
}
# packages that manifests ask for at the end of the last quarter
asked() {
	then=$($git rev-list -1 --before=2026-09-30T23:59:59Z HEAD)
	case $1 in
	storefront) for path in package.json tools/package.json; do
		$git show "$then:$path"
	done | jq -n '[inputs | .dependencies + .devDependencies | length] | add' ;;
	ledger) for path in pyproject.toml docs/requirements.txt; do
		$git show "$then:$path"
	done | grep -c '^[a-z"  ]*[a-z0-9-]*[>=]=' ;;
	gateway) $git show "$then:go.mod" | grep -v indirect |
	    grep -c '^	[a-z]' ;;
	esac
}
status=0
compare() {
	if [ "$3" != "$4" ]; then
		echo "$1 of $2: TRUTH.md says '$3', git and jq say '$4'"
		status=1
	fi
}
for name in storefront ledger gateway; do
	git="git -C $work/repositories/$name.git"
	compare git.commits $name "$(truth git.commits $name)" \
	    "$($git rev-list --count HEAD)"
	compare git.lines_added $name "$(truth git.lines_added $name)" "$(
		$git log --no-merges --no-renames --numstat --format= |
		    awk '{ n += $1 } END { print n }')"
	compare git.lines_deleted $name "$(truth git.lines_deleted $name)" "$(
		$git log --no-merges --no-renames --numstat --format= |
		    awk '{ n += $2 } END { print n }')"
	compare sarif.results $name "$(truth sarif.results $name)" "$(
		find "$work/inputs/scans" -name "$name-*.sarif" -exec cat {} + |
		    jq -n '[inputs.runs[].results // [] | length] | add')"
	compare deps.ai_introduced $name "$(
		sed -n "s/^deps.ai_introduced  repository=$name  2026-Q3  .* n=\
\([0-9]*\).*/\1/p" samples/acme/TRUTH.md)" "$(asked $name)"
	for tool in claude copilot cursor codex; do
		compare git.signed_$tool $name \
		    "$(truth git.signed_$tool $name)" "$(signed $tool)"
	done
	compare git.signed_aider $name "$(truth git.signed_aider $name)" \
	    $(($(signed aider) + $(signed suffix)))
done
exit $status
