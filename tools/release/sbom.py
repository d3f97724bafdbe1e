# python3 tools/release/sbom.py VERSION PROGRAM: the bill of materials of the
# program as CycloneDX 1.6 (ECMA-424): what it is linked with, with the version
# that this machine has of each when a Debian package knows it, and the typeface
# that is built in.
import csv, hashlib, json, os, re, subprocess, sys

version, program = sys.argv[1:]


def output(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout


def package_of(path):
    """Name and version of the Debian package that has the file."""
    real = os.path.realpath(path)
    for name in (real, real.removeprefix("/usr")):
        found = output("dpkg", "-S", name).split(":")[0]
        if found:
            return found, output("dpkg-query", "-W", "-f",
                                 "${Version}\n", found).split("\n")[0]
    return None, None


def library(soname, path, table):
    row = table[re.sub(r"\.so.*", ".so", soname)]
    package, at = package_of(path)
    component = {
        "type": "library", "bom-ref": soname, "name": row["name"],
        "copyright": row["copyright"],
        "licenses": [{"expression": row["licence"]}],
        "externalReferences": [{"type": "website", "url": row["homepage"]}],
        "properties": [{"name": "assay:linked", "value": "dynamically"},
                       {"name": "assay:soname", "value": soname}],
    }
    if package:
        component["version"] = at
        component["purl"] = (f"pkg:deb/debian/{package}@"
                             + at.replace("+", "%2B").replace(":", "%3A")
                             .replace("~", "%7E"))
    return component


with open("tools/release/libraries.csv", newline="") as file:
    table = {row["soname"]: row for row in csv.DictReader(file)}
needed = re.findall(r"NEEDED +(\S+)", output("objdump", "-p", program))
paths = dict(re.findall(r"(\S+) => (\S+)", output("ldd", program)))
assert needed and all(name in paths for name in needed)
components = [library(name, paths[name], table) for name in sorted(needed)]
package, at = package_of("/usr/share/fonts/opentype/inter/Inter-Regular.otf")
components.append({
    "type": "file", "bom-ref": "inter", "name": "Inter",
    **({"version": at} if at else {}),
    "copyright": "The Inter Project Authors",
    "licenses": [{"license": {"id": "OFL-1.1"}}],
    "properties": [{"name": "assay:linked", "value": "built in"}]})
with open(program, "rb") as file:
    digest = hashlib.sha256(file.read()).hexdigest()
json.dump({
    "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
    "metadata": {"component": {
        "type": "application", "bom-ref": "assay", "name": "assay",
        "version": version, "purl": f"pkg:generic/assay@{version}",
        "licenses": [{"license": {"id": "Apache-2.0"}}],
        "hashes": [{"alg": "SHA-256", "content": digest}]}},
    "components": components,
    "dependencies": [{"ref": "assay",
                      "dependsOn": [c["bom-ref"] for c in components]}]
                    + [{"ref": c["bom-ref"]} for c in components],
}, sys.stdout, indent=2, ensure_ascii=False)
print()
