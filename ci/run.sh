#!/bin/sh
# ci/run.sh OUT [PATH...]: what the GitHub Action and the GitLab component run.
# Judges readiness (assay gate) and lists what AI left (assay trace) of the paths,
# else of what ./assay.yaml names, and writes into OUT
#   gate.sarif, trace.sarif   for the code host
#   gate.xml, gate.json       JUnit, and what a later run may take as BASELINE
#   summary.md                for people
# The exit status is that of the gate; a command that failed ends it with its own.
# ASSAY is the program. CHECKOUT is the folder that the build server put here: in a
# container it belongs to another user, whom git and assay would not trust.
set -u
assay=${ASSAY:-assay}
out=${1:?usage: run.sh OUT [PATH...]}
shift
mkdir -p "$out" || exit 4
out=$(cd "$out" && pwd) || exit 4
[ -z "${CHECKOUT:-}" ] || [ -O "$CHECKOUT" ] ||
    printf '[safe]\n\tdirectory = %s\n' "$CHECKOUT" >>"$HOME/.gitconfig"

ask() { # FILE COMMAND...: 0 and 1 are answers, more is a failure
	file=$1
	shift
	"$assay" "$@" --db "$out/assay.db" >"$out/$file"
	status=$?
	[ "$status" -le 1 ] || exit "$status"
}
ask gate.json gate --format json "$@"
# the verdict is that of what got worse, where there is an earlier run
for form in text:txt sarif:sarif junit:xml; do
	ask "gate.${form#*:}" gate --format "${form%:*}" \
	    ${BASELINE:+--baseline} ${BASELINE:+"$BASELINE"} "$@"
done
judged=$status
ask trace.sarif trace --format sarif "$@"
{
	echo "## Readiness for AI-assisted work"
	echo
	echo '```'
	grep -v '^pass ' "$out/gate.txt"
	echo '```'
	echo
	echo "$(grep -c '^pass ' "$out/gate.txt") items pass and are left out."
} >"$out/summary.md"
exit "$judged"
