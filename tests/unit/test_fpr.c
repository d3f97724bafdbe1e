/* importers/sast/fpr.c: archives made here, what is read from them, and what
 * is refused. */
#include <archive.h>
#include <archive_entry.h>
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
#include "tests/unit/ask.h"

#define FVDL(findings)                                                         \
	"<FVDL xmlns=\"xmlns://www.fortifysoftware.com/schema/fvdl\">"         \
	"<CreatedTS date=\"2026-08-01\" time=\"12:00:00\"/><Build>"            \
	"<SourceBasePath>/src/shop</SourceBasePath></Build>"                   \
	"<Vulnerabilities>" findings "</Vulnerabilities><UnifiedNodePool>"     \
	"<Node id=\"7\"><SourceLocation path=\"/src/shop/pool.c\" "            \
	"line=\"70\"/></Node></UnifiedNodePool><EngineData><RuleInfo>"         \
	"<Rule id=\"C1\"><MetaInfo><Group name=\"Impact\">4.0</Group>"         \
	"<Group name=\"Accuracy\">5.0</Group>"                                 \
	"<Group name=\"Probability\">4.0</Group>"                              \
	"<Group name=\"altcategoryCWE\">CWE ID 22, CWE ID 73</Group>"          \
	"</MetaInfo></Rule></RuleInfo></EngineData></FVDL>"
#define FINDING(id, more, entries)                                             \
	"<Vulnerability><ClassInfo><ClassID>C1</ClassID><Kingdom>K</Kingdom>"  \
	"<Type>Path Manipulation</Type></ClassInfo><InstanceInfo>"             \
	"<InstanceID>" id "</InstanceID><InstanceSeverity>3.0"                 \
	"</InstanceSeverity><Confidence>5.0</Confidence>" more                 \
	"</InstanceInfo><AnalysisInfo><Unified><Trace><Primary>" entries       \
	"</Primary></Trace></Unified></AnalysisInfo></Vulnerability>"
#define NODE(line)                                                             \
	"<Entry><Node isDefault=\"true\"><SourceLocation path=\"a.c\" "        \
	"line=\"" line "\"/></Node></Entry>"
#define NODE_REF "<Entry><NodeRef id=\"7\"/></Entry>"

struct member {
	const char *name;
	const char *text;  /* NULL: zeros */
	size_t zero_bytes; /* how many */
};

static void write_member(struct archive *archive, const struct member *member)
{
	struct archive_entry *entry = archive_entry_new();
	size_t size = member->text ? strlen(member->text) : member->zero_bytes;
	char *zeros = member->text ? NULL : calloc(1, size);
	archive_entry_set_pathname(entry, member->name);
	archive_entry_set_size(entry, (la_int64_t)size);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
	assert_int_equal(archive_write_data(archive,
			     member->text ? member->text : zeros, size),
	    (la_ssize_t)size);
	archive_entry_free(entry);
	free(zeros);
}

static void write_archive(
    const char *path, const struct member *members, size_t count)
{
	struct archive *archive = archive_write_new();
	assert_int_equal(archive_write_set_format_zip(archive), ARCHIVE_OK);
	assert_int_equal(
	    archive_write_open_filename(archive, path), ARCHIVE_OK);
	for (size_t i = 0; i < count; i++)
		write_member(archive, &members[i]);
	archive_write_close(archive);
	archive_write_free(archive);
}

struct world {
	struct model *model;
	struct arena *keep;
	struct error err;
	bool done;
	int left; /* files in the temporary folder afterwards */
};

/* Imports an archive of MEMBERS, with a temporary folder of its own. */
static struct world import_members(const struct member *members, size_t count)
{
	struct world world = { .keep = arena_new() };
	char folder[] = "/tmp/assay-fpr-XXXXXX";
	char path[64];
	struct input input;
	struct account account;
	bool unchanged;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/x.fpr", folder);
	write_archive(path, members, count);
	assert_int_equal(setenv("TMPDIR", folder, 1), 0);
	assert_true(model_open(&world.model, STR(""), &world.err));
	assert_true(input_open(&input, str_from(path), STR("x.fpr"), NULL,
	    world.keep, &world.err));
	world.done =
	    importer_run(world.model, &input, &account, &unchanged, &world.err);
	unlink(path);
	world.left = rmdir(folder) != 0;
	unsetenv("TMPDIR");
	return world;
}

static void end(struct world *world)
{
	assert_int_equal(world->left, 0);
	model_close(world->model);
	arena_free(world->keep);
}

#define ROWS                                                                   \
	"SELECT path || ':' || line, severity, severity_rule, suppressed, "    \
	"(SELECT group_concat(cwe) FROM result_cwe c "                         \
	"WHERE c.result_id = r.id) FROM result r ORDER BY ordinal"

static void findings_are_joined_with_rules_nodes_and_audit(void **state)
{
	(void)state;
	static const char fvdl[] =
	    FVDL(FINDING("I1", "", NODE("5") NODE("6")) FINDING("I2",
		"<MetaInfo><Group name=\"Impact\">1.0</Group></MetaInfo>",
		NODE_REF) FINDING("I3",
		"<MetaInfo><Group name=\"Probability\">1.0</Group></MetaInfo>",
		NODE("9")));
	static const char audit[] =
	    "<ns2:Audit xmlns:ns2=\"xmlns://www.fortify.com/schema/audit\">"
	    "<ns2:IssueList><ns2:Issue instanceId=\"I3\" suppressed=\"true\"/>"
	    "</ns2:IssueList></ns2:Audit>";
	const struct member members[] = {
		{ "src-archive/a.c", "int main;", 0 },
		{ "scan/audit.fvdl", fvdl, 0 },
		{ "audit.xml", audit, 0 },
	};
	struct world world = import_members(members, 3);
	if (!world.done)
		fail_msg("%s", world.err.message);
	assert_string_equal(ask_rows(world.model, world.keep, ROWS),
	    "a.c:6|critical|priority|0|22,73\n"
	    "pool.c:70|medium|priority|0|22,73\n"
	    "a.c:9|high|priority|1|22,73\n");
	end(&world);
}

static void paths_of_an_archive_are_never_used(void **state)
{
	(void)state;
	static const char fvdl[] = FVDL(FINDING("I1", "", NODE("5")));
	const struct member members[] = { { "../../../tmp/audit.fvdl", fvdl,
	    0 } };
	struct world world = import_members(members, 1);
	assert_true(world.done);
	assert_false(file_exists(STR("/tmp/audit.fvdl")));
	end(&world);
}

static void bombs_are_refused(void **state)
{
	(void)state;
	const struct member members[] = { { "audit.fvdl", NULL, 20 << 20 } };
	struct world world = import_members(members, 1);
	assert_false(world.done);
	assert_non_null(
	    strstr(world.err.message, "unpacks to far more than a report"));
	end(&world);
}

static void an_archive_without_findings_is_no_report(void **state)
{
	(void)state;
	const struct member members[] = { { "word/document.xml", "<a/>", 0 } };
	struct world world = import_members(members, 1);
	assert_false(world.done);
	assert_non_null(strstr(world.err.message, "a known format"));
	end(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    findings_are_joined_with_rules_nodes_and_audit),
		cmocka_unit_test(paths_of_an_archive_are_never_used),
		cmocka_unit_test(bombs_are_refused),
		cmocka_unit_test(an_archive_without_findings_is_no_report),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
