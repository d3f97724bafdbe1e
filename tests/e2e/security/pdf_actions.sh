#!/bin/sh
# Names in a PDF: none becomes an action, a script, a file or a link; links go to
# http, https and mailto; strings end where they should, so that it is well-formed.
set -eu
command -v qpdf >/dev/null 2>&1 || {
	echo 'qpdf is not installed'
	exit 77
}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
fail() {
	echo "$1"
	exit 1
}
mkdir "$work/names"
python3 tests/e2e/security/hostile.py "$work/names"
sed -i 's|^  classification: .*|  classification: "x) /S /JavaScript /JS (app.alert\\\\(1\\\\)) (\\\\"|' \
    "$work/names/assay.yaml"
"$ASSAY" report -c "$work/names/assay.yaml" --as-of 2026-10-01 \
    -o "$work/report" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
pdf=$work/report/report.pdf
qpdf --check "$pdf" >"$work/log" 2>&1 || { cat "$work/log"; fail 'not well-formed'; }
qpdf --json --json-key=qpdf "$pdf" >"$work/objects.json" 2>/dev/null ||
    qpdf --json --json-key=objects "$pdf" >"$work/objects.json"
python3 - "$work/objects.json" <<'PY'
import json
import re
import sys

FORBIDDEN = {"/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData",
             "/RichMedia", "/GoToR", "/GoToE", "/AA", "/Movie",
             "/Sound", "/Rendition", "/XFA", "/AcroForm", "/OpenAction"}
found, links = [], 0


def walk(value, key=""):
    global links
    if isinstance(value, dict):
        for name, part in value.items():
            if name in FORBIDDEN:
                found.append(name)
            if name == "/URI" and isinstance(part, str):
                links += 1
                text = re.sub("^[ub]:", "", part)
                if not re.match("(https?|mailto):", text):
                    found.append(text)
            walk(part, name)
    elif isinstance(value, list):
        for part in value:
            walk(part, key)
    elif isinstance(value, str) and key in ("/S", "/Subtype") and value in FORBIDDEN:
        found.append(value)


walk(json.load(open(sys.argv[1])))
print(links, "links", found)
sys.exit(bool(found))
PY
pdftotext "$pdf" "$work/text"
grep -q 'app.alert' "$work/text" || fail 'the name is not printed'
grep -q 'script' "$work/text" || fail 'no name is printed'
