/* importers/sast/sarif.c: runs, scans, versions, broken files, accounts. */
#include "tests/unit/sarif_world.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/remote.h"

#define TOOL "\"tool\":{\"driver\":{\"name\":\"T\"}}"

static void assert_refused(
    struct str text, int64_t line, int64_t column, const char *message)
{
	struct sarif_world world;
	sarif_open(&world);
	assert_false(sarif_try(&world, "t.sarif", text));
	assert_string_equal(world.err.message, message);
	assert_string_equal(world.err.file, "t.sarif");
	assert_int_equal(world.err.line, line);
	assert_int_equal(world.err.column, column);
	assert_true(world.err.fix[0] != '\0');
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) FROM result"), "0");
	sarif_close(&world);
}

static void scans_say_whether_they_ran(void **state)
{
	(void)state;
	const char *scan = "SELECT state FROM scan";
	assert_sarif(LOG("{" TOOL ",\"results\":[]}"), scan, "done");
	assert_sarif(LOG("{" TOOL "}"), scan, "not_run");
	assert_sarif(LOG("{" TOOL ",\"results\":null}"), scan, "not_run");
	const char *failed = LOG("{" TOOL ",\"results\":[],\"invocations\":["
				 "{\"executionSuccessful\":false}]}");
	assert_sarif(failed, scan, "failed");
	assert_sarif(failed,
	    "SELECT code FROM diagnostic WHERE severity = 'warning'",
	    "scan-failed");
	assert_sarif(LOG(""), "SELECT code FROM diagnostic", "no-runs");
}

static void results_of_the_same_bytes_are_one(void **state)
{
	(void)state;
#define PLACE(line, column, more)                                              \
	"{\"ruleId\":\"a\"" more ",\"locations\":[{\"physicalLocation\":{"     \
	"\"artifactLocation\":{\"uri\":\"a.c\"},\"region\":{"                  \
	"\"startLine\":" line column "}}}]}"
#define TWICE(first, second)                                                   \
	LOG("{" TOOL ",\"results\":[" first "," second "]},{" TOOL             \
	    ",\"results\":[" first "]}")
#define COLUMN ",\"startColumn\":3"
	const char *account =
	    "SELECT (SELECT count(*) FROM result) || ' ' || imported || ' ' || "
	    "duplicate FROM source";
	assert_sarif(TWICE(PLACE("5", COLUMN, ""), PLACE("5", COLUMN, "")),
	    account, "2 2 1");
	assert_sarif(TWICE(PLACE("5", COLUMN, ""), PLACE("6", COLUMN, "")),
	    account, "3 3 0");
	/* nobody knows whether they are one without a column */
	assert_sarif(
	    TWICE(PLACE("5", "", ""), PLACE("5", "", "")), account, "3 3 0");
	/* of a package there is but one */
#define ADVISORY(package)                                                      \
	"{\"ruleId\":\"CVE-1\",\"message\":{\"text\":\"Package '" package      \
	"' is vulnerable to 'CVE-1'\"},\"locations\":[{\"physicalLocation\":{" \
	"\"artifactLocation\":{\"uri\":\"go.mod\"}}}]}"
#define ADVISORIES(first, second)                                              \
	LOG("{\"tool\":{\"driver\":{\"name\":\"osv-scanner\"}},\"results\":"   \
	    "[" ADVISORY(first) "," ADVISORY(second) "]}")
	assert_sarif(ADVISORIES("gin@1.4.0", "gin@1.4.0"), account, "1 1 1");
	assert_sarif(ADVISORIES("gin@1.4.0", "yaml@2.2.2"), account, "2 2 0");
	/* what is not kept may differ */
	assert_sarif(TWICE(PLACE("5", COLUMN, ",\"codeFlows\":[1]"),
			 PLACE("5", COLUMN, ",\"codeFlows\":[2]")),
	    account, "3 3 0");
}

/* Where nothing says whether a run succeeded, its end does; a configuration
 * that is wrong means rules that did not run. */
static void runs_that_broke_off_have_failed(void **state)
{
	(void)state;
	static const struct {
		const char *invocation;
		const char *state;
	} cases[] = {
		{ "\"exitCode\":0", "done" },
		{ "\"exitCode\":1", "done" },
		{ "\"exitCode\":2", "failed" },
		{ "\"exitCode\":2,\"executionSuccessful\":true", "done" },
		{ "\"exitSignalName\":\"SIGKILL\"", "failed" },
		{ "\"processStartFailureMessage\":\"no such file\"", "failed" },
		{ "\"executionSuccessful\":true,"
		  "\"toolConfigurationNotifications\":[{\"level\":\"error\","
		  "\"message\":{\"text\":\"rule pack not found\"}}]",
		    "failed" },
		{ "\"executionSuccessful\":true,"
		  "\"toolConfigurationNotifications\":[{\"message\":{}}],"
		  "\"toolExecutionNotifications\":[{\"level\":\"error\"}]",
		    "done" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[512];
		snprintf(text, sizeof text,
		    LOG("{" TOOL ",\"results\":[],\"invocations\":[{%s}]}"),
		    cases[i].invocation);
		assert_sarif(text, "SELECT state FROM scan", cases[i].state);
	}
}

static void scans_are_placed_by_their_content(void **state)
{
	(void)state;
	const char *text =
	    LOG("{" TOOL ",\"results\":[],\"automationDetails\":{\"id\":"
		"\"ci/main/2026-01-01\"},\"versionControlProvenance\":[{"
		"\"repositoryUri\":\"https://tok@GitHub.com/Acme/Shop.git\","
		"\"revisionId\":\"abc1234\",\"branch\":\"refs/heads/main\"}],"
		"\"invocations\":[{\"executionSuccessful\":true,"
		"\"startTimeUtc\":\"2026-01-01T00:00:00Z\",\"endTimeUtc\":"
		"\"2026-01-01T00:10:00.123Z\"},{\"executionSuccessful\":true,"
		"\"startTimeUtc\":\"2026-01-01T00:05:00Z\"}]}");
	assert_sarif(text,
	    "SELECT analysis || '|' || repository || '|' || ref || '|' || "
	    "revision || '|' || time FROM scan",
	    "ci/main|github.com/Acme/Shop|refs/heads/main|abc1234|1767226200");
	assert_sarif(LOG("{" TOOL ",\"automationDetails\":{\"id\":\"run7\"}}"),
	    "SELECT analysis FROM scan", "");
}

/* The configuration fills what the file does not say, and nothing else. */
static void scans_are_placed_by_the_configuration(void **state)
{
	(void)state;
	struct sarif_world world;
	sarif_open(&world);
	world.input.repository = STR("ledger");
	world.input.ref = STR("main");
	world.input.revision = STR("fff");
	world.input.time = 5;
	sarif_import(&world,
	    LOG("{" TOOL ",\"results\":[]},"
		"{" TOOL ",\"results\":[],\"versionControlProvenance\":[{"
		"\"repositoryUri\":\"https://h/r\",\"revisionId\":\"eee\","
		"\"branch\":\"HEAD\"}]}"));
	assert_string_equal(
	    sarif_ask(&world,
		"SELECT group_concat(repository || ' ' || ref || ' ' || "
		"revision || ' ' || time, '; ') FROM (SELECT * FROM scan "
		"ORDER BY id)"),
	    "ledger main fff 5; h/r main eee 5");
	sarif_close(&world);
}

static void tools_have_one_name(void **state)
{
	(void)state;
	static const char *const names[][2] = {
		{ "Semgrep OSS", "semgrep/Semgrep" },
		{ "semgrep PRO", "semgrep/Semgrep" },
		{ "CodeQL command-line toolchain", "codeql/CodeQL" },
		{ "House Scanner", "house-scanner/House Scanner" },
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char text[256];
		snprintf(text, sizeof text,
		    LOG("{\"tool\":{\"driver\":{\"name\":\"%s\","
			"\"version\":\"1\",\"semanticVersion\":\"1.2.3\"}}}"),
		    names[i][0]);
		assert_sarif(text, "SELECT tool || '/' || tool_label FROM scan",
		    names[i][1]);
		assert_sarif(text, "SELECT tool_version FROM scan", "1.2.3");
	}
	assert_sarif(
	    LOG("{\"results\":[]}"), "SELECT tool FROM scan", "unknown");
}

static void other_versions_are_refused(void **state)
{
	(void)state;
	assert_refused(STR("{\"version\":\"0.4\",\n\"runs\":[]}"), 1, 12,
	    "expected SARIF version 2.1.0, 2.0 or 1.0, found \"0.4\"");
	assert_refused(STR("{\"runs\":[{\"results\":[{}]}],\n"
			   " \"version\":\"3.0.0\"}"),
	    2, 12, "expected SARIF version 2.1.0, 2.0 or 1.0, found \"3.0.0\"");
	assert_sarif(
	    "{\"version\":\"2.2.0-pre\",\"runs\":[" RUN("\"results\":[]") "]}",
	    "SELECT code FROM diagnostic WHERE code = 'newer-version'",
	    "newer-version");
	assert_sarif("{\"runs\":[" RUN("\"results\":[]") "]}",
	    "SELECT count(*) FROM scan", "1");
}

static void what_is_no_sarif_is_refused(void **state)
{
	(void)state;
	assert_refused(
	    STR("{}"), 1, 1, "expected a SARIF log with runs, found none");
	assert_refused(STR("[]"), 1, 1,
	    "expected a SARIF log object, found another value");
	assert_refused(STR(""), 1, 1, "expected JSON, found an empty file");
	assert_refused(
	    STR("{\"runs\": [,"), 1, 11, "expected a value, found ','");
}

/* A log that breaks off keeps what stands before the break; the run then
 * counts as failed, so that nothing is taken for fixed. */
static void a_broken_log_keeps_its_results(void **state)
{
	(void)state;
	struct sarif_world world;
	sarif_open(&world);
	sarif_import(&world,
	    "{\"version\":\"2.1.0\",\"runs\":[{" TOOL ",\"results\":[\n"
	    "{\"ruleId\":\"A\"},\n{\"ruleId\":\"B\"},\n{\"ruleId\":");
	assert_int_equal(world.account.read, 3);
	assert_int_equal(world.account.imported, 2);
	assert_int_equal(world.account.rejected, 1);
	assert_string_equal(
	    sarif_ask(&world, "SELECT state FROM scan"), "failed");
	assert_string_equal(
	    sarif_ask(&world, "SELECT code || ' ' || line || ':' || "
			      "\"column\" || ' ' || text FROM reject"),
	    "broken-json 4:11 expected a value, found the end of the file; "
	    "the file is cut off: run the tool that wrote it again, or copy "
	    "the whole file");
	sarif_close(&world);
}

static void unusable_results_are_rejected(void **state)
{
	(void)state;
	struct sarif_world world;
	sarif_open(&world);
	sarif_import(
	    &world, LOG(RUN("\"results\":[\n{\"ruleId\":\"A\"},\n  {},\n 7,\n"
			    "{\"ruleId\":\"B\"}]")));
	assert_int_equal(world.account.read, 4);
	assert_int_equal(world.account.imported, 2);
	assert_int_equal(world.account.rejected, 2);
	assert_string_equal(
	    sarif_ask(&world,
		"SELECT group_concat(code || ' ' || line || ':' || "
		"\"column\", ', ') FROM reject"),
	    "empty-result 3:3, no-object 4:2");
	assert_string_equal(
	    sarif_ask(&world,
		"SELECT group_concat(ordinal || '@' || locator) FROM result"),
	    "1@2,4@5");
	sarif_close(&world);
}

/* The same file under another name is the same scan. */
static void copies_are_duplicates(void **state)
{
	(void)state;
	struct sarif_world world;
	struct str text = STR(ONE("", "{\"ruleId\":\"A\"}"));
	sarif_open(&world);
	assert_true(sarif_try(&world, "a.sarif", text));
	assert_int_equal(world.account.imported, 1);
	assert_true(sarif_try(&world, "b.sarif", text));
	assert_int_equal(world.account.duplicate, 1);
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) FROM result"), "1");
	sarif_close(&world);
}

static void every_encoding_gives_the_same(void **state)
{
	(void)state;
	static const char text[] = ONE("", "{\"ruleId\":\"A\xC3\xA9\"}");
	char wide[2 * sizeof text];
	size_t len = 2;
	wide[0] = (char)0xFF;
	wide[1] = (char)0xFE;
	for (size_t i = 0; i + 1 < sizeof text; i++) {
		bool is_first = text[i] == (char)0xC3;
		wide[len++] = is_first ? (char)0xE9 : text[i];
		wide[len++] = 0;
		i += is_first;
	}
	struct sarif_world world;
	sarif_open(&world);
	assert_true(sarif_try(&world, "w.sarif", (struct str){ wide, len }));
	assert_string_equal(
	    sarif_ask(&world, "SELECT rule FROM result"), "A\xC3\xA9");
	sarif_close(&world);
	assert_sarif("\xEF\xBB\xBF" ONE("", "{\"ruleId\":\"A\"}"),
	    "SELECT rule FROM result", "A");
}

static void several_documents_and_a_console_are_read(void **state)
{
	(void)state;
	const char *text = "> scan\n" ONE("", "{\"ruleId\":\"A\"}") "\n" ONE(
	    "", "{\"ruleId\":\"B\"}") "\nDone.\n";
	assert_sarif(text, "SELECT group_concat(rule) FROM result", "A,B");
	assert_sarif(text,
	    "SELECT group_concat(code) FROM diagnostic WHERE code LIKE 't%'",
	    "text-before-json,text-after-json");
}

static void missing_parts_are_named(void **state)
{
	(void)state;
	assert_sarif(
	    LOG("{" TOOL ",\"externalPropertyFileReferences\":{\"results\":[{"
		"\"location\":{\"uri\":\"r1.json\"},\"itemCount\":1000}],"
		"\"taxonomies\":[{\"location\":{\"uri\":\"cwe.json\"}}]}}"),
	    "SELECT group_concat(text) FROM diagnostic WHERE code = "
	    "'missing-part'",
	    "not in this file: 1000 results of r1.json");
	/* Results that are missing are not fixed. */
	assert_sarif(
	    LOG("{" TOOL ",\"results\":[],\"externalPropertyFileReferences\":"
		"{\"results\":[{\"location\":{\"uri\":\"r1.json\"}}]}}"),
	    "SELECT state FROM scan", "failed");
	assert_sarif(
	    "{\"inlineExternalProperties\":[{\"runGuid\":\"x\","
	    "\"results\":[{},{}]}],\"version\":\"2.1.0\",\"runs\":[" RUN(
		"\"results\":[]") "," RUN("\"results\":[]") "]}",
	    "SELECT text FROM diagnostic WHERE code = 'inlined-results'",
	    "nothing says which run the results in inlineExternalProperties "
	    "are of: 2 not read");
}

static void external_properties_are_read(void **state)
{
	(void)state;
#define PARTS                                                                  \
	"\"inlineExternalProperties\":[{\"guid\":\"G1\",\"results\":["         \
	"{\"ruleIndex\":0}]},{\"runGuid\":\"R2\",\"artifacts\":[{"             \
	"\"location\":{\"uri\":\"b.c\"}}],\"results\":[{\"ruleId\":\"C\","     \
	"\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{"         \
	"\"index\":0}}}]}]}]"
#define RUNS                                                                   \
	"\"runs\":[{\"tool\":{\"driver\":{\"name\":\"T\",\"rules\":[{"         \
	"\"id\":\"B\",\"defaultConfiguration\":{\"level\":\"error\"}}]}},"     \
	"\"externalPropertyFileReferences\":{\"results\":[{\"guid\":\"g1\"}"   \
	"]},\"results\":[{\"ruleId\":\"A\"}]},"                                \
	"{" TOOL ",\"automationDetails\":{\"guid\":\"r2\"}}]"
	static const char *const texts[] = {
		"{\"version\":\"2.1.0\"," PARTS "," RUNS "}",
		"{\"version\":\"2.1.0\"," RUNS "," PARTS "}",
	};
	for (int i = 0; i < 2; i++) {
		assert_sarif(texts[i],
		    "SELECT group_concat(x) FROM (SELECT (s.digest LIKE '%#2') "
		    "|| r.rule || r.severity || r.path AS x FROM result r "
		    "JOIN scan s ON s.id = r.scan_id ORDER BY r.rule)",
		    "0Amedium,0Bhigh,1Cmediumb.c");
		assert_sarif(texts[i], "SELECT group_concat(state) FROM scan",
		    "done,done");
	}
#undef PARTS
#undef RUNS
}

static void write_beside(struct str folder, const char *name, const char *text)
{
	struct error err;
	struct arena *scratch = arena_new();
	struct str path = path_join(scratch, folder, str_from(name));
	assert_true(file_write(path, str_from(text), 0600, &err));
	arena_free(scratch);
}

static void files_beside_the_log_are_read(void **state)
{
	(void)state;
	char folder[] = "/tmp/assay-sarif-XXXXXX";
	struct sarif_world world;
	bool unchanged;
	assert_non_null(mkdtemp(folder));
	struct str place = str_from(folder);
	write_beside(place, "a.sarif",
	    LOG("{" TOOL ",\"externalPropertyFileReferences\":{\"results\":["
		"{\"location\":{\"uri\":\"..%2Fx/r%201.json\"}},"
		"{\"location\":{\"uri\":\"cut.json\"}}]}}"));
	write_beside(place, "r 1.json",
	    "{\"results\":[{\"ruleId\":\"A\"},{\"ruleId\":\"B\"}]}");
	write_beside(place, "cut.json", "{\"results\":[{\"ruleId\":\"C\"},{");
	sarif_open(&world);
	world.input.path = path_join(world.keep, place, STR("a.sarif"));
	world.input.shown = STR("a.sarif");
	assert_true(importer_run(
	    world.model, &world.input, &world.account, &unchanged, &world.err));
	assert_string_equal(
	    sarif_ask(&world, "SELECT group_concat(rule) FROM result"),
	    "A,B,C");
	assert_string_equal(
	    sarif_ask(&world, "SELECT state FROM scan"), "failed");
	sarif_close(&world);
	struct arena *scratch = arena_new();
	static const char *const names[] = { "a.sarif", "r 1.json",
		"cut.json" };
	for (int i = 0; i < 3; i++)
		unlink(arena_z(
		    scratch, path_join(scratch, place, str_from(names[i]))));
	arena_free(scratch);
	rmdir(folder);
}

/* A check keeps few results and counts all. */
static void previews_count_what_they_leave(void **state)
{
	(void)state;
	struct sarif_world world;
	sarif_open(&world);
	world.input.preview = true;
	sarif_import(
	    &world, LOG("{" TOOL ",\"results\":[{\"ruleId\":\"A\"},{\"ruleId\":"
			"\"A\",\"rank\":1},{\"ruleId\":\"A\",\"rank\":2},{"
			"\"ruleId\":\"B CWE-79\","
			"\"level\":\"error\",\"suppressions\":[{\"kind\":"
			"\"external\"}]},{\"ruleId\":\"C\"},{\"ruleId\":\"C\","
			"\"kind\":\"pass\"}]}"));
	assert_int_equal(world.account.imported, 6);
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) FROM result"), "3");
	assert_string_equal(
	    sarif_ask(&world,
		"SELECT group_concat(x) FROM (SELECT what || ' ' || name || "
		"':' || n AS x FROM temp.tally ORDER BY what, name)"),
	    "absent :0,cwe 79:1,result :3,result_cwe :1,rule B CWE-79:1,rule "
	    "C:2,"
	    "severity high:1,severity medium:1,suppressed :1");
	sarif_close(&world);
}

static void githubs_limit_is_noted(void **state)
{
	(void)state;
	struct buf text = { 0 };
	buf_add_z(&text, "{\"version\":\"2.1.0\",\"runs\":[{\"results\":[");
	for (int i = 0; i < 5000; i++)
		buf_add_z(&text, &",{\"ruleId\":\"A\"}"[i == 0]);
	buf_add_z(&text, "]," TOOL "}]}");
	buf_add_char(&text, '\0');
	assert_sarif(text.data,
	    "SELECT code FROM diagnostic WHERE code = 'result-limit'",
	    "result-limit");
	buf_free(&text);
}

static void remotes_have_one_form(void **state)
{
	(void)state;
	static const char *const remotes[][2] = {
		{ "https://tok@GitHub.com:443/A/b.git", "github.com/A/b" },
		{ "git@github.com:A/b.git", "github.com/A/b" },
		{ "ssh://git@github.com:22/A/b/", "github.com/A/b" },
		{ "https://host/group/sub/x", "host/group/sub/x" },
		{ "/srv/git/x.git", "/srv/git/x.git" },
		{ "file:///srv/git/x", "/srv/git/x" },
		{ "C:/build/x", "C:/build/x" },
	};
	struct arena *keep = arena_new();
	for (size_t i = 0; i < sizeof remotes / sizeof *remotes; i++)
		assert_string_equal(
		    arena_z(keep, remote_normal(keep, str_from(remotes[i][0]))),
		    remotes[i][1]);
	assert_null(remote_normal(keep, STR(" ")).ptr);
	arena_free(keep);
}

static void logs_are_recognised_by_content(void **state)
{
	(void)state;
	static const struct {
		const char *head;
		const char *path;
		bool is_sarif;
	} cases[] = {
		{ "{\"version\":\"2.1.0\",\"runs\":[{\"a", "x.json", true },
		{ "{\"$schema\":\"https://x/sarif-2.1.0.json\",", "x", true },
		{ "{\"runs\":[{\"results\":[", "x.json", true },
		{ "{\"results\":[{\"check_id\":1}]}", "x.json", false },
		{ "a,b\n1,2\n", "x.csv", false },
		{ "version https://git-lfs.github.com/x", "x.sarif", true },
		{ "", "x.json", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *scratch = arena_new();
		const char *why = NULL;
		struct input input = { .path = str_from(cases[i].path),
			.head = str_from(cases[i].head) };
		int sure = importer_sarif.recognises(&input, &why, scratch);
		assert_int_equal(sure > 0, cases[i].is_sarif);
		assert_true(!sure || why);
		arena_free(scratch);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scans_say_whether_they_ran),
		cmocka_unit_test(results_of_the_same_bytes_are_one),
		cmocka_unit_test(runs_that_broke_off_have_failed),
		cmocka_unit_test(scans_are_placed_by_their_content),
		cmocka_unit_test(scans_are_placed_by_the_configuration),
		cmocka_unit_test(tools_have_one_name),
		cmocka_unit_test(other_versions_are_refused),
		cmocka_unit_test(what_is_no_sarif_is_refused),
		cmocka_unit_test(a_broken_log_keeps_its_results),
		cmocka_unit_test(unusable_results_are_rejected),
		cmocka_unit_test(copies_are_duplicates),
		cmocka_unit_test(every_encoding_gives_the_same),
		cmocka_unit_test(several_documents_and_a_console_are_read),
		cmocka_unit_test(missing_parts_are_named),
		cmocka_unit_test(external_properties_are_read),
		cmocka_unit_test(files_beside_the_log_are_read),
		cmocka_unit_test(previews_count_what_they_leave),
		cmocka_unit_test(githubs_limit_is_noted),
		cmocka_unit_test(remotes_have_one_form),
		cmocka_unit_test(logs_are_recognised_by_content),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
