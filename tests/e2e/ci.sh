#!/bin/sh
# What build servers run (ci/): the files for the code host and the summary, the
# verdict as exit status, a baseline, an input that cannot be read; the steps of
# the GitHub Action as its runner would run them, and the GitLab script.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
root=$PWD
sh samples/acme/build.sh "$tmp/acme" >/dev/null 2>&1
fails() { # STATUS COMMAND...
	wanted=$1
	shift
	status=0
	"$@" >"$tmp/log" 2>&1 || status=$?
	[ "$status" = "$wanted" ] || {
		echo "expected status $wanted, found $status: $*"
		cat "$tmp/log"
		exit 1
	}
}
cd "$tmp/acme"
fails 1 sh "$root/ci/run.sh" "$tmp/out"
for file in gate trace; do
	jq -e '.version == "2.1.0" and (.runs | length) > 0' \
	    "$tmp/out/$file.sarif" >/dev/null
	"$ASSAY" check "$tmp/out/$file.sarif" | grep -q SARIF
done
xmllint --noout "$tmp/out/gate.xml"
grep -q '^FAIL .*RD-106' "$tmp/out/summary.md"
grep -q '^[0-9]* items pass' "$tmp/out/summary.md"
# nothing got worse since then
BASELINE=$tmp/out/gate.json fails 0 sh "$root/ci/run.sh" "$tmp/again"
# what cannot be read is no verdict
fails 3 sh "$root/ci/run.sh" "$tmp/third" "$tmp/none"
cd "$root"

# a checkout of another user is trusted where the build server says it is its own
if [ "$(id -u)" = 0 ]; then
	chmod 755 "$tmp"
	mkdir "$tmp/home"
	chown 65534 "$tmp/home"
	foreign() {
		env HOME="$tmp/home" setpriv --reuid=65534 --clear-groups \
		    sh "$root/ci/run.sh" "$tmp/home/out" "$tmp/acme/repositories/ledger.git"
	}
	fails 3 foreign
	grep -q 'belongs to another user' "$tmp/log"
	CHECKOUT=$tmp/acme/repositories/ledger.git fails 1 foreign
fi

for script in ci/run.sh ci/get.sh; do
	sh -n "$script"
done
if ! python3 -c 'import jsonschema, yaml' 2>/dev/null; then
	echo "steps of the action need python3-jsonschema and python3-yaml"
	exit 77
fi
mkdir "$tmp/bin"
ln -s "$ASSAY" "$tmp/bin/assay"
cat >"$tmp/steps.py" <<'END'
import json, jsonschema, os, re, subprocess, sys, yaml
root, tmp = sys.argv[1:]
action = yaml.safe_load(open(f"{root}/ci/github/action.yml"))
inputs = {k: v.get("default", "") for k, v in action["inputs"].items()}
outputs, last = {}, 0
def fill(text):
    def value(match):
        path = match.group(1).split(".")
        return inputs[path[1]] if path[0] == "inputs" else outputs.get(path[-1], "")
    return re.sub(r"\$\{\{ *([a-z_.0-9]+) *\}\}", value, text)
for step in action["runs"]["steps"]:
    if "uses" in step:
        path = fill(step["with"]["sarif_file"])
        assert os.path.getsize(path) > 1000, path
        continue
    env = dict(os.environ, PATH=f"{tmp}/bin:" + os.environ["PATH"],
               GITHUB_ACTION_PATH=f"{root}/ci/github", RUNNER_TEMP=tmp,
               GITHUB_WORKSPACE=f"{tmp}/acme",
               GITHUB_OUTPUT=f"{tmp}/output", GITHUB_STEP_SUMMARY=f"{tmp}/summary",
               **{k: fill(v) for k, v in step.get("env", {}).items()})
    last = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", step["run"]],
                          cwd=f"{tmp}/acme", env=env).returncode
    if step["name"] != "Verdict":
        assert last == 0, step["name"]
    if os.path.exists(f"{tmp}/output"):
        outputs = dict(line.split("=", 1) for line in
                       open(f"{tmp}/output").read().split("\n") if line)
assert last == 1 and outputs["status"] == "1"
assert "RD-106" in open(f"{tmp}/summary").read()

spec, jobs = yaml.safe_load_all(open(f"{root}/ci/gitlab/assay.yml"))
job = jobs["assay"]
used = set(re.findall(r"\$\[\[ inputs\.([a-z_]+) \]\]", str(jobs)))
assert used == set(spec["spec"]["inputs"]), used
# what GitLab makes of it for those who say no more than they have to
said = {key: json.dumps(value.get("default", "an image"))
        for key, value in spec["spec"]["inputs"].items()}
filled = re.sub(r"\$\[\[ inputs\.([a-z_]+) \]\]", lambda found: said[found[1]],
                open(f"{root}/ci/gitlab/assay.yml").read())
judge = jsonschema.Draft7Validator(
    json.load(open(f"{root}/tests/schemas/gitlab-ci.schema.json")))
jobs = list(yaml.safe_load_all(filled))[1]
judge.validate(jobs)
jobs["assay"]["artefacts"] = jobs["assay"].pop("artifacts")
assert not judge.is_valid(jobs)
script = "\n".join(job["script"]).replace("/usr/share/assay", root)
done = subprocess.run(["sh", "-e", "-c", script], cwd=f"{tmp}/acme",
                      env=dict(os.environ, PATH=f"{tmp}/bin:" + os.environ["PATH"],
                               ASSAY_PATHS="", BASELINE="",
                               CI_PROJECT_DIR=f"{tmp}/acme"), capture_output=True,
                      text=True)
assert done.returncode == 1 and "RD-106" in done.stdout, done
for path in job["artifacts"]["paths"] + [job["artifacts"]["reports"]["junit"]]:
    assert os.path.getsize(f"{tmp}/acme/{path}") > 100, path
END
env -u ASSAY python3 "$tmp/steps.py" "$root" "$tmp" >"$tmp/log" 2>&1 || {
	tail -20 "$tmp/log"
	exit 1
}
