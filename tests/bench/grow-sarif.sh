#!/bin/sh
# Writes a SARIF 2.1.0 log of about MEGABYTES to stdout, shaped as scanners do:
# results before the tool, rules with help texts, fingerprints, code flows on
# every tenth result. grow-sarif.sh MEGABYTES
set -eu
awk -v bytes="$((${1:-200} * 1000000))" '
function out(text) { printf "%s", text; written += length(text) }
function place(file, line) {
	return "{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"src/module" \
	    file % 40 "/File%20" file ".java\",\"uriBaseId\":\"%SRCROOT%\"}," \
	    "\"region\":{\"startLine\":" line ",\"startColumn\":5,\"endColumn\":47}}}"
}
function flow(file, line) {
	return ",\"codeFlows\":[{\"threadFlows\":[{\"locations\":[{\"location\":" \
	    place(file, line) "},{\"location\":" place(file, line + 3) \
	    "},{\"location\":" place(file, line + 9) "}]}]}]"
}
BEGIN {
	rules = 200
	out("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",")
	out("\"version\":\"2.1.0\",\"runs\":[{\n\"results\":[\n")
	for (n = 0; written < bytes; n++) {
		rule = n % rules
		file = n % 9973
		line = 1 + (n * 7) % 1200
		out((n ? ",\n" : "") "{\"ruleId\":\"java/rule-" rule \
		    "\",\"ruleIndex\":" rule ",\"message\":{\"text\":" \
		    "\"This value \\\"depends\\\" on [input](1) of caller " n \
		    " and flows into a sink.\"},\"locations\":[" \
		    place(file, line) "],\"partialFingerprints\":{" \
		    "\"primaryLocationLineHash\":\"" sprintf("%08x", n * 2654435 % 4294967296) \
		    ":1\"},\"fingerprints\":{\"matchBasedId/v1\":\"" \
		    sprintf("%016x", n) "\"}" (n % 10 ? "" : flow(file, line)) "}")
	}
	out("],\n\"tool\":{\"driver\":{\"name\":\"CodeQL\",\"semanticVersion\":\"2.20.0\",\"rules\":[\n")
	for (r = 0; r < rules; r++)
		out((r ? ",\n" : "") "{\"id\":\"java/rule-" r \
		    "\",\"shortDescription\":{\"text\":\"Rule " r "\"}," \
		    "\"defaultConfiguration\":{\"level\":\"warning\"}," \
		    "\"help\":{\"text\":\"What to do about it.\"},\"properties\":" \
		    "{\"tags\":[\"security\",\"external/cwe/cwe-0" (r % 2 ? 79 : 89) \
		    "\"],\"security-severity\":\"" r % 10 ".5\"}}")
	out("]}},\"originalUriBaseIds\":{\"%SRCROOT%\":{\"uri\":\"file:///build/x/\"}},")
	out("\"columnKind\":\"utf16CodeUnits\"}]}\n")
}'
