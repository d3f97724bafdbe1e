/* importers/sast/scan_suppression.c: why results are set aside, as each native
 * format says it, comes out as SARIF's suppressions do. */
#include "tests/unit/sarif_world.h"

#include "tests/unit/import_text.h"

/* "1 inSource accepted word reason", "-" for what is not told; the first word
 * tells whether the result is suppressed. */
#define TOLD                                                                   \
	"SELECT r.suppressed || coalesce(' ' || coalesce(x.kind, '-') || ' '"  \
	" || x.status || ' ' || coalesce(x.word, '-') || ' ' || "              \
	"coalesce('\"' || x.reason || '\"', '-') || coalesce(' ' || "          \
	"date(x.time, 'unixepoch'), '') || coalesce(' until ' || "             \
	"date(x.until_time, 'unixepoch'), ''), '') FROM result r LEFT JOIN "   \
	"result_suppression x ON x.result_id = r.id ORDER BY r.id DESC"

static const char *told_of(
    const char *text, const char *sql, struct arena *keep)
{
	struct model *model = import_text(text, keep);
	const char *told = ask_text(model, keep, sql);
	model_close(model);
	return told;
}

struct sample {
	const char *text;
	const char *told;
};

static void assert_told(const struct sample *samples, size_t count)
{
	struct arena *keep = arena_new();
	for (size_t i = 0; i < count; i++)
		assert_string_equal(
		    told_of(samples[i].text, TOLD, keep), samples[i].told);
	arena_free(keep);
}

/* clang-format off */
#define SNYK(vulnerabilities, ignored) "{\"ok\":true,\"packageManager\":" \
	"\"npm\",\"dependencyCount\":1,\"vulnerabilities\":[" vulnerabilities \
	"],\"filtered\":{\"ignore\":[" ignored "]}}"
#define ALERT(state) "[{\"number\":1,\"rule\":{\"id\":\"r\",\"severity\":" \
	"\"error\"},\"tool\":{\"name\":\"CodeQL\"},\"most_recent_instance\":" \
	"{\"ref\":\"main\",\"location\":{\"path\":\"a.c\"}}," state "}]"
#define GITLAB(members) "{\"version\":\"15.0\",\"scan\":{\"type\":\"sast\"}," \
	"\"vulnerabilities\":[{\"name\":\"n\",\"severity\":\"Low\"," \
	"\"location\":{\"file\":\"a\"},\"identifiers\":[{\"type\":\"x\"," \
	"\"value\":\"r\"}]," members "}]}"
#define SONAR(members) "{\"paging\":{\"total\":1},\"issues\":[{\"rule\":" \
	"\"c:S1\",\"component\":\"p:a.c\",\"severity\":\"MINOR\",\"message\":" \
	"\"m\"," members "}]}"
#define VERACODE(members, inside) "<detailedreport xmlns=\"https://www." \
	"veracode.com/schema/reports/export/1.0\"><severity level=\"3\">" \
	"<category><cwe cweid=\"79\"><staticflaws><flaw severity=\"3\" " \
	"issueid=\"1\" cweid=\"79\" categoryname=\"XSS\" line=\"1\" " members \
	">" inside "</flaw></staticflaws></cwe></category></severity>" \
	"</detailedreport>"
#define CHECKMARX(members) "<CxXMLResults CheckmarxVersion=\"9\"><Query " \
	"id=\"1\" cweId=\"79\" name=\"XSS\" Severity=\"High\"><Result " \
	"NodeId=\"1\" FileName=\"a.c\" Line=\"2\" " members "/></Query>" \
	"</CxXMLResults>"
#define SPOTBUGS(inside) "<BugCollection version=\"4\"><BugInstance " \
	"type=\"T\" priority=\"1\" category=\"SECURITY\">" inside \
	"</BugInstance></BugCollection>"

static void remarks_in_the_source_keep_their_reason(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ "[{\"filePath\":\"a.js\",\"messages\":[],"
		  "\"suppressedMessages\":[{\"ruleId\":\"r\",\"severity\":2,"
		  "\"message\":\"m\",\"suppressions\":[{\"kind\":\"directive\","
		  "\"justification\":\"tested\"}]}]}]",
		  "1 inSource accepted - \"tested\"" },
		{ "[{\"filePath\":\"a.js\",\"messages\":[],"
		  "\"suppressedMessages\":[{\"ruleId\":\"r\",\"severity\":2,"
		  "\"message\":\"m\",\"suppressions\":[{\"kind\":\"file\","
		  "\"justification\":\"\"}]}]}]",
		  "1 external accepted - -" },
		{ "{\"version\":\"1\",\"results\":[{\"check_id\":\"r\","
		  "\"path\":\"a\",\"extra\":{\"is_ignored\":true}}]}",
		  "1 inSource accepted nosemgrep -" },
		{ "{\"Stats\":{},\"Issues\":[{\"rule_id\":\"G1\",\"file\":"
		  "\"a.go\",\"line\":\"1\",\"suppressions\":[{\"kind\":"
		  "\"inSource\",\"justification\":\"no input\"}]}]}",
		  "1 inSource accepted nosec \"no input\"" },
		{ "{\"Stats\":{},\"Issues\":[{\"rule_id\":\"G1\",\"file\":"
		  "\"a.go\",\"line\":\"1\",\"nosec\":true,\"suppressions\":"
		  "null}]}",
		  "1 inSource accepted nosec -" },
		{ "{\"check_type\":\"terraform\",\"results\":{"
		  "\"skipped_checks\":[{\"check_id\":\"CKV_1\",\"check_name\":"
		  "\"n\",\"check_result\":{\"result\":\"SKIPPED\","
		  "\"suppress_comment\":\"public on purpose\"}}]}}",
		  "1 inSource accepted skip \"public on purpose\"" },
		{ "{\"check_type\":\"terraform\",\"results\":{"
		  "\"skipped_checks\":[{\"check_id\":\"CKV_1\",\"check_name\":"
		  "\"n\",\"check_result\":{\"suppress_comment\":"
		  "\"No comment provided\"}}]}}",
		  "1 inSource accepted skip -" },
		{ "<pmd version=\"6\"><suppressedviolation filename=\"A.java\" "
		  "suppressiontype=\"nopmd\" msg=\"m\" usermsg=\"why\"/></pmd>",
		  "1 inSource accepted nopmd \"why\"" },
	};
	assert_told(samples, sizeof samples / sizeof *samples);
}

static void answers_of_people_keep_word_reason_and_times(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ ALERT("\"state\":\"dismissed\",\"dismissed_reason\":"
			"\"won't fix\",\"dismissed_comment\":\"old\","
			"\"dismissed_at\":\"2026-02-03T00:00:00Z\""),
		  "1 external accepted won't fix \"old\" 2026-02-03" },
		{ ALERT("\"state\":\"open\",\"dismissed_reason\":null"), "0" },
		{ "[{\"number\":1,\"state\":\"auto_dismissed\","
		  "\"security_advisory\":{\"ghsa_id\":\"G\"},\"dependency\":{"
		  "\"package\":{\"name\":\"p\"}}}]",
		  "1 external accepted auto_dismissed -" },
		{ SONAR("\"resolution\":\"WONTFIX\",\"comments\":[{\"login\":"
			"\"ann\",\"markdown\":\"later\"}]"),
		  "1 external accepted WONTFIX \"later\"" },
		{ SONAR("\"issueStatus\":\"FALSE_POSITIVE\""),
		  "1 external accepted FALSE_POSITIVE -" },
		{ CHECKMARX("FalsePositive=\"False\" state=\"1\" Remark=\"Ann "
			    "Example, ok\""),
		  "1 external accepted not exploitable \"\"" },
		{ VERACODE("mitigation_status=\"accepted\"",
			   "<mitigations><mitigation action=\"comment\" "
			   "description=\"look\" user=\"A\" date=\"2026-01-01 "
			   "00:00:00 UTC\"/><mitigation action=\"fp\" "
			   "description=\"escaped\" user=\"A\" "
			   "date=\"2026-01-02 00:00:00 UTC\"/></mitigations>"),
		  "1 external accepted fp \"escaped\" 2026-01-02" },
		{ "{\"findings\":[{\"title\":\"t\",\"severity\":\"Low\","
		  "\"risk_accepted\":true}]}",
		  "1 external accepted risk accepted -" },
		{ SNYK("", "{\"id\":\"S1\",\"packageName\":\"p\",\"title\":"
			   "\"t\",\"severity\":\"low\",\"filtered\":{"
			   "\"ignored\":[{\"reason\":\"not reachable\","
			   "\"expires\":\"2026-12-01T00:00:00.000Z\","
			   "\"created\":\"2026-06-01T00:00:00.000Z\"}]}}"),
		  "1 external accepted ignored \"not reachable\" 2026-06-01 "
		  "until 2026-12-01" },
		{ "{\"reportSchema\":\"1\",\"dependencies\":[{\"fileName\":"
		  "\"a.jar\",\"suppressedVulnerabilities\":[{\"name\":\"CVE-1\""
		  ",\"severity\":\"LOW\",\"notes\":\"not used\"}]}]}",
		  "1 external accepted - \"not used\"" },
		{ "{\"SchemaVersion\":2,\"Results\":[{\"Target\":\"go.mod\","
		  "\"ExperimentalModifiedFindings\":[{\"Type\":"
		  "\"vulnerability\",\"Status\":\"ignored\",\"Statement\":"
		  "\"accepted\",\"Source\":\".trivyignore\",\"Finding\":{"
		  "\"VulnerabilityID\":\"CVE-1\",\"PkgName\":\"p\","
		  "\"Severity\":\"HIGH\"}}]}]}",
		  "1 external accepted ignored \"accepted\"" },
		{ "{\"descriptor\":{\"db\":{}},\"matches\":[],"
		  "\"ignoredMatches\":[{\"vulnerability\":{\"id\":\"CVE-1\"},"
		  "\"artifact\":{\"name\":\"p\"},\"appliedIgnoreRules\":[{"
		  "\"reason\":\"dev only\"}]}]}",
		  "1 external accepted ignored \"dev only\"" },
		{ SPOTBUGS("<UserAnnotation designation=\"NOT_A_BUG\">fine"
			   "</UserAnnotation>"),
		  "1 external accepted NOT_A_BUG \"fine\"" },
		{ SPOTBUGS("<UserAnnotation designation=\"I_WILL_FIX\"/>"),
		  "0" },
		{ "{\"scan_info\":{},\"warnings\":[],\"ignored_warnings\":[{"
		  "\"check_name\":\"SQL\",\"message\":\"m\",\"note\":\"ok\"}]}",
		  "1 external accepted - \"ok\"" },
		{ GITLAB("\"state\":\"dismissed\",\"dismissal_reason\":"
			 "\"used_in_tests\""),
		  "1 external accepted used_in_tests -" },
	};
	assert_told(samples, sizeof samples / sizeof *samples);
}

static void proposals_and_refusals_leave_the_result_open(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ CHECKMARX("FalsePositive=\"False\" state=\"4\""),
		  "0 external underReview proposed not exploitable -" },
		{ CHECKMARX("FalsePositive=\"False\" state=\"2\""), "0" },
		{ "{\"results\":[{\"similarityId\":\"1\",\"state\":"
		  "\"PROPOSED_NOT_EXPLOITABLE\",\"data\":{\"queryName\":"
		  "\"q\"}}]}",
		  "0 external underReview PROPOSED_NOT_EXPLOITABLE -" },
		{ VERACODE("mitigation_status=\"proposed\"", ""),
		  "0 external underReview proposed -" },
		{ VERACODE("mitigation_status=\"rejected\"", ""),
		  "0 external rejected rejected -" },
		{ VERACODE("mitigation_status=\"none\"", ""), "0" },
		{ GITLAB("\"flags\":[{\"type\":"
			 "\"flagged-as-likely-false-positive\","
			 "\"description\":\"constant\"}]"),
		  "0 external underReview flagged-as-likely-false-positive "
		  "\"constant\"" },
	};
	assert_told(samples, sizeof samples / sizeof *samples);
}

static void of_a_secret_only_that_there_is_a_reason_is_kept(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ "[{\"secret_type\":\"aws\",\"state\":\"resolved\","
		  "\"resolution\":\"used_in_tests\",\"resolution_comment\":"
		  "\"it is hunter2\"}]",
		  "1 external accepted used_in_tests \"\"" },
	};
	assert_told(samples, sizeof samples / sizeof *samples);
}

static void sarif_tells_word_time_and_end_in_properties(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ ONE("{\"id\":\"A\"}", "{\"ruleId\":\"A\",\"message\":{"
		      "\"text\":\"m\"},\"suppressions\":[{\"kind\":"
		      "\"external\",\"justification\":\"j\",\"properties\":{"
		      "\"category\":\"wont-fix\",\"ignoredOn\":"
		      "\"2026-01-01T00:00:00Z\",\"expiration\":"
		      "\"2026-03-01T00:00:00Z\"}}]}"),
		  "1 external accepted wont-fix \"j\" 2026-01-01 "
		  "until 2026-03-01" },
	};
	assert_told(samples, sizeof samples / sizeof *samples);
}

static void what_the_report_leaves_out_is_counted(void **state)
{
	(void)state;
	const char *sql = "SELECT text FROM diagnostic WHERE code = "
			  "'suppressed-unlisted'";
	const char *told = "remarks in the source suppress results that the "
			   "report leaves out: 3";
	struct arena *keep = arena_new();
	assert_string_equal(
	    told_of("{\"Stats\":{\"nosec\":3},\"Issues\":[]}", sql, keep), told);
	assert_string_equal(
	    told_of("{\"generated_at\":\"\",\"results\":[],\"errors\":[],"
		    "\"metrics\":{\"_totals\":{\"nosec\":3},\"a.py\":{"
		    "\"nosec\":1},\"b.py\":{\"nosec\":2}}}",
		sql, keep),
	    told);
	arena_free(keep);
}

/* Names, addresses and logins stand among those of people, and nowhere else. */
static void who_it_was_is_kept_with_people(void **state)
{
	(void)state;
	static const char sql[] = "SELECT coalesce((SELECT a.name || '/' || "
		"a.email || '/' || a.login FROM alias a WHERE a.id = "
		"x.alias_id), 'nobody') FROM result_suppression x";
	static const struct sample samples[] = {
		{ ALERT("\"state\":\"dismissed\",\"dismissed_by\":{\"login\":"
			"\"annl\",\"id\":3}"), "//annl" },
		{ ALERT("\"state\":\"dismissed\",\"dismissed_by\":null"),
		  "nobody" },
		{ SONAR("\"resolution\":\"WONTFIX\",\"comments\":[{\"login\":"
			"\"first\"},{\"login\":\"ann\"}]"), "//ann" },
		{ VERACODE("mitigation_status=\"accepted\"",
			"<mitigations><mitigation action=\"Mitigate\" user=\""
			"Ann Lee\"/></mitigations>"), "Ann Lee//" },
		{ SPOTBUGS("<UserAnnotation designation=\"NOT_A_BUG\" user=\""
			"ann\">fine</UserAnnotation>"), "//ann" },
		{ SNYK("", "{\"id\":\"S1\",\"packageName\":\"p\",\"title\":"
			"\"t\",\"severity\":\"low\",\"filtered\":{\"ignored\":[{"
			"\"reason\":\"x\",\"ignoredBy\":{\"name\":\"Ann Lee\","
			"\"email\":\"ann@example.org\"}}]}}"),
		  "/ann@example.org/" },
		{ GITLAB("\"state\":\"dismissed\",\"dismissed_by\":{"
			"\"username\":\"ann\"}"), "//ann" },
		{ "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{"
		  "\"name\":\"t\"}},\"results\":[{\"ruleId\":\"r\",\"message\":{"
		  "\"text\":\"m\"},\"suppressions\":[{\"kind\":\"external\","
		  "\"properties\":{\"alias\":\"annl\"}}]}]}]}", "//annl" },
	};
	struct arena *keep = arena_new();
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		assert_string_equal(told_of(samples[i].text, sql, keep),
		    samples[i].told);
	arena_free(keep);
}
/* clang-format on */

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(remarks_in_the_source_keep_their_reason),
		cmocka_unit_test(answers_of_people_keep_word_reason_and_times),
		cmocka_unit_test(proposals_and_refusals_leave_the_result_open),
		cmocka_unit_test(
		    of_a_secret_only_that_there_is_a_reason_is_kept),
		cmocka_unit_test(sarif_tells_word_time_and_end_in_properties),
		cmocka_unit_test(what_the_report_leaves_out_is_counted),
		cmocka_unit_test(who_it_was_is_kept_with_people),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
