"""What the engines of docs/scale/*.y*ml would run, here: scale.py ROOT TMP makes of
the fleet below TMP/org, which TMP/fleet.txt lists, TMP/ENGINE/report for each. Before
that each file is held against the schema of its engine."""
import copy
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import jsonschema
import yaml

root, tmp = (pathlib.Path(path) for path in sys.argv[1:])
(tmp / "bin").mkdir()
(tmp / "bin/assay").symlink_to(os.environ["ASSAY"])


def read(name, schema, spoil):
    """The documents of a file, valid, which SPOIL makes invalid."""
    documents = list(yaml.safe_load_all((root / "docs/scale" / name).read_text()))
    if schema:
        schema = json.loads((root / "tests/schemas" / schema).read_text())
        judge = jsonschema.Draft7Validator(schema)
        for document in documents:
            for error in judge.iter_errors(document):
                sys.exit(f"{name}: {list(error.path)}: {error.message[:300]}")
        spoilt = copy.deepcopy(documents[0])
        spoil(spoilt)
        assert not judge.is_valid(spoilt), f"anything is valid as {name}"
    return documents


def folder(*names):
    """A new folder with what the repository of the fleet holds."""
    made = tmp.joinpath(*names)
    made.mkdir(parents=True)
    for name in ("fleet.txt", "assay.yaml"):
        shutil.copy(tmp / name, made)
    return made


def run(command, place, **env):
    text = [word.replace("/usr/share/assay", str(root)) for word in command]
    path = f"{tmp}/bin:" + os.environ["PATH"]
    done = subprocess.run(text, cwd=place, capture_output=True, text=True,
                          env=dict(os.environ, PATH=path, **env))
    if done.returncode:
        sys.exit(f"{text}: {done.returncode}\n{done.stdout}{done.stderr}")


def kubernetes():
    def spoil(job):
        job["spec"]["completons"] = job["spec"].pop("completions")
    shares, merge = read("kubernetes.yaml", "kubernetes-job.schema.json", spoil)
    place = folder("kubernetes")
    shutil.copytree(tmp / "org", place, dirs_exist_ok=True, ignore=lambda *_: {"assay.yaml"})
    for index in range(shares["spec"]["completions"]):
        box, = shares["spec"]["template"]["spec"]["containers"]
        run([word.replace("$(JOB_COMPLETION_INDEX)", str(index))
             for word in box["command"] + box["args"]], place)
    box, = merge["spec"]["template"]["spec"]["containers"]
    run(box["command"] + box["args"], place)


def github():
    # its schema: tests/e2e/ci_lint.sh
    workflow, = read("github.yml", None, None)
    jobs = workflow["jobs"]
    count = len(jobs["import"]["strategy"]["matrix"]["shard"])
    last = folder("github")
    (last / "shards").mkdir()
    for index in range(count):
        known = {"strategy.job-index": str(index), "strategy.job-total": str(count),
                 "secrets.FLEET_TOKEN": "secret"}
        place = folder(f"github.{index}")

        def fill(text):
            return re.sub(r"\$\{\{ (\S+) \}\}", lambda found: known[found[1]], str(text))
        for step in jobs["import"]["steps"]:
            if "run" in step:
                run(["bash", "-e", "-c", fill(step["run"]).replace(
                    "https://github.com", f"file://{tmp}/org")], place,
                    **{key: fill(value) for key, value in step["env"].items()})
            elif "upload" in step["uses"]:
                shutil.copy(place / fill(step["with"]["path"]), last / "shards")
    script = [step["run"] for step in jobs["report"]["steps"] if "run" in step]
    run(["bash", "-e", "-c", *script], last)


def gitlab():
    def spoil(jobs):
        jobs["import"]["parallell"] = jobs["import"].pop("parallel")
    jobs, = read("gitlab.yml", "gitlab-ci.schema.json", spoil)
    last = folder("gitlab")
    for index in range(1, jobs["import"]["parallel"] + 1):
        place = folder(f"gitlab.{index}")
        run(["sh", "-e", "-c", "\n".join(jobs["import"]["script"])], place,
            FLEET=str(tmp / "org"), CI_NODE_INDEX=str(index),
            CI_NODE_TOTAL=str(jobs["import"]["parallel"]))
        for path in jobs["import"]["artifacts"]["paths"]:
            shutil.copytree(place / path, last / path, dirs_exist_ok=True)
    run(["sh", "-e", "-c", "\n".join(jobs["report"]["script"])], last)


kubernetes()
github()
gitlab()
