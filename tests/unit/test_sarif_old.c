/* importers/sast/sarif_old: what older versions of SARIF say another way. */
#include "tests/unit/sarif_world.h"

#define ONE_0(members)                                                         \
	"{\"version\":\"1.0.0\",\"runs\":[{\"tool\":{\"name\":\"T\","          \
	"\"version\":\"3\"}," members "}]}"
#define TWO_0(members)                                                         \
	"{\"version\":\"2.0.0\",\"runs\":[{\"tool\":{\"name\":\"T\"}," members \
	"}]}"
#define RESULTS                                                                \
	"SELECT group_concat(x, ' ') FROM (SELECT rule || '/' || severity || " \
	"'/' || kind || '/' || coalesce(message, '') || '/' || path || ':' "   \
	"|| "                                                                  \
	"line || '/' || suppressed AS x FROM result ORDER BY id)"

static void version_1_is_read(void **state)
{
	(void)state;
	const char *text = ONE_0(
	    "\"stableId\":\"Nightly\",\"invocation\":{\"endTime\":"
	    "\"2016-07-16T14:19:01Z\",\"workingDirectory\":\"/build/x\"},"
	    "\"toolNotifications\":[{\"level\":\"error\",\"message\":\"m\"}],"
	    "\"files\":{\"a.c\":{}},\"rules\":{\"K1\":{\"id\":\"R\","
	    "\"shortDescription\":\"see CWE-89\",\"configuration\":"
	    "\"enabled\",\"defaultLevel\":\"error\",\"messageFormats\":{"
	    "\"d\":\"use of {0}\"}},\"K2\":{\"id\":\"R\"}},\"results\":["
	    "{\"ruleId\":\"R\",\"ruleKey\":\"K1\",\"formattedRuleMessage\":{"
	    "\"formatId\":\"d\",\"arguments\":[\"p\"]},\"locations\":[{"
	    "\"analysisTarget\":{\"uri\":\"a.c\"},\"resultFile\":{\"uri\":"
	    "\"file:///build/x/b%20c.h\",\"region\":{\"startLine\":15}}}]},"
	    "{\"ruleKey\":\"K2\",\"message\":\"plain\",\"locations\":[{"
	    "\"analysisTarget\":{\"uri\":\"a.c\",\"region\":{\"startLine\":2}"
	    "}}],\"suppressionStates\":[\"suppressedInSource\"]},"
	    "{\"ruleId\":\"R\",\"level\":\"pass\",\"message\":\"fine\"}]");
	assert_sarif(text, RESULTS,
	    "R/high/fail/use of p/b c.h:15/0 R/medium/fail/plain/a.c:2/1 "
	    "R/info/pass/fine/:0/0");
	assert_sarif(text, "SELECT group_concat(cwe) FROM result_cwe", "89,89");
	assert_sarif(text,
	    "SELECT analysis || '/' || rules || '/' || time || '/' || "
	    "tool_version FROM scan",
	    "Nightly/2/1468678741/3");
	assert_sarif(text,
	    "SELECT text FROM diagnostic WHERE code = 'scan-errors'",
	    "T reports errors of its own: 1");
}

static void drafts_of_2_0_are_read(void **state)
{
	(void)state;
	const char *text = TWO_0(
	    "\"results\":[{\"ruleId\":\"S.2\",\"message\":{\"messageId\":"
	    "\"a\",\"arguments\":[\"z\"]},\"baselineState\":\"existing\","
	    "\"locations\":[{\"physicalLocation\":{\"fileLocation\":{\"uri\":"
	    "\"f.c\",\"uriBaseId\":\"SRCROOT\"},\"region\":{\"startLine\":3}"
	    "}}]},{\"ruleId\":\"S.1\",\"ruleMessageId\":\"a\",\"level\":"
	    "\"notApplicable\"}],\"invocations\":[{\"startTime\":"
	    "\"2016-07-16T14:19:01Z\",\"toolExecutionSuccessful\":false}],"
	    "\"originalUriBaseIds\":{\"SRCROOT\":\"file:///src/\"},"
	    "\"versionControlProvenance\":[{\"uri\":\"https://h/a/b.git\","
	    "\"revisionId\":\"abc\"}],\"resources\":{\"messageStrings\":{"
	    "\"none\":\"no\"},\"rules\":{\"S.1\":{\"id\":\"S\","
	    "\"messageStrings\":{\"a\":\"one\"}},\"S.2\":{\"id\":\"S\","
	    "\"configuration\":{\"defaultLevel\":\"error\"},"
	    "\"messageStrings\":{\"a\":\"two {0}\"}}}}");
	assert_sarif(text, RESULTS,
	    "S/high/fail/two z/f.c:3/0 S/info/notApplicable/one/:0/0");
	assert_sarif(text, "SELECT baseline FROM result", "unchanged");
	assert_sarif(text,
	    "SELECT state || '/' || repository || '/' || revision || '/' || "
	    "time FROM scan",
	    "failed/h/a/b/abc/1468678741");
}

static void later_drafts_are_read(void **state)
{
	(void)state;
	const char *text = "{\"runs\":[{\"tool\":{\"driver\":{\"name\":\"T\","
			   "\"ruleDescriptors\":[{\"id\":\"A\",\"messageStrings"
			   "\":{\"m\":{\"text\":\"hello\"}}}]}},\"artifacts\":["
			   "{\"location\":{\"uri\":\"x.c\"}}],\"results\":[{"
			   "\"ruleId\":\"A\",\"ruleIndex\":0,\"message\":{"
			   "\"messageId\":\"m\"},\"locations\":[{"
			   "\"physicalLocation\":{\"artifactLocation\":{"
			   "\"artifactIndex\":0},\"region\":{\"startLine\":4}}}"
			   "]}]}],\"version\":\"2.0.0-csd.2.beta.2019-01-24\"}";
	assert_sarif(text, RESULTS, "A/medium/fail/hello/x.c:4/0");
	/* A draft that only its schema names. */
	assert_sarif("{\"$schema\":\"http://json.schemastore.org/sarif-2.1.0-"
		     "beta.2\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":{"
		     "\"driver\":{\"name\":\"T\"}},\"results\":[],"
		     "\"invocations\":[{\"toolExecutionSuccessful\":false}]}]}",
	    "SELECT state FROM scan", "failed");
}

static void arrays_of_files_have_indices(void **state)
{
	(void)state;
	assert_sarif(
	    TWO_0("\"files\":[{\"fileLocation\":{\"uri\":\"a.c\"}},{"
		  "\"fileLocation\":{\"uri\":\"b.c\"}}],\"resources\":{"
		  "\"rules\":[{\"id\":\"A\",\"configuration\":{"
		  "\"defaultLevel\":\"note\"}}]},\"results\":[{\"ruleId\":"
		  "\"A\",\"ruleIndex\":0,\"message\":{\"text\":\"t\"},"
		  "\"locations\":[{\"physicalLocation\":{\"fileLocation\":{"
		  "\"fileIndex\":1}}}]}]"),
	    RESULTS, "A/low/fail/t/b.c:0/0");
}

/* A log of 2.1.0 keeps members that have a name of old. */
static void new_logs_are_left_alone(void **state)
{
	(void)state;
	assert_sarif(
	    LOG("{\"tool\":{\"driver\":{\"name\":\"T\"}},\"results\":[{"
		"\"ruleId\":\"A\",\"level\":\"none\",\"ruleKey\":\"B\","
		"\"properties\":{\"files\":1},\"suppressionStates\":[\"x\"],"
		"\"message\":{\"text\":\"t\"}}]}"),
	    RESULTS, "A/info/fail/t/:0/1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(version_1_is_read),
		cmocka_unit_test(drafts_of_2_0_are_read),
		cmocka_unit_test(later_drafts_are_read),
		cmocka_unit_test(arrays_of_files_have_indices),
		cmocka_unit_test(new_logs_are_left_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
