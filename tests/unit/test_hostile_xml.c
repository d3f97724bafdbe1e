/* One hostile DOCTYPE before each reader of XML: a DTD and an entity that lie
 * elsewhere, and an entity that would unfold to ten thousand million letters.
 * Text is read past what it names, an attribute that names it is refused; who
 * names the large one may be refused as a whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "importers/conf/conf.h"
#include "importers/importer.h"
#include "importers/xml/xml_watch.h"
#include "model/query.h"
#include "render/grammar.h"
#include "render/template.h"

#define TEN(name)                                                              \
	"&" name ";&" name ";&" name ";&" name ";&" name ";&" name ";&" name   \
	";&" name ";&" name ";&" name ";"
#define LEVEL(name, below) "<!ENTITY " name " \"" TEN(below) "\">"
#define DOCTYPE(root)                                                          \
	"<!DOCTYPE " root " SYSTEM \"outside.dtd\" ["                          \
	"<!ENTITY outside SYSTEM \"outside.txt\">"                             \
	"<!ENTITY a \"lollollollol\">" LEVEL("b", "a") LEVEL("c", "b")         \
	    LEVEL("d", "c") LEVEL("e", "d") LEVEL("f", "e") LEVEL("g", "f")    \
		LEVEL("h", "g") LEVEL("i", "h") "]>\n"

static char folder[] = "/tmp/assay-xml-XXXXXX";

static void write_file(const char *name, const char *text)
{
	char path[128];
	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	(void)fputs(text, file);
	(void)fclose(file);
}

static int set_up(void **state)
{
	(void)state;
	if (!mkdtemp(folder) || chdir(folder))
		return 1;
	write_file("outside.txt", "from outside");
	write_file("outside.dtd",
	    "<!ENTITY i 'from outside'><!ATTLIST violation rule CDATA 'from "
	    "outside'>");
	return 0;
}

static int tear_down(void **state)
{
	static const char *const names[] = { "outside.txt", "outside.dtd",
		"x.xml", "report.rng" };
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char path[128];
		(void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		(void)unlink(path);
	}
	(void)rmdir(folder);
	return 0;
}

static bool import(struct model *model, const struct importer *importer,
    const char *text, struct account *account, struct error *err)
{
	struct str path = STR("x.xml");
	bool unchanged;
	write_file("x.xml", text);
	struct input input = { .path = path,
		.shown = path,
		.importer = str_from(importer->name),
		.head = str_from(text),
		.size_bytes = (int64_t)strlen(text),
		.time = UNKNOWN };
	return importer_run(model, &input, account, &unchanged, err);
}

#define PMD(attribute, text)                                                   \
	DOCTYPE("pmd")                                                         \
	"<pmd version='6.1'><file name='a" attribute ".java'>"                 \
	"<violation beginline='3' endline='3' begincolumn='1' endcolumn='2' "  \
	"rule='R' ruleset='S' priority='1'>said " text                         \
	"</violation></file></pmd>"
#define JUNIT(attribute, text)                                                 \
	DOCTYPE("testsuite")                                                   \
	"<testsuite name='s" attribute "' tests='1'><testcase name='t' "       \
	"classname='c'><failure>" text "</failure></testcase></testsuite>"
#define COBERTURA(attribute, text)                                             \
	DOCTYPE("coverage")                                                    \
	"<coverage line-rate='0.5' version='1' "                               \
	"timestamp='1'><sources><source>"                                      \
	"/" text "</source></sources><packages><package name='p'><classes>"    \
	"<class name='c' filename='a" attribute ".c'><lines><line number='1' " \
	"hits='1'/></lines></class></classes></package></packages></coverage>"

static const struct {
	const struct importer *importer;
	const char *in_text;
	const char *in_attribute;
	const char *large;
} reports[] = {
	{ &importer_scan, PMD("", "&a;&outside;"), PMD("&a;", ""),
	    PMD("", "&i;") },
	{ &importer_scan, PMD("", "&a;"), PMD("&outside;", ""),
	    PMD("&i;", "") },
	{ &importer_junit, JUNIT("", "&a;&outside;"), JUNIT("&a;", ""),
	    JUNIT("", "&i;") },
	{ &importer_junit, JUNIT("", "&a;"), JUNIT("&outside;", ""),
	    JUNIT("&i;", "") },
	{ &importer_coverage, COBERTURA("", "&a;&outside;"),
	    COBERTURA("&a;", ""), COBERTURA("", "&i;") },
	{ &importer_coverage, COBERTURA("", "&a;"), COBERTURA("&outside;", ""),
	    COBERTURA("&i;", "") },
};

static void test_reports(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
		struct model *model;
		struct account account = { 0 };
		struct error err = { 0 };
		assert_true(model_open(&model, STR(""), &err));
		if (!import(model, reports[i].importer, reports[i].in_text,
			&account, &err))
			fail_msg("case %zu: %s", i, err.message);
		assert_int_equal(account.imported, 1);
		assert_int_equal(account.rejected, 0);
		model_close(model);
		assert_true(model_open(&model, STR(""), &err));
		if (import(model, reports[i].importer, reports[i].in_attribute,
			&account, &err) &&
		    (account.imported != 0 || account.rejected == 0))
			fail_msg("case %zu was read", i);
		model_close(model);
		assert_true(model_open(&model, STR(""), &err));
		(void)!import(model, reports[i].importer, reports[i].large,
		    &account, &err);
		model_close(model);
	}
}

/* The message is what the file says without what it names. */
static void test_nothing_is_unfolded(void **state)
{
	struct arena *keep = arena_new();
	struct model *model;
	struct query *query = NULL;
	struct account account;
	struct error err = { 0 };
	(void)state;
	assert_true(model_open(&model, STR(""), &err));
	assert_true(import(
	    model, &importer_scan, PMD("", "&a;&outside;"), &account, &err));
	assert_true(
	    query_open(&query, model, "SELECT message FROM result", &err));
	assert_true(query_next(query));
	struct str message = query_text(query, 0);
	assert_true(str_equal_z(str_trim(message), "said"));
	assert_true(query_close(query, &err));
	model_close(model);
	arena_free(keep);
}

static void test_manifests(void **state)
{
	struct arena *keep = arena_new();
	struct conf *tree;
	struct error err = { 0 };
	(void)state;
	assert_true(
	    conf_read_xml(&tree, STR(DOCTYPE("p") "<p>said &i;&outside;</p>"),
		STR("x"), keep, &err));
	assert_true(str_equal_z(tree->first->text, "said"));
	assert_false(conf_read_xml(
	    &tree, STR(DOCTYPE("p") "<p x='&i;'/>"), STR("x"), keep, &err));
	assert_false(conf_read_xml(&tree,
	    STR(DOCTYPE("p") "<p x='&outside;'/>"), STR("x"), keep, &err));
	arena_free(keep);
}

static bool watch(const char *begin, const char *part, int times)
{
	struct xml_watch watch = { 0 };
	bool fine = xml_watch(&watch, str_from(begin));
	for (int i = 0; i < times; i++)
		fine = fine && xml_watch(&watch, str_from(part));
	return fine;
}

/* However the bytes come, and whatever looks like a quote and is none. */
static void test_attributes_are_bounded(void **state)
{
	(void)state;
	assert_true(watch("<a", " b=\"'\"", XML_WATCH_MAX));
	assert_false(watch("<a", " b=\"'\"", XML_WATCH_MAX + 1));
	assert_false(watch("x > 'y' <a", " b='>'", XML_WATCH_MAX + 1));
	assert_true(watch("", "<a b=''/>", 10 * XML_WATCH_MAX));
	assert_true(watch("<a>", "it's \"so\" ", 10 * XML_WATCH_MAX));
	assert_true(watch("<!-- -- > ", "<a b='' ", 10 * XML_WATCH_MAX));
	assert_true(watch("<![CDATA[ > ]> ", "<a b='' ", 10 * XML_WATCH_MAX));
	assert_true(watch("<?p > ", "<a b='' ", 10 * XML_WATCH_MAX));
	assert_false(watch(
	    "<!-- ' --><![CDATA[ ' ]]><?p ' ?><a", " b=''", XML_WATCH_MAX + 1));
	assert_false(watch(
	    "<!DOCTYPE a [", "<!ATTLIST a b CDATA ''>", XML_WATCH_MAX + 1));
	struct conf *tree;
	struct error err = { 0 };
	struct arena *keep = arena_new();
	struct buf text = { 0 };
	buf_add_z(&text, "<p");
	for (int i = 0; i <= XML_WATCH_MAX; i++)
		buf_printf(&text, " b%d=''", i);
	buf_add_z(&text, "/>");
	assert_false(
	    conf_read_xml(&tree, buf_str(&text), STR("x"), keep, &err));
	assert_non_null(strstr(err.message, "at most 1000 attributes"));
	buf_free(&text);
	arena_free(keep);
}

/* A template has no DOCTYPE, and none that only another encoding shows. */
static void test_templates(void **state)
{
	static const char text[] = DOCTYPE("report") "<report title='&i;'/>";
	struct arena *keep = arena_new();
	struct template_node *root;
	struct buf wide = { 0 };
	struct error err = { 0 };
	(void)state;
	assert_false(
	    template_parse(&root, STR("x.xml"), STR(text), NULL, keep, &err));
	assert_non_null(strstr(err.message, "DOCTYPE"));
	buf_add(&wide, STR("\xFF\xFE"));
	for (size_t i = 0; text[i]; i++)
		buf_add(&wide, (struct str){ (const char[]){ text[i], 0 }, 2 });
	err = (struct error){ 0 };
	assert_false(template_parse(
	    &root, STR("x.xml"), buf_str(&wide), NULL, keep, &err));
	assert_non_null(strstr(err.message, "well-formed"));
	buf_free(&wide);
	arena_free(keep);
}

static void test_grammar(void **state)
{
	struct asset_folders folders = { .templates = str_from(folder) };
	struct arena *keep = arena_new();
	struct grammar *grammar;
	struct error err = { 0 };
	(void)state;
	write_file("report.rng",
	    DOCTYPE("grammar") "<grammar xmlns='http://relaxng.org/ns/structure"
			       "/1.0' x='&a;'><start><empty/></start>"
			       "</grammar>");
	assert_false(grammar_open(&grammar, &folders, keep, &err));
	assert_non_null(strstr(err.message, "has a DOCTYPE"));
	arena_free(keep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reports),
		cmocka_unit_test(test_nothing_is_unfolded),
		cmocka_unit_test(test_manifests),
		cmocka_unit_test(test_attributes_are_bounded),
		cmocka_unit_test(test_templates),
		cmocka_unit_test(test_grammar),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
