/* importers/sast/scan*.c: profiles, paths and the rules that every format
 * shares. What whole reports give is in test_scan_corpus.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "cli/inputs.h"
#include "importers/importer.h"
#include "importers/json/json_tree.h"
#include "importers/sast/ai_words.h"
#include "importers/sast/cvss.h"
#include "importers/sast/scan_profile.h"
#include "tests/unit/ask.h"
#include "tests/unit/json_text.h"

#define LOG(runs) "{\"version\":\"2.1.0\",\"runs\":[" runs "]}"

struct world {
	struct model *model;
	struct arena *keep;
	struct account account;
	struct error err;
};

/* Imports TEXT into a new model that lies at PLACE ("": in memory); the
 * configuration says of it what SAID holds. False: it cannot be read. */
static bool try_import(struct world *world, struct str text, struct str place,
    const struct input *said)
{
	char path[] = "/tmp/assay-scan-XXXXXX";
	struct input input;
	bool unchanged;
	int descriptor = mkstemp(path);
	*world = (struct world){ .keep = arena_new() };
	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, text.ptr, text.len), text.len);
	close(descriptor);
	assert_true(model_open(&world->model, place, &world->err));
	bool done = input_open(&input, str_from(path), STR("report"), NULL,
	    world->keep, &world->err);
	input.profile = said->profile;
	input.analysis = said->analysis;
	input.time = said->time;
	done = done && importer_run(world->model, &input, &world->account,
			   &unchanged, &world->err);
	unlink(path);
	return done;
}

static struct world import_text(struct str text, struct str place)
{
	const struct input nothing = { .time = UNKNOWN };
	struct world world;
	if (!try_import(&world, text, place, &nothing))
		fail_msg("%s", world.err.message);
	return world;
}

static void end(struct world *world)
{
	model_close(world->model);
	arena_free(world->keep);
}

static void assert_answer(const char *text, const char *sql, const char *answer)
{
	struct world world = import_text(str_from(text), STR(""));
	assert_string_equal(ask_text(world.model, world.keep, sql), answer);
	end(&world);
}

/* ---------------------------------------------------------------- paths -- */

static bool add_text(void *user, const cJSON *value)
{
	char *out = user;
	struct arena *scratch = arena_new();
	struct str text = scan_text(value, scratch);
	if (*out)
		strcat(out, ",");
	strncat(out, text.ptr ? text.ptr : "-", text.ptr ? text.len : 1);
	arena_free(scratch);
	return false;
}

static void paths_find_members_items_filters_holders_and_the_head(void **state)
{
	(void)state;
	static const struct {
		const char *path;
		const char *found;
	} cases[] = {
		{ "a.b", "1" },
		{ "list", "5,6,7" },
		{ "list[]", "5,6,7" },
		{ "list[0]", "5" },
		{ "list[-1]", "7" },
		{ "list[3]", "" },
		{ "list[-4]", "" },
		{ "ids.value", "79,x" },
		{ "ids[type=cwe].value", "79" },
		{ "ids[n=2].value", "x" },
		{ "ids[title].value", "x" },
		{ "cvss.{source}.score", "7.5" },
		{ "cvss.*.score", "7.5,9.1" },
		{ "two*words", "true" },
		{ "^.file", "f.c" },
		{ "^^.file", "" },
		{ "$.version", "3" },
		{ ".", "-" },
		{ "absent.b", "" },
		{ "a.b.c", "" },
	};
	struct arena *keep = arena_new();
	cJSON *outer = json_of_text(
	    STR("{\"file\":\"f.c\",\"record\":{\"a\":{\"b\":1},\"list\":[5,"
		"[6,7]],\"source\":\"nvd\",\"two words\":true,\"ids\":["
		"{\"type\":\"cwe\",\"value\":\"79\"},{\"n\":2,\"title\":\"t\","
		"\"value\":\"x\"}],\"cvss\":{\"nvd\":{\"score\":7.5},\"red\":"
		"{\"score\":9.1}}}}"),
	    keep);
	cJSON *head = json_of_text(STR("{\"version\":\"3\"}"), keep);
	struct scan_record record = { .chain = { outer,
					  json_member(outer, "record") },
		.depth = 2,
		.head = head };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct scan_path path;
		char found[256] = "";
		if (!scan_path_read(&path, str_from(cases[i].path)))
			fail_msg("%s is no path", cases[i].path);
		scan_path_each(&path, &record, add_text, found);
		if (strcmp(found, cases[i].found) != 0)
			fail_msg("%s: expected %s, got %s", cases[i].path,
			    cases[i].found, found);
	}
	cJSON_Delete(outer);
	cJSON_Delete(head);
	arena_free(keep);
}

static void what_is_no_path_is_refused(void **state)
{
	(void)state;
	static const char *const wrong[] = { "", "a..b", "a[", "a[0", "[x]b",
		"^a", "a.", "a[=x]", "a[99999]" };
	struct scan_path path;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (scan_path_read(&path, str_from(wrong[i])) &&
		    strcmp(wrong[i], "a.") != 0)
			fail_msg("\"%s\" was taken as a path", wrong[i]);
}

/* ------------------------------------------------------------- profiles -- */

static void assert_refused(const char *lines, const char *message)
{
	struct arena *keep = arena_new();
	struct scan_profile profile;
	struct error err;
	assert_false(scan_profile_read(
	    &profile, str_from(lines), STR("own.scan"), keep, &err));
	if (!strstr(err.message, message))
		fail_msg("expected %s, got %s", message, err.message);
	arena_free(keep);
}

static void profiles_say_where_they_are_wrong(void **state)
{
	(void)state;
	assert_refused("scan x\n", "name@version");
	assert_refused("scan x@1\nmatsch a\n", "statement of a scan profile");
	assert_refused("format yaml\n", "json, xml or csv");
	assert_refused("field colour a\n", "a field of results");
	assert_refused("field path a..b\n", "a path");
	assert_refused("field path \"a\n", "a path or a quoted text");
	assert_refused("field path a upto \"x\"\n", "after, behind, before");
	assert_refused("field path a in files\n", "a lookup named above");
	assert_refused("value word 2\n", "text = value");
	assert_refused("fingerprint f some a\n", "whole or line");
	assert_refused("records ^.a\n", "a path, or two");
	assert_refused("scan x@1\n", "title");
}

static void built_in_profiles_are_sound_and_sorted(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	struct scan_profile_list list;
	struct error err;
	if (!scan_profile_load(&list, NULL, keep, &err))
		fail_msg(
		    "%s:%lld: %s", err.file, (long long)err.line, err.message);
	assert_true(list.count >= 35);
	for (size_t i = 1; i < list.count; i++)
		assert_true(str_compare(list.items[i - 1].name,
				list.items[i].name) < 0);
	arena_free(keep);
}

/* ---------------------------------------------------------------- rules -- */

static void scores_of_vectors_are_those_of_the_specification(void **state)
{
	(void)state;
#define VECTOR(rest) cvss_score(STR("CVSS:3.1/" rest))
	assert_int_equal(
	    VECTOR("AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"), 9800000);
	assert_int_equal(
	    VECTOR("AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"), 10000000);
	/* CVE-2013-1937 and CVE-2014-3566 of the examples document. */
	assert_int_equal(
	    VECTOR("AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N"), 6100000);
	assert_int_equal(
	    VECTOR("AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N"), 3100000);
	/* CVE-2012-1516 */
	assert_int_equal(
	    VECTOR("AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H"), 9900000);
	assert_int_equal(VECTOR("AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N"), 0);
	assert_true(VECTOR("AV:N/AC:L") == UNKNOWN);
	assert_true(VECTOR("AV:X/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N") == UNKNOWN);
	assert_true(VECTOR("AV:N/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N") == UNKNOWN);
	assert_true(cvss_score(STR("AV:N/AC:L/Au:N/C:P/I:P/A:P")) == UNKNOWN);
#undef VECTOR
}

#define SEMGREP(results)                                                       \
	"{\"results\":[" results "],\"version\":\"1.2\",\"errors\":[]}"
#define FOUND(rule, line, print)                                               \
	"{\"check_id\":\"" rule                                                \
	"\",\"path\":\"a.py\",\"start\":{\"line\":" line                       \
	"},\"extra\":{\"severity\":\"ERROR\",\"message\":\"m\","               \
	"\"fingerprint\":\"" print "\"}}"

static void what_stands_behind_the_records_counts_as_well(void **state)
{
	(void)state;
	assert_answer(SEMGREP(FOUND("r", "3", "aa")),
	    "SELECT tool_version FROM scan", "1.2");
}

static void fingerprints_that_unlike_findings_share_are_none(void **state)
{
	(void)state;
	assert_answer(SEMGREP(FOUND("r", "3", "aa") "," FOUND("q", "3", "bb")),
	    "SELECT group_concat(fingerprint) FROM result",
	    "matchBasedId/v1:aa,matchBasedId/v1:bb");
	assert_answer(SEMGREP(FOUND("r", "3", "requires login") "," FOUND(
			  "q", "3", "requires login")),
	    "SELECT group_concat(fingerprint, '/') FROM result", "/");
}

static void lines_below_one_are_no_lines(void **state)
{
	(void)state;
	assert_answer(SEMGREP(FOUND("r", "0", "")),
	    "SELECT line || ' ' || (SELECT code FROM diagnostic) FROM result",
	    "0 line-below-one");
}

static void words_for_no_line_are_no_lines(void **state)
{
	(void)state;
	assert_answer("{\"findings\":[{\"title\":\"T\",\"severity\":\"Low\","
		      "\"line\":\"N/A\"}]}",
	    "SELECT group_concat(line) FROM result", "0");
}

/* What stands on the other pages is not known to be fixed. */
static void a_page_of_more_closes_nothing(void **state)
{
	(void)state;
#define PAGE(total)                                                            \
	"{\"paging\":{\"total\":" total "},\"issues\":[{\"key\":\"k\","        \
	"\"rule\":\"ts:S1\",\"component\":\"p:a.ts\",\"severity\":\"MAJOR\","  \
	"\"message\":\"m\",\"creationDate\":\"0001-01-01T00:00:00Z\"}]}"
	assert_answer(PAGE("4"), "SELECT state FROM scan", "failed");
	assert_answer(PAGE("1"), "SELECT state FROM scan", "done");
	assert_answer(PAGE("1"), "SELECT first_time IS NULL FROM result", "1");
}

static void a_report_without_findings_is_a_scan(void **state)
{
	(void)state;
	assert_answer(
	    "{\"errors\":[],\"results\":[],\"paths\":{\"scanned\":[]}}",
	    "SELECT tool || ' ' || state FROM scan", "semgrep done");
}

/* Within an entity the library knows no line: that of the text stands. */
static void a_broken_file_says_where(void **state)
{
	(void)state;
	assert_answer(
	    "<!DOCTYPE results [<!ENTITY a \"&b;\"><!ENTITY b "
	    "\"&a;\">]>\n<results version=\"2\"><cppcheck/><errors>\n"
	    "<error id=\"a\" msg=\"m\"/>\n"
	    "<error id=\"b\" msg=\"m\">&a;</error></errors></results>",
	    "SELECT line > 0 FROM reject", "1");
}

/* Style is style whatever weakness the tool names for it. */
static void style_is_no_problem(void **state)
{
	(void)state;
#define CATEGORIES "SELECT group_concat(category) FROM result"
	assert_answer(
	    "<results version=\"2\"><cppcheck version=\"2\"/><errors>"
	    "<error id=\"a\" severity=\"style\" msg=\"m\" cwe=\"398\"/>"
	    "<error id=\"b\" severity=\"error\" msg=\"m\" cwe=\"476\"/>"
	    "</errors></results>",
	    CATEGORIES, "quality,security");
	assert_answer(
	    LOG("{\"tool\":{\"driver\":{\"name\":\"Cppcheck\"}},\"results\":["
		"{\"ruleId\":\"a\",\"level\":\"note\",\"taxa\":[],"
		"\"message\":{\"text\":\"m (CWE-398)\"}}]}"),
	    CATEGORIES, "quality");
	assert_answer(
	    LOG("{\"tool\":{\"driver\":{\"name\":\"SwiftLint\"}},\"results\":["
		"{\"ruleId\":\"a\"}]}"),
	    CATEGORIES, "quality");
}

/* Tables without types: by what is known of the rule, else by its title. */
static void security_rules_of_sonarqube_are_known(void **state)
{
	(void)state;
	assert_answer(
	    "project;component;creationDate;severity;status;key;name\n"
	    "p;p:a.py;2026-01-01;MAJOR;OPEN;python:S2077;Formatting\n"
	    "p;p:a.py;2026-01-01;MAJOR;OPEN;python:S1;Credentials "
	    "should not be hard-coded\n"
	    "p;p:a.py;2026-01-01;MAJOR;OPEN;AXk1;Too long\n",
	    "SELECT group_concat(rule || ' ' || category || ' ' || coalesce("
	    "(SELECT group_concat(cwe) FROM result_cwe c WHERE c.result_id = "
	    "r.id), '-') || ' ' || fingerprint, '; ') FROM result r",
	    "python:S2077 security 89,20 ; python:S1 security - ; "
	    "Too long quality - sonarqube:AXk1");
}

static void models_are_named_by_words(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool is_named;
	} cases[] = {
		{ "OWASP-LLM05:2025", true },
		{ "the LLM's answer", true },
		{ "LLMs", true },
		{ "llm_answer", true },
		{ "callLLMChain", true },
		{ "LLM", true },
		{ "AzureOpenAIClient", true },
		{ "anthropic.messages", true },
		{ "py/prompt-injection", true },
		{ "the system prompt", true },
		{ "fulfillment", false },
		{ "ENROLLMENT", false },
		{ "EnrollmentView", false },
		{ "a philanthropic gift", false },
		{ "the password prompt", false },
		{ "", false },
	};
	struct ai_words words;
	struct error err;
	struct arena *keep = arena_new();
	assert_true(ai_words_load(&words, NULL, keep, &err));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (ai_words_in(&words, str_from(cases[i].text)) !=
		    cases[i].is_named)
			fail_msg("\"%s\"", cases[i].text);
	arena_free(keep);
}

#define SCANS                                                                  \
	"SELECT group_concat(tool || ' [' || analysis || '] ' || n, ', ') "    \
	"FROM (SELECT tool, analysis, (SELECT count(*) FROM result r "         \
	"WHERE r.scan_id = s.id) AS n FROM scan s ORDER BY 1, 2)"

/* Another kind of scan by the same tool is another scan, and one that found
 * nothing is one as well. */
static void kinds_of_scans_by_one_tool_are_told_apart(void **state)
{
	(void)state;
	static const char settings[] =
	    "{\"SchemaVersion\":2,\"ArtifactName\":\".\",\"ArtifactType\":"
	    "\"filesystem\",\"Results\":[{\"Target\":\"Dockerfile\",\"Class\":"
	    "\"config\",\"Misconfigurations\":[{\"ID\":\"DS002\","
	    "\"Severity\":\"HIGH\"}]},{\"Target\":\"go.mod\",\"Class\":"
	    "\"%s\"}]}";
	char text[512];
	snprintf(text, sizeof text, settings, "config");
	assert_answer(text, SCANS, "trivy [config] 1");
	snprintf(text, sizeof text, settings, "lang-pkgs");
	assert_answer(text, SCANS, "trivy [] 0, trivy [config] 1");
	assert_answer("{\"SchemaVersion\":2,\"ArtifactName\":\"r:5/a/b:1.2\","
		      "\"ArtifactType\":\"container_image\"}",
	    SCANS, "trivy [image/r:5/a/b] 0");
	assert_answer("[{\"ok\":true,\"vulnerabilities\":[],\"packageManager\":"
		      "\"npm\",\"projectName\":\"a\"},{\"ok\":false,"
		      "\"vulnerabilities\":[{\"id\":\"S\",\"packageName\":"
		      "\"p\",\"severity\":\"low\"}],\"packageManager\":"
		      "\"npm\",\"projectName\":\"b\"}]",
	    SCANS,
	    "snyk-open-source [Snyk/Open Source/a] 0, "
	    "snyk-open-source [Snyk/Open Source/b] 1");
	assert_answer(
	    "[{\"check_type\":\"dockerfile\",\"results\":{\"failed_checks\":"
	    "[]}},{\"check_type\":\"terraform\",\"results\":{"
	    "\"failed_checks\":[{\"check_id\":\"CKV_1\",\"file_path\":\"/a\"}"
	    "]}}]",
	    SCANS, "checkov [dockerfile] 0, checkov [terraform] 1");
	assert_answer(
	    LOG("{\"tool\":{\"driver\":{\"name\":\"Trivy\",\"rules\":"
		"[{\"id\":\"DS002\",\"properties\":{\"tags\":["
		"\"misconfiguration\",\"HIGH\"]}}]}},\"results\":[]}"),
	    SCANS, "trivy [config] 0");
	assert_answer(LOG("{\"tool\":{\"driver\":{\"name\":\"Trivy\"}},"
			  "\"properties\":{\"imageName\":\"r:5/a/b@sha256:1\"},"
			  "\"results\":[]}"),
	    SCANS, "trivy [image/r:5/a/b] 0");
}

static void assert_said(
    const char *text, struct input said, const char *sql, const char *answer)
{
	struct world world;
	if (!try_import(&world, str_from(text), STR(""), &said))
		fail_msg("%s", world.err.message);
	assert_string_equal(ask_text(world.model, world.keep, sql), answer);
	end(&world);
}

static void the_configuration_names_an_analysis_and_a_time(void **state)
{
	(void)state;
	static const char bandit[] =
	    "{\"generated_at\":\"2026-03-01T00:00:00Z\",\"metrics\":{\"_"
	    "totals\":"
	    "{}},\"results\":[{\"test_id\":\"B1\",\"filename\":\"a\"}]}";
	struct input said = { .analysis = STR("api"), .time = UNKNOWN };
	assert_said(bandit, said, SCANS, "bandit [api] 1");
	assert_said(
	    LOG("{\"tool\":{\"driver\":{\"name\":\"T\"}},\"results\":[],"
		"\"automationDetails\":{\"id\":\"nightly/1\"}}"),
	    said, SCANS, "t [api/nightly] 0");
	said = (struct input){ .time = 1700000000 };
	assert_said(bandit, said,
	    "SELECT time || ' ' || (SELECT group_concat(code) FROM diagnostic "
	    "WHERE code LIKE '%time%') FROM scan",
	    "1700000000 time-configured");
}

/* A file that says nothing is a report of the tool that the configuration
 * names; a report of another tool is not. */
static void a_named_profile_tells_whose_an_empty_report_is(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		const char *profile;
		const char *scans; /* NULL: refused */
	} cases[] = {
		{ "[]", "gitleaks", "gitleaks [] 0" },
		{ "null\n", "gitleaks", "gitleaks [] 0" },
		{ "[]", "hadolint", "hadolint [] 0" },
		{ "", "trufflehog", "trufflehog [] 0" },
		{ "{\"level\":\"info-0\",\"logger\":\"trufflehog\",\"msg\":"
		  "\"finished scanning\",\"unverified_secrets\":0}\n",
		    "trufflehog", "trufflehog [] 0" },
		{ "", "gitleaks", NULL },
		{ "{\"test_id\":[]}", "gitleaks", NULL },
		{ "[{\"code\":\"DL1\",\"level\":\"error\",\"file\":\"a\"}]",
		    "gitleaks", NULL },
		{ "a,b\n1,2\n", "gitleaks", NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct input said = {
			.profile = str_from(cases[i].profile), .time = UNKNOWN
		};
		struct world world;
		bool done =
		    try_import(&world, str_from(cases[i].text), STR(""), &said);
		if (done != (cases[i].scans != NULL))
			fail_msg("%zu: %s", i, done ? "read" : "refused");
		if (done)
			assert_string_equal(
			    ask_text(world.model, world.keep, SCANS),
			    cases[i].scans);
		end(&world);
	}
}

/* A list of something is not empty, and brackets stand in scripts as well. */
static void a_list_is_empty_only_where_it_is_all_there_is(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool is_read;
	} cases[] = {
		{ "[]\n", true },
		{ "{\"results\":[],\"errors\":[]}", true },
		{ "[\"a\",\"b\"]", false },
		{ "{\"findings\":[1]}", false },
		{ "#!/bin/sh\n[ \"$n\" -gt 12 ] && echo 12\n", false },
		{ "x = 1\n[]\n", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct input nothing = { .time = UNKNOWN };
		struct world world;
		if (try_import(&world, str_from(cases[i].text), STR(""),
			&nothing) != cases[i].is_read)
			fail_msg("%zu", i);
		end(&world);
	}
}

/* Whatever the file was to be. */
static void a_pointer_of_git_lfs_is_told(void **state)
{
	(void)state;
	const struct input nothing = { .time = UNKNOWN };
	struct world world;
	assert_false(try_import(&world,
	    STR("version https://git-lfs.github.com/spec/v1\noid sha256:1\n"),
	    STR(""), &nothing));
	assert_non_null(strstr(world.err.message, "a Git LFS pointer"));
	end(&world);
}

/* Dates that are none, as Go and C write them, and those after the scan. */
static void times_that_no_scan_has_are_none(void **state)
{
	(void)state;
#define TIMED(time, first)                                                     \
	LOG("{\"tool\":{\"driver\":{\"name\":\"T\"}},\"invocations\":[{"       \
	    "\"executionSuccessful\":true,\"endTimeUtc\":\"" time "\"}],"      \
	    "\"results\":[{\"ruleId\":\"a\",\"provenance\":{"                  \
	    "\"firstDetectionTimeUtc\":\"" first "\"}}]}")
#define TIMES                                                                  \
	"SELECT (s.time > 0) || ' ' || coalesce(r.first_time, '-') || ' ' || " \
	"(SELECT coalesce(group_concat(code), '') FROM diagnostic "            \
	"WHERE code LIKE 'bad-%') FROM scan s JOIN result r"
	assert_answer(TIMED("0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
	    TIMES, "0 - bad-scan-time,bad-first-time");
	assert_answer(TIMED("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z"),
	    TIMES, "1 1767225600 ");
	assert_answer(TIMED("2026-01-02T00:00:00Z", "2099-01-01T00:00:00Z"),
	    TIMES, "1 - bad-first-time");
}

static void alerts_of_several_tools_are_several_scans(void **state)
{
	(void)state;
	struct str text;
	struct error err;
	struct arena *keep = arena_new();
	assert_true(file_read(&text,
	    STR("tests/corpus/scans/made/github-code-scanning.json"), 1 << 20,
	    keep, &err));
	struct world world = import_text(text, STR(""));
	assert_string_equal(
	    ask_rows(world.model, world.keep,
		"SELECT s.tool, s.repository, s.ref, s.revision, "
		"count(*), max(r.suppressed), max(coalesce(r.baseline, '')) "
		"FROM scan s JOIN result r ON r.scan_id = s.id "
		"GROUP BY s.id ORDER BY 1"),
	    "bandit||refs/heads/main|aaaa|1|0|absent\n"
	    "codeql|github.com/acme/shop|refs/heads/main|"
	    "39406e42cb832f683daa691dd652a8dc36ee8930|2|1|\n");
	end(&world);
	arena_free(keep);
}

static void packages_keep_name_and_version(void **state)
{
	(void)state;
	assert_answer("[{\"Target\":\"go.sum\",\"Vulnerabilities\":[{"
		      "\"VulnerabilityID\":\"CVE-1\",\"PkgName\":\"yaml\","
		      "\"InstalledVersion\":\"2.2\",\"Severity\":\"LOW\","
		      "\"Title\":\"Bomb\"}]}]",
	    "SELECT package || '@' || package_version || '|' || message || '|' "
	    "|| category FROM result",
	    "yaml@2.2|yaml 2.2: Bomb|security");
}

/* Semgrep's findings in lock files name the package beside the rule. */
static void packages_of_semgrep_are_known(void **state)
{
	(void)state;
	assert_answer(
	    "{\"version\":\"1\",\"paths\":{\"scanned\":[]},\"results\":[{"
	    "\"check_id\":\"ssc-1\",\"path\":\"yarn.lock\",\"start\":{\"line\":"
	    "7},\"end\":{\"line\":7},\"extra\":{\"message\":\"m\",\"severity\":"
	    "\"HIGH\",\"sca_info\":{\"reachable\":false,\"dependency_match\":{"
	    "\"found_dependency\":{\"package\":\"ms\",\"version\":\"1.2\"},"
	    "\"lockfile\":\"yarn.lock\"}}}}]}",
	    "SELECT package || '@' || package_version || ' ' || path || ' ' || "
	    "line || ' ' || category FROM result",
	    "ms@1.2 yarn.lock 7 security");
}

/* No byte of what was found reaches the model, nor who committed it. */
static void secrets_are_stored_nowhere(void **state)
{
	(void)state;
	static const char *const reports[] = { "gitleaks-8", "trufflehog-3",
		"gitlab-secret", "github-secret-scanning" };
	for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
		struct arena *keep = arena_new();
		char folder[] = "/tmp/assay-scan-XXXXXX";
		struct str text;
		struct str stored;
		struct error err;
		assert_non_null(mkdtemp(folder));
		struct str place = arena_printf(keep, "%s/assay.db", folder);
		assert_true(file_read(&text,
		    arena_printf(
			keep, "tests/corpus/scans/made/%s.json", reports[i]),
		    1 << 20, keep, &err));
		assert_true(str_contains(text, STR("EXAMPLE")));
		struct world world = import_text(text, place);
		assert_true(world.account.imported > 0);
		end(&world);
		assert_true(file_read(&stored, place, 1 << 26, keep, &err));
		if (str_contains(stored, STR("EXAMPLE")) ||
		    str_contains(stored, STR("someone@example.com")))
			fail_msg("%s: the secret is in the model", reports[i]);
		unlink(arena_z(keep, place));
		rmdir(folder);
		arena_free(keep);
	}
}

#define TOKEN "ghp_R5abcdefghijklmnopqrstuvwxyz01234567"
#define KEY "AKIAQYLPMN5HHHFPZAM2"

/* Nothing that has an issuer's form is kept of any text: not of a rule, not of
 * an address, and not where a reject quotes what it found. */
static void no_text_keeps_a_token(void **state)
{
	(void)state;
	static const char *const reports[] = {
		"[{\"RuleID\":\"pat\",\"File\":\"a\",\"StartLine\":\"" TOKEN
		"\",\"Secret\":\"x\"}]",
		"[{\"number\":1,\"state\":\"open\",\"secret_type\":\"pat\","
		"\"secret\":\"x\",\"html_url\":\"https://h/o?s=" TOKEN "\"}]",
		"{\"findings\":[{\"title\":\"leaks " KEY "\",\"severity\":"
		"\"High\",\"component_name\":\"" TOKEN "\"}]}",
		"{\"version\":\"1\",\"results\":[],\"paths\":{\"scanned\":["
		"\"a\",\"" TOKEN ".py\"]}}",
		LOG("{\"tool\":{\"driver\":{\"name\":\"" TOKEN "\"}},"
		    "\"results\":[{\"ruleId\":\"a\",\"locations\":[{"
		    "\"physicalLocation\":{\"artifactLocation\":{\"uri\":"
		    "\"a\"},\"region\":{\"startLine\":\"" TOKEN "\"}}}]}]}"),
		"[{\"RuleID\":\"pat\",\"File\":\"a\",\"Secret\":" TOKEN "}]",
	};
	for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
		struct arena *keep = arena_new();
		char folder[] = "/tmp/assay-scan-XXXXXX";
		struct str stored;
		struct error err;
		assert_non_null(mkdtemp(folder));
		struct str place = arena_printf(keep, "%s/assay.db", folder);
		struct world world = import_text(str_from(reports[i]), place);
		end(&world);
		assert_true(file_read(&stored, place, 1 << 26, keep, &err));
		if (str_contains(stored, STR("R5abcdefghij")) ||
		    str_contains(stored, STR("QYLPMN5HHHFP")))
			fail_msg("%s: the token is in the model", reports[i]);
		unlink(arena_z(keep, place));
		rmdir(folder);
		arena_free(keep);
	}
}

static void the_documents_name_what_is_not_read(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	struct str rows;
	struct str line;
	struct str text;
	struct error err;
	int count = 0;
	assert_true(file_read(
	    &rows, STR("data/reports-not-read.csv"), 1 << 20, keep, &err));
	assert_true(
	    file_read(&text, STR("docs/formats.md"), 1 << 20, keep, &err));
	size_t at = str_find(text, STR("Known and not read:"));
	text = str_slice(text, at, at + 2000);
	assert_true(str_line(&rows, &line));
	while (str_line(&rows, &line)) {
		struct str tool = str_slice(line, 0, str_find_byte(line, ','));
		struct str last = str_slice(tool,
		    str_rfind_byte(tool, ' ') < tool.len
			? str_rfind_byte(tool, ' ') + 1
			: 0,
		    tool.len);
		if (!str_contains(text, last))
			fail_msg(
			    "docs/formats.md lacks " STR_FMT, STR_ARG(tool));
		count++;
	}
	assert_true(count > 20);
	arena_free(keep);
}

#define STYLE(version, errors)                                                 \
	"<checkstyle version=\"" version "\"><file name=\"a\">" errors         \
	"</file></checkstyle>"
#define ERROR(source)                                                          \
	"<error line=\"1\" severity=\"error\" message=\"m\" source=\"" source  \
	"\"/>"

/* Many linters write Checkstyle's form, and none of them ends what another
 * found; of one that nobody knows the path tells. */
static void linters_in_one_form_are_told_apart(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{ STYLE("4.3", ERROR("eslint.rules.eqeqeq")),
		    "eslint [] 1 quality" },
		{ STYLE("3.7", ERROR("Squiz.Arrays.ArrayDeclaration.NoKey")),
		    "phpcs [] 1 quality" },
		{ STYLE("8.0", ERROR("standard:no-wildcard-imports")),
		    "ktlint [] 1 quality" },
		{ STYLE("4.3", ERROR("detekt.MagicNumber")),
		    "detekt [] 1 quality" },
		{ STYLE("8.0",
		      ERROR(
			  "com.puppycrawl.tools.checkstyle.checks.TodoCheck")),
		    "checkstyle [] 1 quality" },
		{ STYLE("10.12.1", ""), "checkstyle [] 0" },
		{ STYLE("4.3", ""), "unknown [x] 0" },
		{ STYLE("4.3", ERROR("MyRule") ERROR("other")),
		    "unknown [x] 2 quality" },
		{ STYLE("4.3", ERROR("eslint.rules.security/detect-eval")),
		    "eslint [] 1 security" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_answer(cases[i][0],
		    "SELECT group_concat(tool || ' [' || iif(analysis = '', "
		    "'', 'x') || '] ' || (SELECT count(*) FROM result r WHERE "
		    "r.scan_id = s.id) || coalesce((SELECT max(' ' || "
		    "category) "
		    "FROM result r), ''), ', ') FROM scan s",
		    cases[i][1]);
}

static void what_a_tool_calls_a_duplicate_is_one(void **state)
{
	(void)state;
	static const char text[] =
	    "{\"findings\":[{\"title\":\"a\",\"severity\":\"High\","
	    "\"duplicate\":false},{\"title\":\"b\",\"severity\":\"High\","
	    "\"duplicate\":true}]}";
	assert_answer(text,
	    "SELECT read || ' ' || imported || ' ' || duplicate FROM source",
	    "2 1 1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    paths_find_members_items_filters_holders_and_the_head),
		cmocka_unit_test(what_is_no_path_is_refused),
		cmocka_unit_test(profiles_say_where_they_are_wrong),
		cmocka_unit_test(built_in_profiles_are_sound_and_sorted),
		cmocka_unit_test(
		    scores_of_vectors_are_those_of_the_specification),
		cmocka_unit_test(what_stands_behind_the_records_counts_as_well),
		cmocka_unit_test(
		    fingerprints_that_unlike_findings_share_are_none),
		cmocka_unit_test(lines_below_one_are_no_lines),
		cmocka_unit_test(words_for_no_line_are_no_lines),
		cmocka_unit_test(a_page_of_more_closes_nothing),
		cmocka_unit_test(a_report_without_findings_is_a_scan),
		cmocka_unit_test(a_broken_file_says_where),
		cmocka_unit_test(style_is_no_problem),
		cmocka_unit_test(security_rules_of_sonarqube_are_known),
		cmocka_unit_test(models_are_named_by_words),
		cmocka_unit_test(kinds_of_scans_by_one_tool_are_told_apart),
		cmocka_unit_test(
		    the_configuration_names_an_analysis_and_a_time),
		cmocka_unit_test(
		    a_named_profile_tells_whose_an_empty_report_is),
		cmocka_unit_test(a_list_is_empty_only_where_it_is_all_there_is),
		cmocka_unit_test(a_pointer_of_git_lfs_is_told),
		cmocka_unit_test(times_that_no_scan_has_are_none),
		cmocka_unit_test(alerts_of_several_tools_are_several_scans),
		cmocka_unit_test(packages_keep_name_and_version),
		cmocka_unit_test(packages_of_semgrep_are_known),
		cmocka_unit_test(linters_in_one_form_are_told_apart),
		cmocka_unit_test(what_a_tool_calls_a_duplicate_is_one),
		cmocka_unit_test(secrets_are_stored_nowhere),
		cmocka_unit_test(no_text_keeps_a_token),
		cmocka_unit_test(the_documents_name_what_is_not_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
