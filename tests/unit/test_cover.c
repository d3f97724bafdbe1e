/* importers/sast/cover.c and what readers give it: the lists of rules and files
 * that a report names, and when they are lists of all. */
#include "tests/unit/sarif_world.h"

#include "tests/unit/import_text.h"

/* What is stored: "rules a b;files x;unread y". */
#define LISTS                                                                  \
	"SELECT coalesce((SELECT group_concat(t, ';') FROM (SELECT c.kind || " \
	"' ' || (SELECT group_concat(n, ' ') FROM (SELECT rule AS n FROM "     \
	"scan_set_rule WHERE set_id = c.set_id UNION ALL SELECT path FROM "    \
	"scan_set_file x JOIN file f ON f.id = x.file_id WHERE set_id = "      \
	"c.set_id ORDER BY 1)) AS t FROM scan_cover c UNION ALL SELECT "       \
	"'unread ' || path FROM scan_unread ORDER BY 1)), '')"

static void assert_lists(const char *text, const char *lists)
{
	struct arena *keep = arena_new();
	struct model *model = import_text(text, keep);
	assert_string_equal(ask_text(model, keep, LISTS), lists);
	model_close(model);
	arena_free(keep);
}

#define DRIVER(rules)                                                          \
	"\"tool\":{\"driver\":{\"name\":\"T\",\"rules\":[" rules "]}}"
#define FIND(rule, path)                                                       \
	"{\"ruleId\":\"" rule                                                  \
	"\",\"message\":{\"text\":\"m\"}," AT(path, "3") "}"

static void sarif_lists_the_rules_that_ran(void **state)
{
	(void)state;
	const char *two = "rules A B";
	assert_lists(LOG("{" DRIVER(
			 "{\"id\":\"B\"},{\"id\":\"A\"}") ","
							  "\"results\":[" FIND(
							      "A", "a.c") "]}"),
	    two);
	/* of a sub-rule and of a pack */
	assert_lists(LOG("{\"tool\":{\"driver\":{\"name\":\"T\",\"rules\":[{"
			 "\"id\":\"A\"}]},\"extensions\":[{\"name\":\"p\","
			 "\"rules\":[{\"id\":\"B\"}]}]},\"results\":[" FIND(
			     "A/1", "a.c") "]}"),
	    two);
	/* those that fired alone, and fewer than fired, are no list of all */
	assert_lists(ONE("{\"id\":\"A\"}", FIND("A", "a.c")), "");
	assert_lists(ONE("{\"id\":\"A\"},{\"id\":\"B\"}",
			 FIND("A", "a.c") "," FIND("C", "a.c")),
	    "");
	/* what passed found nothing */
	assert_lists(
	    ONE("{\"id\":\"A\"},{\"id\":\"B\"}",
		FIND("A", "a.c") ",{\"ruleId\":\"B\",\"kind\":\"pass\","
				 "\"message\":{\"text\":\"m\"}}"),
	    two);
}

static void rules_that_are_switched_off_did_not_run(void **state)
{
	(void)state;
	const char *off = "{\"id\":\"A\"},{\"id\":\"B\"},{\"id\":\"C\","
			  "\"defaultConfiguration\":{\"enabled\":false}}";
	struct arena *keep = arena_new();
	struct str log = arena_printf(keep, "%s%s%s",
	    "{\"version\":\"2.1.0\",\"runs\":[{\"results\":[],"
	    "\"invocations\":[{\"executionSuccessful\":true,"
	    "\"ruleConfigurationOverrides\":[{\"descriptor\":{\"id\":\"C\"},"
	    "\"configuration\":{\"enabled\":true}},{\"descriptor\":{\"index\":"
	    "1},\"configuration\":{\"enabled\":false}}]}],\"tool\":{\"driver\":"
	    "{\"name\":\"T\",\"rules\":[",
	    off, "]}}}]}");
	assert_lists(arena_z(keep, log), "rules A C");
	arena_free(keep);
	assert_lists(LOG("{" DRIVER("{\"id\":\"A\"},{\"id\":\"B\","
				    "\"defaultConfiguration\":{\"enabled\":"
				    "false}}") ",\"results\":[]}"),
	    "rules A");
}

static void sarif_lists_files_by_role_and_notification(void **state)
{
	(void)state;
	assert_lists(
	    LOG("{" DRIVER(
		"") ",\"artifacts\":[{\"location\":{"
		    "\"uri\":\"src/a%20b.c\"},\"roles\":[\"analysisTarget\""
		    ",\"resultFile\"]},{\"location\":{\"uri\":\"./c.c\"},"
		    "\"roles\":[\"analysisTarget\"]},{\"location\":{"
		    "\"uri\":\"t.log\"},\"roles\":[\"attachment\"]}],"
		    "\"results\":[" FIND("A", "src/a%20b.c") "]}"),
	    "files c.c src/a b.c");
	/* without roles nobody knows why they are there */
	assert_lists(LOG("{" DRIVER("") ",\"artifacts\":[{\"location\":{"
					"\"uri\":\"a.c\"}}],\"results\":[]}"),
	    "");
	assert_lists(
	    LOG("{" DRIVER(
		"") ",\"invocations\":[{\"executionSuccessful\":true,"
		    "\"toolExecutionNotifications\":[{\"descriptor\":{\"id\":"
		    "\"go/diagnostics/"
		    "successfully-extracted-files\"},\"level\":"
		    "\"none\",\"locations\":[{\"physicalLocation\":{"
		    "\"artifactLocation\":{\"uri\":\"a.go\"}}}]},{\"level\":"
		    "\"error\",\"locations\":[{\"physicalLocation\":{"
		    "\"artifactLocation\":{\"uri\":\"b.go\"}}}]}]}],"
		    "\"results\":[]}"),
	    "files a.go;unread b.go");
}

static void native_reports_list_what_they_looked_at(void **state)
{
	(void)state;
	assert_lists("{\"generated_at\":\"2026-01-01T00:00:00Z\",\"errors\":[{"
		     "\"filename\":\"./c.py\",\"reason\":\"syntax error\"}],"
		     "\"metrics\":{\"./a.py\":{\"loc\":1},\"./b.py\":{},"
		     "\"_totals\":{}},\"results\":[{\"test_id\":\"B1\","
		     "\"filename\":\"./a.py\",\"line_number\":1}]}",
	    "files a.py b.py;unread c.py");
	assert_lists("{\"results\":[],\"errors\":[{\"path\":\"c.js\",\"level\":"
		     "\"warn\"}],\"paths\":{\"scanned\":[\"a.js\",\"c.js\"],"
		     "\"skipped\":[{\"path\":\"d.js\"}]},\"time\":{\"rules\":["
		     "{\"id\":\"r.1\"},\"r.2\"]},\"version\":\"1\"}",
	    "files a.js c.js;rules r.1 r.2;unread c.js");
	assert_lists("[{\"filePath\":\"/s/a.js\",\"messages\":[]},{"
		     "\"filePath\":\"/s/b.js\",\"messages\":[{\"ruleId\":null,"
		     "\"fatal\":true,\"severity\":2,\"message\":\"no\"}]}]",
	    "files /s/a.js /s/b.js;unread /s/b.js");
	assert_lists("{\"Golang errors\":{\"/s/a.go\":[{\"line\":1,"
		     "\"column\":1,\"error\":\"x\"}]},\"Issues\":[],"
		     "\"Stats\":{\"files\":1}}",
	    "unread /s/a.go");
	assert_lists("{\"scan_info\":{\"brakeman_version\":\"7\","
		     "\"checks_performed\":[\"SQL\",\"Send\"]},\"warnings\":[],"
		     "\"ignored_warnings\":[],\"errors\":[{\"error\":\"e\","
		     "\"location\":\"app/a.rb:3\"}]}",
	    "rules SQL Send;unread app/a.rb");
	assert_lists("{\"version\":\"15.0.7\",\"vulnerabilities\":[],\"scan\":{"
		     "\"type\":\"sast\",\"status\":\"success\",\"scanner\":{"
		     "\"name\":\"S\"},\"primary_identifiers\":[{\"type\":\"s\","
		     "\"name\":\"n\",\"value\":\"r1\"}]},\"dependency_files\":["
		     "{\"path\":\"go.sum\"}]}",
	    "files go.sum;rules r1");
	assert_lists("{\"check_type\":\"terraform\",\"results\":{"
		     "\"failed_checks\":[],\"passed_checks\":[{\"check_id\":"
		     "\"CKV_1\",\"file_path\":\"/a.tf\"}],\"parsing_errors\":["
		     "\"/b.tf\"]}}",
	    "unread b.tf");
}

static void xml_reports_list_what_they_looked_at(void **state)
{
	(void)state;
	assert_lists(
	    "<checkstyle version=\"8\"><file name=\"A.java\">"
	    "<error line=\"1\" severity=\"error\" message=\"m\" "
	    "source=\"S\"/></file><file name=\"B.java\"/></checkstyle>",
	    "files A.java B.java");
	assert_lists("<BugCollection version=\"4\"><FindBugsSummary>"
		     "<FileStats path=\"p/A.java\" bugCount=\"0\"/>"
		     "<PackageStats/></FindBugsSummary></BugCollection>",
	    "files p/A.java");
	assert_lists("<FVDL xmlns=\"xmlns://www.fortifysoftware.com/schema/fvdl"
		     "\"><Build><SourceFiles><File><Name>a.c</Name></File>"
		     "</SourceFiles></Build><Vulnerabilities/></FVDL>",
	    "files a.c");
	assert_lists("<pmd version=\"6\"><error filename=\"A.java\" msg=\"m\"/>"
		     "</pmd>",
	    "unread A.java");
}

static void a_list_that_lacks_what_was_found_is_none(void **state)
{
	(void)state;
	assert_lists("{\"results\":[{\"check_id\":\"r\",\"path\":\"x.js\","
		     "\"start\":{\"line\":1},\"extra\":{\"message\":\"m\"}}],"
		     "\"paths\":{\"scanned\":[\"a.js\"]},\"version\":\"1\"}",
	    "");
}

static void scans_share_a_list(void **state)
{
	(void)state;
	struct sarif_world world;
	const char *first =
	    LOG("{" DRIVER("{\"id\":\"A\"}") ",\"results\":[]}");
	const char *second =
	    LOG("{" DRIVER("{\"id\":\"A\"}") ",\"results\":[] }");
	sarif_open(&world);
	sarif_import(&world, first);
	assert_true(sarif_try(&world, "u.sarif", str_from(second)));
	assert_string_equal(
	    sarif_ask(&world, "SELECT (SELECT count(*) FROM scan_cover) || "
			      "(SELECT count(*) FROM scan_set)"),
	    "21");
	sarif_close(&world);
}

static void a_fortify_rule_keeps_the_id_that_its_sarif_has(void **state)
{
	(void)state;
	struct sarif_world world;
	sarif_open(&world);
	const char *text =
	    "<FVDL xmlns=\"xmlns://www.fortifysoftware.com/schema/fvdl\">"
	    "<Vulnerabilities><Vulnerability><ClassInfo><ClassID>3-A</ClassID>"
	    "<Type>XSS</Type></ClassInfo></Vulnerability></Vulnerabilities>"
	    "</FVDL>";
	world.input.importer = STR("scan");
	world.input.head = str_from(text);
	sarif_import(&world, text);
	assert_string_equal(
	    sarif_ask(
		&world, "SELECT former || '=' || rule FROM scan_former_rule"),
	    "3-A=XSS");
	sarif_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sarif_lists_the_rules_that_ran),
		cmocka_unit_test(rules_that_are_switched_off_did_not_run),
		cmocka_unit_test(sarif_lists_files_by_role_and_notification),
		cmocka_unit_test(native_reports_list_what_they_looked_at),
		cmocka_unit_test(xml_reports_list_what_they_looked_at),
		cmocka_unit_test(a_list_that_lacks_what_was_found_is_none),
		cmocka_unit_test(scans_share_a_list),
		cmocka_unit_test(
		    a_fortify_rule_keeps_the_id_that_its_sarif_has),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
