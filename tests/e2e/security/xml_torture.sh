#!/bin/sh
# XML that was made to hurt its reader, as each kind of XML file that is read:
# entities that unfold a thousand million times, of general and parameter kind, ones
# that lie in a file or on a server, includes, depth, breadth, long names, wrong
# encodings and signs. Each ends in time and memory; no file that one names is
# opened, no socket is made. (test_hostile_xml holds what is then read.)
# The suites of the W3C and of OASIS are not packed with this program.
set -eu
. tests/e2e/faults/small.sh
mkdir "$tmp/in" "$tmp/outside"
echo canary >"$tmp/outside/canary"
python3 - "$tmp/in" "$tmp/outside/canary" <<'PY'
import sys
from pathlib import Path
folder, canary = Path(sys.argv[1]), sys.argv[2]
# root, opening behind its attributes, end
kinds = {
    "pmd": ('pmd version="6"', '<file name="a.c"><violation beginline="1" rule="r">',
            '</violation></file></pmd>'),
    "junit": ('testsuite name="s" tests="1"',
              '<testcase name="t" classname="c"><failure>', '</failure></testcase></testsuite>'),
    "cobertura": ('coverage line-rate="0.5" version="1" timestamp="1"',
                  '<sources><source>', '</source></sources></coverage>'),
    "spotbugs": ('BugCollection version="4"', '<BugInstance type="x"><LongMessage>',
                 '</LongMessage></BugInstance></BugCollection>'),
    "pom": ('project', '<artifactId>', '</artifactId></project>'),
    "fvdl": ('FVDL xmlns="xmlns://www.fortifysoftware.com/schema/fvdl"',
             '<Vulnerabilities><x>', '</x></Vulnerabilities></FVDL>'),
}
ten = "&{0};" * 10
bomb = '<!ENTITY a "lollollol">' + "".join(
    f'<!ENTITY {n} "{ten.format(b)}">' for b, n in zip("abcdefghi", "bcdefghij"))
cases = {
    "bomb": (f"[{bomb}]", "&j;"),
    "square": (f'[<!ENTITY a "{"x" * 50000}">]', "&a;" * 50000),
    "self": ('[<!ENTITY a "&b;"><!ENTITY b "&a;">]', "&a;"),
    "parameter": (f'[<!ENTITY % f SYSTEM "file://{canary}">%f;'
                  f'<!ENTITY % a "<!ENTITY x SYSTEM \'{canary}\'>">%a;]', "&x;"),
    "parameter-bomb": ('[<!ENTITY % a "<!-- x -->">' + "".join(
        f'<!ENTITY % {n} "{"%" + b + ";%" + b + ";"}">'
        for b, n in zip("abcdefghijklmno", "bcdefghijklmnop")) + "%p;]", "x"),
    "file": (f'[<!ENTITY x SYSTEM "file://{canary}">]', "&x;"),
    "path": ('[<!ENTITY x SYSTEM "../outside/canary">]', "&x;"),
    "server": ('[<!ENTITY x SYSTEM "http://127.0.0.1:9/canary">]', "&x;"),
    "dtd": (f'SYSTEM "file://{canary}"', "x"),
    "public": ('PUBLIC "-//canary//EN" "http://127.0.0.1:9/canary"', "x"),
    "include": ("", '<i:include xmlns:i="http://www.w3.org/2001/XInclude" '
                    f'href="{canary}" parse="text"/>'),
    "deep": ("", "<a>" * 200000 + "</a>" * 200000),
    "open": ("", "<a>" * 200000),
    "wide": ("", "<a/>" * 300000),
    "attributes": ("", "<a " + " ".join(f'b{i}="x"' for i in range(100000)) + "/>"),
    "same-attributes": ("", '<a b="1" b="2"/>'),
    "long-name": ("", f"<{'a' * 20000000}/>"),
    "long-value": ("", f'<a b="{"x" * 20000000}"/>'),
    "comment": ("", "<!--" + "-x" * 1000000 + "-->"),
    "cdata": ("", "<![CDATA[" + "]" * 5000000 + "]]>"),
    "instruction": ("", f'<?xml-stylesheet href="file://{canary}"?>'),
    "signs": ("", "&#0;&#x1b;&#xffff;&#x110000;&#99999999999;"),
}
for kind, (root, before, after) in kinds.items():
    for case, (doctype, text) in cases.items():
        name = root.split()[0]
        declared = f"<!DOCTYPE {name} {doctype}>" if doctype else ""
        (folder / f"{kind}-{case}.xml").write_text(
            f'<?xml version="1.0"?>{declared}<{root}>{before}{text}{after}')
    page = f'<?xml version="1.0"?><{root}>{before}x{after}'
    (folder / f"{kind}-utf32.xml").write_bytes(page.encode("utf-32"))
    (folder / f"{kind}-ebcdic.xml").write_bytes(page.encode("cp500"))
    (folder / f"{kind}-utf7.xml").write_bytes(
        page.replace("?>", ' encoding="UTF-7"?>', 1).encode())
PY
cd "$tmp/in"
git init -q -b main "$tmp/repo"
for path in pom-*.xml; do
	mkdir "$tmp/repo/${path%.xml}"
	mv "$path" "$tmp/repo/${path%.xml}/pom.xml"
done
at 2026-08-01
git -C "$tmp/repo" add -A
git -C "$tmp/repo" commit -qm "Add manifests"
traced=
! command -v strace >/dev/null 2>&1 ||
    traced="$TRACE -e trace=openat,socket,connect -o $tmp/trace"
status=0
# shellcheck disable=SC2086
( addresses 3000000 && exec timeout 300 $traced "$ASSAY" import ./*.xml "$tmp/repo" \
    --db "$tmp/x.db" --format csv ) >"$tmp/out" 2>"$tmp/err" || status=$?
[ $status = 0 ] || [ $status = 3 ] || fail "status $status: $(tail -5 "$tmp/err")"
[ "$(grep -c '\.xml,' "$tmp/out")" = "$(ls | wc -l)" ] ||
    fail "not all have an account: $(wc -l <"$tmp/out")"
if [ -n "$traced" ]; then
	! grep -E 'canary|connect\(|socket\(AF_INET' "$tmp/trace" || fail 'it went out'
fi
! grep -a -q canary "$tmp/x.db" || ! grep -a -q '^canary$' "$tmp/x.db" ||
    fail 'what lies outside was read'
echo "$(ls | wc -l) files and $(ls "$tmp/repo" | wc -l) manifests"
