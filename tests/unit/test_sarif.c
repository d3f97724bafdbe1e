/* importers/sast: each rule of reading a SARIF result has a case. */
#include "tests/unit/sarif_world.h"

#define SEVERITY                                                               \
	"SELECT severity || '/' || severity_rule || '/' || "                   \
	"coalesce(severity_word, '') FROM result"
#define CWES                                                                   \
	"SELECT group_concat(cwe) FROM (SELECT cwe FROM result_cwe "           \
	"ORDER BY result_id, rank)"
#define PLACE                                                                  \
	"SELECT path || ':' || line || '-' || end_line || ':' || "             \
	"\"column\" FROM result"

static void level_comes_from_result_kind_override_rule_or_default(void **state)
{
	(void)state;
	const char *rule = ONE("{\"id\":\"A\",\"defaultConfiguration\":"
			       "{\"level\":\"error\"}}",
	    "{\"ruleId\":\"A\"}");
	assert_sarif(rule, SEVERITY, "high/level/error");
	assert_sarif(ONE("{\"id\":\"A\"}", "{\"ruleId\":\"A\"}"), SEVERITY,
	    "medium/level/warning");
	assert_sarif(ONE("", "{\"ruleId\":\"A\",\"level\":\"note\"}"), SEVERITY,
	    "low/level/note");
	assert_sarif(ONE("", "{\"ruleId\":\"A\",\"kind\":\"open\"}"), SEVERITY,
	    "info/level/none");
#define OVERRIDDEN(provenance, more)                                           \
	LOG("{\"tool\":{\"driver\":{\"name\":\"T\",\"rules\":[{\"id\":"        \
	    "\"A\",\"defaultConfiguration\":{\"level\":\"error\"}}]}},"        \
	    "\"results\":[{\"ruleId\":\"A/1\",\"ruleIndex\":0" provenance      \
	    "}],"                                                              \
	    "\"invocations\":[{\"executionSuccessful\":true,"                  \
	    "\"ruleConfigurationOverrides\":[{\"descriptor\":{\"index\":0},"   \
	    "\"configuration\":{\"level\":\"note\"}}]}" more "]}")
	assert_sarif(OVERRIDDEN(",\"provenance\":{\"invocationIndex\":0}",
			 ",{\"executionSuccessful\":true}"),
	    SEVERITY, "low/level/note");
	/* that of the only one, but of none of two that it does not name */
	assert_sarif(OVERRIDDEN("", ""), SEVERITY, "low/level/note");
	assert_sarif(OVERRIDDEN("", ",{\"executionSuccessful\":true}"),
	    SEVERITY, "high/level/error");
}

static void a_score_goes_before_word_and_level(void **state)
{
	(void)state;
#define SCORED(score, more)                                                    \
	ONE("{\"id\":\"A\",\"properties\":{\"security-severity\":" score more  \
	    "}}",                                                              \
	    "{\"ruleId\":\"A\",\"level\":\"note\"}")
	assert_sarif(SCORED("\"9.0\"", ""), SEVERITY, "critical/score/note");
	assert_sarif(SCORED("8.9", ""), SEVERITY, "high/score/note");
	assert_sarif(SCORED("\"7.0\"", ""), SEVERITY, "high/score/note");
	assert_sarif(SCORED("\"6.9\"", ""), SEVERITY, "medium/score/note");
	assert_sarif(SCORED("\"3.9\"", ""), SEVERITY, "low/score/note");
	assert_sarif(SCORED("\"0.1\"", ""), SEVERITY, "low/score/note");
	/* 0 and no number say nothing. */
	assert_sarif(SCORED("\"0.0\"", ""), SEVERITY, "low/level/note");
	assert_sarif(SCORED("\"undefined\"", ""), SEVERITY, "low/level/note");
	assert_sarif(SCORED("\"11\"", ""), SEVERITY, "low/level/note");
	assert_sarif(SCORED("\"undefined\"", ",\"tags\":[\"HIGH\"]"), SEVERITY,
	    "high/word/HIGH");
	assert_sarif(SCORED("\"5.0\"", ",\"severity\":\"Critical\""), SEVERITY,
	    "medium/score/Critical");
	assert_sarif(
	    SCORED("\"7.5\"", ""), "SELECT score_e6 FROM result", "7500000");
#undef SCORED
}

static void a_word_goes_before_the_level(void **state)
{
	(void)state;
	assert_sarif(ONE("", "{\"ruleId\":\"A\",\"level\":\"error\","
			     "\"properties\":{\"issue_severity\":\"LOW\","
			     "\"issue_confidence\":\"HIGH\"}}"),
	    SEVERITY, "low/word/LOW");
	/* CodeQL's problem.severity is its level, not a severity. */
	assert_sarif(ONE("{\"id\":\"A\",\"properties\":{\"problem.severity\":"
			 "\"recommendation\"}}",
			 "{\"ruleId\":\"A\",\"level\":\"error\"}"),
	    SEVERITY, "high/level/error");
	assert_sarif(ONE("", "{\"ruleId\":\"A\",\"level\":\"Critical\"}"),
	    SEVERITY, "critical/word/Critical");
}

static void rules_are_found_by_index_id_guid_and_extension(void **state)
{
	(void)state;
	const char *id = "SELECT rule || '=' || severity FROM result";
#define HIGH "\"defaultConfiguration\":{\"level\":\"error\"}"
	assert_sarif(
	    ONE("{\"id\":\"Z\"},{\"id\":\"A\"," HIGH "}", "{\"ruleIndex\":1}"),
	    id, "A=high");
	/* The whole id first, then its parents. */
	assert_sarif(ONE("{\"id\":\"js\"},{\"id\":\"js/xss\"," HIGH "}",
			 "{\"ruleId\":\"js/xss\"}"),
	    id, "js/xss=high");
	assert_sarif(
	    ONE("{\"id\":\"CA1000\"," HIGH "}", "{\"ruleId\":\"CA1000/1/2\"}"),
	    id, "CA1000/1/2=high");
	/* An index that names another rule is wrong. */
	assert_sarif(ONE("{\"id\":\"A\"," HIGH "},{\"id\":\"B\"}",
			 "{\"ruleId\":\"A\",\"ruleIndex\":1}"),
	    id, "A=high");
	/* Of two rules with one id the index tells. */
	assert_sarif(ONE("{\"id\":\"A\"},{\"id\":\"A\"," HIGH "}",
			 "{\"ruleId\":\"A\",\"ruleIndex\":1}"),
	    id, "A=high");
	assert_sarif(ONE("{\"id\":\"A\",\"guid\":\"g1\"," HIGH "}",
			 "{\"rule\":{\"guid\":\"g1\"}}"),
	    id, "A=high");
	assert_sarif(
	    ONE("", "{\"ruleId\":\"A\",\"ruleIndex\":7}"), id, "A=medium");
#define EXTENDED(component)                                                    \
	LOG("{\"results\":[{\"rule\":{\"index\":0,"                            \
	    "\"toolComponent\":" component                                     \
	    "}}],\"tool\":{\"driver\":{\"name\":\"T\",\"rules\":"              \
	    "[{\"id\":\"D\"}]},\"extensions\":[{\"name\":\"p\",\"guid\":"      \
	    "\"G\",\"rules\":[{\"id\":\"E\"," HIGH "}]}]}}")
	assert_sarif(EXTENDED("{\"index\":0}"), id, "E=high");
	assert_sarif(EXTENDED("{\"guid\":\"g\"}"), id, "E=high");
	assert_sarif(EXTENDED("{\"name\":\"p\"}"), id, "E=high");
	assert_sarif(EXTENDED("{\"name\":\"T\"}"), id, "D=medium");
#undef EXTENDED
#undef HIGH
}

static void weaknesses_come_from_every_place(void **state)
{
	(void)state;
#define RULE(members) ONE("{\"id\":\"A\"," members "}", "{\"ruleId\":\"A\"}")
#define TAGS(tags) RULE("\"properties\":{\"tags\":[" tags "]}")
	assert_sarif(TAGS("\"security\",\"external/cwe/cwe-079\""), CWES, "79");
	assert_sarif(TAGS("\"CWE-89: SQL\",\"CWE-20: Input\""), CWES, "89,20");
	assert_sarif(TAGS("\"CWE:614\""), CWES, "614");
	assert_sarif(RULE("\"properties\":{\"cwe\":[\"CWE-79\",\"CWE-80\"]}"),
	    CWES, "79,80");
	assert_sarif(RULE("\"properties\":{\"cwe\":\"CWE-614\"}"), CWES, "614");
	assert_sarif(RULE("\"relationships\":[{\"target\":{\"id\":\"615\","
			  "\"toolComponent\":{\"name\":\"CWE\"}}}]"),
	    CWES, "615");
	/* A bare number is a CWE only in the CWE taxonomy. */
	assert_sarif(RULE("\"relationships\":[{\"target\":{\"id\":\"615\","
			  "\"toolComponent\":{\"name\":\"OWASP\"}}}]"),
	    CWES, "-");
	assert_sarif(RULE("\"relationships\":[{\"target\":{\"id\":\"CWE-22\","
			  "\"toolComponent\":{\"name\":\"CWE\"}},\"kinds\":"
			  "[\"disjoint\"]}]"),
	    CWES, "-");
	assert_sarif(RULE("\"helpUri\":\"https://cwe.mitre.org/data/"
			  "definitions/120.html\""),
	    CWES, "120");
	assert_sarif(RULE("\"shortDescription\":{\"text\":\"Bad (CWE-120)\"}"),
	    CWES, "120");
	assert_sarif(ONE("", "{\"ruleId\":\"A\",\"message\":{\"text\":"
			     "\"x (CWE-119!/CWE-120)\"}}"),
	    CWES, "119,120");
	/* Not in the catalogue: some tools have numbers of their own. */
	assert_sarif(
	    TAGS("\"CWE-10706\",\"CWE-999999999\",\"cwe-\""), CWES, "-");
	const char *taxa =
	    LOG("{\"tool\":{\"driver\":{\"name\":\"T\",\"rules\":[{\"id\":"
		"\"A\",\"properties\":{\"tags\":[\"CWE-20\"]}}]}},"
		"\"results\":[{\"ruleId\":\"A\",\"taxa\":[{\"index\":1,"
		"\"toolComponent\":{\"index\":0}}],\"properties\":{\"cwe\":"
		"\"CWE-90\"}}],\"taxonomies\":[{\"name\":\"CWE\",\"taxa\":"
		"[{\"id\":\"77\"},{\"id\":\"78\"}]}]}");
	assert_sarif(taxa, CWES, "78,90,20");
#undef TAGS
#undef RULE
}

static void paths_become_relative(void **state)
{
	(void)state;
	const char *path = "SELECT path FROM result";
#define URI(uri) ONE("", "{\"ruleId\":\"A\"," AT(uri, "3") "}")
	assert_sarif(URI("./src//a%20b.c"), path, "src/a b.c");
	assert_sarif(URI("src\\\\x\\\\a.c"), path, "src/x/a.c");
	assert_sarif(URI("../../path/a.c"), path, "path/a.c");
	assert_sarif(URI("a/../b.c"), path, "b.c");
	assert_sarif(URI("100%25.c"), path, "100%.c");
	assert_sarif(URI("100%.c"), path, "100%.c");
	assert_sarif(URI("file:///C:/x/a.c"), path, "/x/a.c");
	assert_sarif(URI("C:\\\\x\\\\a.c"), path, "/x/a.c");
	assert_sarif(URI("https://u:p@host/a?q=1#f"), path, "https://host/a");
	assert_sarif(URI(""), path, "");
	assert_sarif(ONE("", "{\"ruleId\":\"A\"}"), path, "");
#undef URI
}

#define BASED(uri, base, bases, more)                                          \
	LOG("{\"tool\":{\"driver\":{\"name\":\"T\"}},\"results\":[{"           \
	    "\"ruleId\":\"A\",\"locations\":[{\"physicalLocation\":{"          \
	    "\"artifactLocation\":{\"uri\":\"" uri "\",\"uriBaseId\":\"" base  \
	    "\"}}}]}],\"originalUriBaseIds\":{" bases "}" more "}")

static void bases_are_followed(void **state)
{
	(void)state;
	const char *path = "SELECT path FROM result";
	assert_sarif(BASED("a.c", "SRCROOT", "", ""), path, "a.c");
	assert_sarif(BASED("a.c", "%SRCROOT%",
			 "\"%SRCROOT%\":{\"uri\":\"file:///home/u/x/\"}", ""),
	    path, "a.c");
	assert_sarif(BASED("a.c", "SUB",
			 "\"SUB\":{\"uri\":\"sub/\",\"uriBaseId\":\"ROOT\"},"
			 "\"ROOT\":{\"uri\":\"file:///b/\"}",
			 ""),
	    path, "sub/a.c");
	/* A base that is no root of the sources lies below one, or outside. */
	assert_sarif(BASED("a.c", "GEN",
			 "\"GEN\":{\"uri\":\"file:///b/gen/\"},"
			 "\"SRCROOT\":{\"uri\":\"file:///b/\"}",
			 ""),
	    path, "gen/a.c");
	assert_sarif(BASED("a.h", "SDK",
			 "\"SDK\":{\"uri\":\"file:///usr/sdk/\"},"
			 "\"SRCROOT\":{\"uri\":\"file:///b/\"}",
			 ""),
	    path, "/usr/sdk/a.h");
	/* Bases in a ring say nothing. */
	assert_sarif(BASED("a.c", "X",
			 "\"X\":{\"uri\":\"x/\",\"uriBaseId\":\"Y\"},"
			 "\"Y\":{\"uri\":\"y/\",\"uriBaseId\":\"X\"}",
			 ""),
	    path, "a.c");
	assert_sarif(BASED("#SRCROOT#/s/a.c", "", "", ""), path, "s/a.c");
	assert_sarif(BASED("${workspace}/a.c", "", "", ""), path, "a.c");
	assert_sarif(BASED("$HOME/a.c", "", "", ""), path, "$HOME/a.c");
	assert_sarif(BASED("file:///w/p/a.c", "", "",
			 ",\"invocations\":[{\"workingDirectory\":{\"uri\":"
			 "\"file:///w/p\"}}]"),
	    path, "a.c");
	assert_sarif(BASED("file:///C:/my/ws/a.c", "", "",
			 ",\"versionControlProvenance\":[{\"repositoryUri\":"
			 "\"https://h/r\",\"mappedTo\":{\"uri\":"
			 "\"file:///C:/my/ws/\"}}]"),
	    path, "a.c");
}

static void artifacts_give_the_path_of_an_index(void **state)
{
	(void)state;
	const char *text =
	    LOG("{\"tool\":{\"driver\":{\"name\":\"T\"}},\"results\":[{"
		"\"ruleId\":\"A\",\"locations\":[{\"physicalLocation\":{"
		"\"artifactLocation\":{\"index\":1}}}]}],\"artifacts\":["
		"{\"location\":{\"uri\":\"z.c\"}},{\"location\":{\"uri\":"
		"\"b.c\",\"uriBaseId\":\"SUB\"}}],\"originalUriBaseIds\":{"
		"\"SUB\":{\"uri\":\"s/\",\"uriBaseId\":\"R\"}}}");
	assert_sarif(text, "SELECT path FROM result", "s/b.c");
	assert_sarif(ONE("", "{\"ruleId\":\"A\",\"locations\":[{"
			     "\"physicalLocation\":{\"artifactLocation\":{"
			     "\"index\":-1}}}]}"),
	    "SELECT path FROM result", "");
	assert_sarif(ONE("", "{\"ruleId\":\"A\",\"locations\":[{"
			     "\"physicalLocation\":{\"address\":{"
			     "\"fullyQualifiedName\":\"x/y.c\"}}}]}"),
	    "SELECT path FROM result", "x/y.c");
}

static void lines_below_one_are_no_lines(void **state)
{
	(void)state;
#define REGION(region)                                                         \
	ONE("", "{\"ruleId\":\"A\",\"locations\":[{\"physicalLocation\":{"     \
		"\"artifactLocation\":{\"uri\":\"a.c\"},\"region\":{" region   \
		"}}}]}")
	assert_sarif(REGION("\"startLine\":3,\"endLine\":5,\"startColumn\":2"),
	    PLACE, "a.c:3-5:2");
	assert_sarif(REGION("\"startLine\":3"), PLACE, "a.c:3-3:1");
	assert_sarif(REGION("\"startLine\":0"), PLACE, "a.c:0-0:0");
	assert_sarif(
	    REGION("\"startLine\":-1,\"endLine\":-1"), PLACE, "a.c:0-0:0");
	assert_sarif(
	    REGION("\"startLine\":9,\"endLine\":2"), PLACE, "a.c:9-9:1");
	/* the column behind the region */
	assert_sarif(REGION("\"startLine\":3,\"endLine\":5,\"endColumn\":1"),
	    PLACE, "a.c:3-4:1");
	assert_sarif(
	    REGION("\"startLine\":3,\"endColumn\":1"), PLACE, "a.c:3-3:1");
	assert_sarif(REGION("\"startLine\":\"7\""), PLACE, "a.c:7-7:1");
	assert_sarif(REGION("\"charOffset\":10"), PLACE, "a.c:0-0:0");
	assert_sarif(REGION("\"startLine\":0"),
	    "SELECT code FROM diagnostic WHERE code LIKE 'line%'",
	    "line-below-one");
	assert_sarif(REGION("\"startLine\":\"seven\""),
	    "SELECT code || ' ' || line || ':' || \"column\" FROM reject",
	    "bad-line 1:82");
	assert_sarif(REGION("\"startLine\":1e300"), "SELECT code FROM reject",
	    "bad-line");
#undef REGION
}

static void line_one_of_a_manifest_is_a_placeholder(void **state)
{
	(void)state;
	const char *line = "SELECT line FROM result";
	assert_sarif(
	    ONE("", "{\"ruleId\":\"A\"," AT("x/package-lock.json", "1") "}"),
	    line, "0");
	assert_sarif(
	    ONE("", "{\"ruleId\":\"A\"," AT("requirements-dev.txt", "1") "}"),
	    line, "0");
	assert_sarif(
	    ONE("", "{\"ruleId\":\"A\"," AT("go.mod", "9") "}"), line, "9");
	assert_sarif(
	    ONE("", "{\"ruleId\":\"A\"," AT("main.go", "1") "}"), line, "1");
}

static void messages_are_put_together(void **state)
{
	(void)state;
	const char *message = "SELECT message FROM result";
#define TOLD(message)                                                          \
	LOG("{\"tool\":{\"driver\":{\"name\":\"T\",\"globalMessageStrings\":{" \
	    "\"g\":{\"text\":\"Global {0}\"}},\"rules\":[{\"id\":\"A\","       \
	    "\"messageStrings\":{\"m\":{\"text\":\"Use {1}, not {0}: {{0}}\""  \
	    "}}}]}},\"results\":[{\"ruleId\":\"A\",\"message\":{" message      \
	    "}}]}")
	assert_sarif(TOLD("\"text\":\"plain {0}\""), message, "plain {0}");
	assert_sarif(TOLD("\"id\":\"m\",\"arguments\":[\"a\",\"b\"]"), message,
	    "Use b, not a: {0}");
	assert_sarif(
	    TOLD("\"id\":\"g\",\"arguments\":[\"x\"]"), message, "Global x");
	assert_sarif(TOLD("\"id\":\"none\""), message, "-");
	assert_sarif(TOLD("\"text\":\"a  [link](3)\\n and [x] (y) {7}\","
			  "\"arguments\":[]"),
	    message, "a link and [x] (y) {7}");
	assert_sarif(TOLD("\"markdown\":\"*m*\""), message, "*m*");
#undef TOLD
}

static void states_are_kept(void **state)
{
	(void)state;
	const char *suppressed = "SELECT suppressed FROM result";
#define WITH(members) ONE("", "{\"ruleId\":\"A\"," members "}")
	assert_sarif(WITH("\"suppressions\":[]"), suppressed, "0");
	assert_sarif(WITH("\"suppressions\":[{\"kind\":\"inSource\"}]"),
	    suppressed, "1");
	assert_sarif(WITH("\"suppressions\":[{\"kind\":\"external\","
			  "\"status\":\"accepted\"},{\"kind\":\"external\","
			  "\"status\":\"underReview\"}]"),
	    suppressed, "0");
	assert_sarif(WITH("\"suppressions\":[{\"status\":\"rejected\"}]"),
	    suppressed, "0");
	assert_sarif(WITH("\"suppressionStates\":[\"suppressedInSource\"]"),
	    suppressed, "1");
	assert_sarif(WITH("\"baselineState\":\"absent\""),
	    "SELECT baseline FROM result", "absent");
	assert_sarif(WITH("\"baselineState\":\"existing\""),
	    "SELECT baseline FROM result", "unchanged");
	assert_sarif(
	    WITH("\"kind\":\"pass\""), "SELECT kind FROM result", "pass");
	assert_sarif(
	    WITH("\"kind\":\"PASS\""), "SELECT kind FROM result", "pass");
	assert_sarif(WITH("\"provenance\":{\"firstDetectionTimeUtc\":"
			  "\"2026-01-02T03:04:05Z\"}"),
	    "SELECT first_time FROM result", "1767323045");
#undef WITH
}

static void fingerprints_are_chosen(void **state)
{
	(void)state;
	const char *print = "SELECT fingerprint FROM result";
#define PRINTS(members) ONE("", "{\"ruleId\":\"A\"," members "}")
	assert_sarif(PRINTS("\"fingerprints\":{\"matchBasedId/v1\":\"abc\"}"),
	    print, "matchBasedId/v1:abc");
	/* The highest version of a name. */
	assert_sarif(PRINTS("\"partialFingerprints\":{\"equalIndicator/v1\":"
			    "\"a\",\"equalIndicator/v2\":\"b\"}"),
	    print, "equalIndicator/v2:b\nequalIndicator/v1:a");
	assert_sarif(PRINTS("\"partialFingerprints\":{\"primaryLocationStart"
			    "ColumnFingerprint\":\"5\","
			    "\"primaryLocationLineHash\":\"39fa:1\"}"),
	    print, "primaryLocationLineHash:39fa:1");
	/* gitleaks keeps people there; Black Duck an object. */
	assert_sarif(PRINTS("\"partialFingerprints\":{\"commitSha\":\"1\","
			    "\"email\":\"a@b\",\"author\":\"x\"}"),
	    print, "");
	assert_sarif(PRINTS("\"partialFingerprints\":{\"csvRowSha256\":{"
			    "\"a\":1},\"other\":{}}"),
	    print, "");
#undef PRINTS
}

/* Unlike results with one value: it is a placeholder. */
static void repeated_fingerprints_are_none(void **state)
{
	(void)state;
	const char *prints =
	    "SELECT group_concat(fingerprint, '|') FROM result";
#define TWO(a, b) LOG(RUN("\"results\":[{" a "},{" b "}]"))
#define LOGIN "\"fingerprints\":{\"matchBasedId/v1\":\"requires login\"}"
	assert_sarif(TWO("\"ruleId\":\"A\"," LOGIN "," AT("a.c", "1"),
			 "\"ruleId\":\"B\"," LOGIN "," AT("a.c", "2")),
	    prints, "|");
	assert_sarif(TWO("\"ruleId\":\"A\"," LOGIN "," AT("a.c", "1"),
			 "\"ruleId\":\"A\"," LOGIN "," AT("b.c", "2")),
	    prints, "|");
	/* The same rule and file may repeat: link counts them apart. */
	assert_sarif(TWO("\"ruleId\":\"A\"," LOGIN "," AT("a.c", "1"),
			 "\"ruleId\":\"A\"," LOGIN "," AT("a.c", "2")),
	    prints,
	    "matchBasedId/v1:requires login|matchBasedId/v1:requires login");
	/* A line's hash is equal in two files with the same line. */
#define HASH "\"partialFingerprints\":{\"primaryLocationLineHash\":\"f:1\"}"
	assert_sarif(TWO("\"ruleId\":\"A\"," HASH "," AT("a.c", "1"),
			 "\"ruleId\":\"A\"," HASH "," AT("b.c", "2")),
	    prints, "primaryLocationLineHash:f:1|primaryLocationLineHash:f:1");
#undef HASH
#undef LOGIN
#undef TWO
}

static void secrets_are_never_stored(void **state)
{
	(void)state;
	const char *text =
	    LOG("{\"tool\":{\"driver\":{\"name\":\"gitleaks\",\"rules\":"
		"[{\"id\":\"google\"},{\"id\":\"google\"}]}},\"results\":[{"
		"\"ruleId\":\"google\",\"message\":{\"text\":\"key hunter2\"},"
		"\"fingerprints\":{\"x\":\"hunter2\"}}]}");
	assert_sarif(text,
	    "SELECT category || '/' || coalesce(message, 'none') || '/' || "
	    "fingerprint FROM result",
	    "secret/none/");
	/* Bandit's B105 prints the password that it found. */
	assert_sarif(ONE("{\"id\":\"B105\",\"properties\":{\"tags\":["
			 "\"CWE-259\"]}}",
			 "{\"ruleId\":\"B105\",\"message\":{\"text\":"
			 "\"Possible hardcoded password: 'hunter2'\"}}"),
	    "SELECT coalesce(message, 'none') FROM result", "none");
	/* what others may read a password in; printf hunter2 | sha256sum */
	assert_sarif(
	    ONE("{\"id\":\"B105\",\"properties\":{\"tags\":[\"CWE-259\"]}}",
		"{\"ruleId\":\"B105\",\"message\":{\"text\":\"\"},"
		"\"fingerprints\":{\"a/v1\":\"hunter2\",\"b\":\"39fa:1\"}}"),
	    "SELECT replace(fingerprint, char(10), ' ') FROM result",
	    "a/"
	    "v1:"
	    "f52fbd32b2b3b86ff88ef6c490628285f482af15ddcb29541f94bcf526a3f6c7 "
	    "b:39fa:1");
}

static void categories_follow_the_table(void **state)
{
	(void)state;
	const char *category = "SELECT category FROM result";
#define BY(tool, rule, tags)                                                   \
	LOG("{\"tool\":{\"driver\":{\"name\":\"" tool "\",\"rules\":[{"        \
	    "\"id\":\"" rule "\",\"properties\":{\"tags\":[" tags "]}}]}},"    \
	    "\"results\":[{\"ruleId\":\"" rule "\"}]}")
	assert_sarif(BY("CodeQL", "a", "\"security\",\"external/cwe/cwe-079\""),
	    category, "security");
	assert_sarif(
	    BY("CodeQL", "a", "\"external/cwe/cwe-561\""), category, "quality");
	assert_sarif(BY("ESLint", "no-unused-vars", ""), category, "quality");
	assert_sarif(
	    BY("ESLint", "security/detect-eval", ""), category, "security");
	assert_sarif(
	    BY("GNU C17", "-Wanalyzer-x", "\"CWE-401\""), category, "security");
	assert_sarif(BY("GNU C17", "-Wunused", ""), category, "quality");
	assert_sarif(BY("Trivy", "aws-key", "\"secret\",\"security\""),
	    category, "secret");
	assert_sarif(BY("House Scanner", "x", ""), category, "security");
#undef BY
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    level_comes_from_result_kind_override_rule_or_default),
		cmocka_unit_test(a_score_goes_before_word_and_level),
		cmocka_unit_test(a_word_goes_before_the_level),
		cmocka_unit_test(
		    rules_are_found_by_index_id_guid_and_extension),
		cmocka_unit_test(weaknesses_come_from_every_place),
		cmocka_unit_test(paths_become_relative),
		cmocka_unit_test(bases_are_followed),
		cmocka_unit_test(artifacts_give_the_path_of_an_index),
		cmocka_unit_test(lines_below_one_are_no_lines),
		cmocka_unit_test(line_one_of_a_manifest_is_a_placeholder),
		cmocka_unit_test(messages_are_put_together),
		cmocka_unit_test(states_are_kept),
		cmocka_unit_test(fingerprints_are_chosen),
		cmocka_unit_test(repeated_fingerprints_are_none),
		cmocka_unit_test(secrets_are_never_stored),
		cmocka_unit_test(categories_follow_the_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
